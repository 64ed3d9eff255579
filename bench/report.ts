import type { Measurements, Pair } from "./measure";

/** One line of the result. */
export interface Row {
  readonly what: string;
  readonly ours: number;
  /** The empty pack's figure, or that of the smaller load for growth. */
  readonly base: number;
  readonly unit: "MB" | "ms";
  readonly ratio: number;
  /** The ratio that must not be exceeded, where there is one. */
  readonly must?: number;
  readonly passed?: boolean;
}

/** Ratios that the pack must keep: to an empty pack for times, to a tenth of the load for growth. */
const MUST = { start: 0.9, analyze: 1.2, stack: 1.3, growth: 11 } as const;

/** The measurements as ratios, with the targets beside them. */
export function rowsOf({ start, load, stack, joins, memory }: Measurements): readonly Row[] {
  const thousands = (resources: number) => resources.toLocaleString("en");
  return [
    row("start-up", start, "ms", MUST.start),
    ...load.flatMap(({ resources, analyze, remediate }) => [
      row(
        `Analyze, ${thousands(resources)} resources`,
        analyze,
        "ms",
        resources === 1_000 ? MUST.analyze : undefined,
      ),
      ...(remediate
        ? [row(`Analyze + Remediate, ${thousands(resources)} resources`, total(analyze, remediate), "ms")]
        : []),
    ]),
    ...growth(
      "Analyze",
      load.map(({ resources, analyze }) => ({ resources, ms: analyze.ours })),
    ),
    ...stack.map(({ resources, time }) =>
      row(
        `AnalyzeStack, ${thousands(resources)} resources`,
        time,
        "ms",
        resources === 1_000 ? MUST.stack : undefined,
      ),
    ),
    ...growth(
      "AnalyzeStack",
      stack.map(({ resources, time }) => ({ resources, ms: time.ours })),
    ),
    ...joins.map(({ resources, time }) => row(`AnalyzeStack, ${thousands(resources)} to join`, time, "ms")),
    ...memory.map(({ when, megabytes }) => row(`memory ${when}`, megabytes, "MB")),
  ];
}

/** The rows as a table. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    ["", "ours", "empty", "ratio", "must", ""],
    ...rows.map(({ what, ours, base, unit, ratio, must, passed }) => [
      what,
      `${Math.round(ours)} ${unit}`,
      `${Math.round(base)} ${unit}`,
      ratio.toFixed(2),
      must === undefined ? "" : `<= ${must}`,
      passed === undefined ? "" : passed ? "pass" : "FAIL",
    ]),
  ];
  const widths = cells[0]?.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0))) ?? [];
  return cells
    .map((line) =>
      line
        .map((cell, i) => (i === 0 || i === 5 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function row(what: string, { ours, empty }: Pair, unit: Row["unit"], must?: number): Row {
  return compared(what, ours, empty, unit, must);
}

/** From 1,000 to 10,000 resources: 10 is linear. The smaller load stands where the empty pack stands otherwise. */
function growth(
  what: string,
  loads: readonly { readonly resources: number; readonly ms: number }[],
): readonly Row[] {
  const at = (wanted: number) => loads.find(({ resources }) => resources === wanted)?.ms;
  const small = at(1_000);
  const large = at(10_000);
  if (small === undefined || large === undefined) return [];
  return [compared(`${what}, 10,000 to our 1,000`, large, small, "ms", MUST.growth)];
}

function compared(what: string, ours: number, base: number, unit: Row["unit"], must?: number): Row {
  const ratio = ours / base;
  return { what, ours, base, unit, ratio, ...(must === undefined ? {} : { must, passed: ratio <= must }) };
}

function total(a: Pair, b: Pair): Pair {
  return { ours: a.ours + b.ours, empty: a.empty + b.empty };
}
