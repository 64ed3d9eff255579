import { PackProcess } from "./pack-process";
import { OUR_PACK, type EmptyPacks } from "./packs";
import { findingsIn, requestsFor, strictestProfile, type Requests } from "./requests";
import { applicationResources, syntheticResources } from "./resources";

/** A figure of our pack and of an empty one: milliseconds, or megabytes. */
export interface Pair {
  readonly ours: number;
  readonly empty: number;
}

/** What the bench measures. Times are milliseconds for the whole load. */
export interface Measurements {
  readonly start: Pair;
  readonly load: readonly LoadMeasurement[];
  readonly stack: readonly StackMeasurement[];
  /** Stacks of nothing but applications, each with its autoscaler and its network policy. */
  readonly joins: readonly StackMeasurement[];
  readonly memory: readonly { readonly when: string; readonly megabytes: Pair }[];
}

interface LoadMeasurement {
  readonly resources: number;
  readonly analyze: Pair;
  /** Left out for the largest load, to save time. */
  readonly remediate?: Pair;
  readonly findings: number;
}

interface StackMeasurement {
  readonly resources: number;
  readonly time: Pair;
  readonly findings: number;
}

/** How often each is measured; 10,000 resources take long, and are sent without Remediate. */
const RUNS = { start: 7, 100: 7, 1_000: 5, 10_000: 3 } as const;

/** Measures everything, and tells what it is doing. */
export async function measure(packs: EmptyPacks, log: (line: string) => void): Promise<Measurements> {
  log("Start-up");
  const { start, memory: atStart } = await measureStart(packs);

  log("Per resource and stack, 100 and 1,000 resources");
  const small = await measureLoads(packs, [100, 1_000], log);

  log("Per resource and stack, 10,000 resources");
  const large = await measureLoads(packs, [10_000], log);

  log("Joins, 300 and 1,500 resources");
  const joins = await measureJoins(packs, [300, 1_500]);

  return {
    start,
    load: [...small.load, ...large.load],
    stack: [...small.stack.filter(({ resources }) => resources > 100), ...large.stack],
    joins,
    memory: [
      { when: "after start-up", megabytes: atStart },
      { when: "peak, 1,000 resources", megabytes: small.memory },
      { when: "peak, 10,000 resources", megabytes: large.memory },
    ],
  };
}

async function measureStart(packs: EmptyPacks): Promise<{ start: Pair; memory: Pair }> {
  const once = async (folder: string) => {
    const pack = await PackProcess.start(folder);
    const result = { ms: pack.startMs, megabytes: pack.peakMemory() ?? NaN };
    await pack.stop();
    return result;
  };
  const runs = {
    ours: [] as { ms: number; megabytes: number }[],
    empty: [] as { ms: number; megabytes: number }[],
  };
  // The first start of each fills the system's file cache.
  await once(OUR_PACK);
  await once(packs.resource);
  for (let i = 0; i < RUNS.start; i++) {
    runs.ours.push(await once(OUR_PACK));
    runs.empty.push(await once(packs.resource));
  }
  const medians = (key: "ms" | "megabytes"): Pair => ({
    ours: median(runs.ours.map((it) => it[key])),
    empty: median(runs.empty.map((it) => it[key])),
  });
  return { start: medians("ms"), memory: medians("megabytes") };
}

async function measureLoads(
  packs: EmptyPacks,
  sizes: readonly (100 | 1_000 | 10_000)[],
  log: (line: string) => void,
): Promise<{ load: LoadMeasurement[]; stack: StackMeasurement[]; memory: Pair }> {
  const ours = await startWarm(OUR_PACK);
  const empty = await startWarm(packs.resource);
  const emptyStack = await startWarm(packs.stack);
  try {
    const load: LoadMeasurement[] = [];
    const stack: StackMeasurement[] = [];
    for (const resources of sizes) {
      const requests = requestsFor(syntheticResources(resources));
      log(`  ${resources} resources: Remediate and Analyze`);
      load.push({
        resources,
        ...(await measureLoad(ours, empty, requests, RUNS[resources], resources < 10_000)),
      });
      log(`  ${resources} resources: AnalyzeStack`);
      stack.push({ resources, ...(await measureStack(ours, emptyStack, requests, RUNS[resources])) });
    }
    // The empty pack that is compared has to do both, as ours does.
    const memory = {
      ours: ours.peakMemory() ?? NaN,
      empty: Math.max(empty.peakMemory() ?? NaN, emptyStack.peakMemory() ?? NaN),
    };
    return { load, stack, memory };
  } finally {
    await Promise.all([ours.stop(), empty.stop(), emptyStack.stop()]);
  }
}

async function measureLoad(
  ours: PackProcess,
  empty: PackProcess,
  { resources }: Requests,
  runs: number,
  withRemediate: boolean,
) {
  const times = { analyze: pairOfLists(), remediate: pairOfLists() };
  let findings = 0;
  for (let i = 0; i < runs; i++) {
    for (const [who, pack] of Object.entries({ ours, empty }) as ["empty" | "ours", PackProcess][]) {
      // In the engine's order.
      if (withRemediate) times.remediate[who].push((await pack.call("Remediate", resources)).ms);
      const { ms, responses } = await pack.call("Analyze", resources);
      times.analyze[who].push(ms);
      if (who === "ours") findings = sum(responses.map(findingsIn));
    }
  }
  return {
    analyze: medianPair(times.analyze),
    ...(withRemediate ? { remediate: medianPair(times.remediate) } : {}),
    findings,
  };
}

async function measureStack(ours: PackProcess, empty: PackProcess, { stack }: Requests, runs: number) {
  const times = pairOfLists();
  let findings = 0;
  for (let i = 0; i < runs; i++) {
    const { ms, responses } = await ours.call("AnalyzeStack", [stack]);
    times.ours.push(ms);
    findings = sum(responses.map(findingsIn));
    times.empty.push((await empty.call("AnalyzeStack", [stack])).ms);
  }
  return { time: medianPair(times), findings };
}

async function measureJoins(packs: EmptyPacks, sizes: readonly number[]): Promise<StackMeasurement[]> {
  const ours = await startWarm(OUR_PACK);
  const empty = await startWarm(packs.stack);
  try {
    const measured: StackMeasurement[] = [];
    for (const resources of sizes) {
      const requests = requestsFor(applicationResources(resources));
      await ours.call("Analyze", requests.resources);
      measured.push({ resources, ...(await measureStack(ours, empty, requests, 3)) });
    }
    return measured;
  } finally {
    await Promise.all([ours.stop(), empty.stop()]);
  }
}

/** A pack that has been configured, and has seen enough to be compiled. */
async function startWarm(folder: string): Promise<PackProcess> {
  const pack = await PackProcess.start(folder);
  const warmUp = requestsFor(syntheticResources(200));
  await pack.call("Configure", [strictestProfile()]);
  await pack.call("Remediate", warmUp.resources);
  await pack.call("Analyze", warmUp.resources);
  await pack.call("AnalyzeStack", [warmUp.stack]);
  return pack;
}

function pairOfLists(): { ours: number[]; empty: number[] } {
  return { ours: [], empty: [] };
}

function medianPair({ ours, empty }: { ours: readonly number[]; empty: readonly number[] }): Pair {
  return { ours: median(ours), empty: median(empty) };
}

/** The middle value; of an even number, the lower of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? NaN;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
