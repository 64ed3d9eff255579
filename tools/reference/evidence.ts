import { stringify } from "yaml";
import type { Evidence, Measurement, NumberMeasurement } from "../../policies/evaluation/evidence";
import type { Requirement } from "../../policies/evaluation/requirement";
import { profiles } from "../../profiles";
import { TestAnalyzer } from "../../test/kit/analyzer";
import type { TestResource } from "../../test/kit/cases";
import { application, attestation } from "../../test/kit/evidence";
import { moment } from "../../test/kit/moment";

/** What attests a requirement, and what does not. */
export interface EvidenceExamples {
  /** Entries of an evidence file. */
  readonly complies: string;
  readonly fails: string;
  /** What is found of the second. */
  readonly finds: readonly string[];
}

type Attested = Requirement & { readonly evidence: Evidence };
type Entry = Readonly<Record<string, unknown>>;

/** Examples of evidence, judged as a program with them would be. */
export async function evidenceExamples(requirement: Attested): Promise<EvidenceExamples> {
  const complies = entry(requirement);
  const fails = failing(requirement, complies);
  const found = await finds(requirement, complies);
  if (found.length > 0) throw new Error(`${requirement.name}: ${found.join("\n")}`);
  return { complies: fileOf(complies), fails: fileOf(fails), finds: await finds(requirement, fails) };
}

/** Restores are held against the RTO that another requirement declares. */
const RTO = {
  item: "1.1.2",
  result: "passed",
  by: "Ada Lovelace",
  on: "2026-11-20",
  evidence: "https://wiki.example.com/shop/requirements",
  measurements: {
    capacity: "4 CPU",
    topology: "one VPC",
    rpoMinutes: 60,
    rtoMinutes: 60,
    recoveryPlan: "in the wiki",
  },
};

async function finds(requirement: Attested, it: Entry): Promise<readonly string[]> {
  const analyzer = new TestAnalyzer(requirement.from, { names: [requirement.name] });
  const stack: readonly TestResource[] = [
    application,
    attestation(requirement.name, it),
    ...(requirement.item === RTO.item ? [] : [attestation("rto", RTO)]),
  ];
  return (await analyzer.analyze(stack)).map(({ message }) => message);
}

function entry({ name, from, evidence: { measurements = {} } }: Attested): Entry {
  const measured = Object.entries(measurements).map(([key, it]) => [key, accepted(it, from)] as const);
  return {
    item: name,
    result: "passed",
    by: "Ada Lovelace",
    on: "2026-11-20",
    evidence: `https://wiki.example.com/evidence/${name}`,
    ...(measured.length > 0 ? { measurements: Object.fromEntries(measured) } : {}),
  };
}

/** The same with a measurement beyond its limit, or with a test that failed. */
function failing({ evidence: { measurements = {} }, from }: Attested, it: Entry): Entry {
  for (const [key, measurement] of Object.entries(measurements)) {
    const value = measurement.form === "number" ? refused(measurement, from) : undefined;
    if (value === undefined) continue;
    return { ...it, measurements: { ...(it["measurements"] as object), [key]: value } };
  }
  return { ...it, result: "failed" };
}

function refused(it: NumberMeasurement, from: Requirement["from"]): number | undefined {
  const { below, atMost, atLeast } = limitsOf(it, from);
  if (below !== undefined) return below;
  // More than 100 percent is a mistake, and no example.
  if (atMost !== undefined) return atMost === 100 ? undefined : atMost + 1;
  return atLeast === undefined ? undefined : atLeast - 1;
}

function accepted(it: Measurement, from: Requirement["from"]): number | string {
  switch (it.form) {
    case "result":
      return "passed";
    case "text":
      return it.words?.[0] ?? `<${it.about}>`;
    case "number": {
      const { below, atMost, atLeast } = limitsOf(it, from);
      if (below !== undefined) return Math.round(below * 80) / 100;
      if (atMost !== undefined) return atMost === 100 ? 99.9 : atMost;
      return atLeast ?? (it.unit === "requests per second" ? 1000 : 60);
    }
  }
}

/** The numbers that a measurement is held against under a profile. */
export function limitsOf(
  it: NumberMeasurement,
  from: Requirement["from"],
): Readonly<Partial<Record<"below" | "atMost" | "atLeast", number>>> {
  return Object.fromEntries(
    (["below", "atMost", "atLeast"] as const).flatMap((key) => {
      const limit = it[key];
      const value = typeof limit === "string" ? profiles[from][limit] : limit;
      return value === undefined || value === null ? [] : [[key, value]];
    }),
  );
}

function fileOf(it: Entry): string {
  return stringify({ attestations: [it] }, { lineWidth: 0 });
}

/** What tells that another stack has what this one lacks. */
export function coveredExample(name: string): string {
  return fileOf({
    item: name,
    result: "passed",
    by: "Ada Lovelace",
    on: "2026-11-20",
    coveredBy: "organization/project/stack",
  });
}

/** The day of the examples. */
export const today = moment.today;
