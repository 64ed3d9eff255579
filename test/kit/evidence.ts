import type { Measurement } from "../../policies/evaluation/evidence";
import type { Requirement } from "../../policies/evaluation/requirement";
import type { Profile } from "../../profiles";
import { resource, type TestResource } from "./cases";
import { moment } from "./moment";

/** A workload of the application, and nothing else. */
export const application = resource("kubernetes:apps/v1:Deployment", "api", {
  metadata: { name: "api", namespace: "shop" },
  spec: {
    template: {
      metadata: { labels: { app: "fraiseql" } },
      spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1" }] },
    },
  },
});

/** An attestation, as the program declares it. */
export function attestation(name: string, props: Readonly<Record<string, unknown>>): TestResource {
  return resource("fraiseql-checklist:evidence:Attestation", name, props);
}

/** A decision to launch, or not to. */
export function decision(value: unknown, more: Readonly<Record<string, unknown>> = {}): TestResource {
  const props = { decision: value, decisionMaker: "Grace", date: moment.today, signOff: "OPS-7", ...more };
  return resource("fraiseql-checklist:evidence:LaunchDecision", "launch", props);
}

export const LINK = "https://wiki.example.com/evidence/1";

/** What attests a requirement on the day of the tests, with measurements that every profile accepts. */
export function passing(
  { name, evidence }: Requirement,
  profile: Profile,
): Readonly<Record<string, unknown>> {
  const measurements = Object.entries(evidence?.measurements ?? {});
  return {
    item: name,
    result: "passed",
    by: "Ada",
    on: moment.today,
    evidence: LINK,
    ...(measurements.length > 0
      ? { measurements: Object.fromEntries(measurements.map(([key, it]) => [key, accepted(it, profile)])) }
      : {}),
  };
}

function accepted(it: Measurement, profile: Profile): number | string {
  switch (it.form) {
    case "number": {
      const least = typeof it.atLeast === "string" ? profile[it.atLeast] : it.atLeast;
      return least ?? 0;
    }
    case "result":
      return "passed";
    case "text":
      return it.words?.[0] ?? "as written in the handbook";
  }
}
