import { answers, blockers, nonBlocking } from "../../policies/checklist/10-launch/blockers";
import { requirements } from "../../policies/checklist";
import type { Requirement } from "../../policies/evaluation/requirement";
import { nearest } from "../../policies/evaluation/suggestion";

/**
 * The requirements that somebody means: the one of a name (`3.3-automated-backups`, or without its section), those of a
 * box (`3.3.1`), of what a launch waits for (`10.1.3`), or of a section (`3.3`).
 */
export function findRequirements(meant: string): readonly Requirement[] {
  const exact = requirements.filter(({ name, section }) => name === meant || name === `${section}-${meant}`);
  if (exact.length > 0) return exact;
  const blocker = [...blockers, ...nonBlocking].find(({ item }) => item === meant);
  return requirements.filter((it) =>
    blocker ? answers(blocker, it) : it.item === meant || it.section === meant,
  );
}

/** What to say where nothing is meant: `is not a requirement (did you mean ...?)`. */
export function noSuchRequirement(meant: string): string {
  const items = requirements.map(({ item }) => item);
  const near = /^[\dx.]+$/.test(meant)
    ? items.find((item) => item.startsWith(meant) || meant.startsWith(item))
    : nearest(
        meant,
        requirements.map(({ name }) => name),
      );
  const hint = near === undefined ? "" : ` (did you mean ${near}?)`;
  return `${JSON.stringify(meant)} is neither a requirement nor a box nor a section of the checklist${hint}; fraiseql-checklist requirements lists them.`;
}
