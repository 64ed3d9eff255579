import type { Inputs } from "./inputs";
import { notApplicable, type Outcome } from "./outcome";

/**
 * What a check finds of a patch: only what is wrong with a property that it sets. The rest stands in the live object, and
 * what belongs to that (its autoscaler, its policies) stands wherever it is kept.
 */
export function ofPatch(outcome: Outcome, patch: Inputs): Outcome {
  if (outcome.result !== "violation") return outcome;
  const violations = outcome.violations.filter(
    ({ path, elsewhere }) => path !== undefined && elsewhere !== true && patch.has(path),
  );
  if (violations.length > 0) return { ...outcome, violations };
  const { undetermined } = outcome;
  return undetermined.length > 0
    ? { result: "undetermined", undetermined }
    : notApplicable("a patch is judged only on what it sets");
}
