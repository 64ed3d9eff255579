import type { Requirement } from "../../evaluation/requirement";

/** A box of 10.1 or 10.2, and the boxes that answer it. */
export interface Blocker {
  /** `10.1.1`. */
  readonly item: string;
  /** The checklist's own words. */
  readonly title: string;
  /** The boxes whose requirements have to be met, as far as the profile asks for them. */
  readonly items: readonly string[];
}

/** 10.1 "Critical Blockers (Must be DONE)". */
export const blockers: readonly Blocker[] = [
  { item: "10.1.1", title: "Security profile configured and tested", items: ["1.1.3", "2.1.1"] },
  {
    item: "10.1.2",
    title: "HTTPS enforced with valid certificate",
    items: ["2.2.1", "2.2.2", "2.2.3"],
  },
  { item: "10.1.3", title: "Database backups automated and tested", items: ["3.3.1", "3.3.2"] },
  { item: "10.1.4", title: "Health checks responding correctly", items: ["5.1.1", "7.2.2"] },
  {
    item: "10.1.5",
    title: "Monitoring and alerting configured",
    items: ["3.4.2", "5.3.1", "5.3.2", "5.3.3"],
  },
  { item: "10.1.6", title: "Load testing passed", items: ["6.3.1"] },
  { item: "10.1.7", title: "Rollback plan tested", items: ["7.4.1", "7.4.2"] },
  { item: "10.1.8", title: "Smoke tests passed", items: ["9.1.1"] },
];

/** 10.2 "Non-Blocking Issues (Can be addressed post-launch)". */
export const nonBlocking: readonly Blocker[] = [
  {
    item: "10.2.1",
    title: "Performance optimizations (if within acceptable range)",
    items: ["6.1.1", "6.1.2", "6.2.1"],
  },
  { item: "10.2.2", title: "Additional dashboards (if core monitoring works)", items: ["5.3.2"] },
  { item: "10.2.3", title: "Documentation updates (if runbook exists)", items: ["8.1.1"] },
];

/** True where the requirement is of one of the blocker's boxes, and can block. */
export function answers({ items }: Blocker, { item }: Pick<Requirement, "item">): boolean {
  return items.includes(item);
}

/** True for a requirement that a launch waits for, and for the decision itself. */
export function isOfBlocker(requirement: Pick<Requirement, "item" | "advisory">): boolean {
  if (requirement.item.startsWith("10.")) return true;
  return requirement.advisory !== true && blockers.some((blocker) => answers(blocker, requirement));
}
