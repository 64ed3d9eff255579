import { notApplicable, type Outcome } from "../../evaluation/outcome";
import type { Context } from "../../evaluation/requirement";
import type { LogStore } from "../../kinds/log-store";

/**
 * The check, for a store of audit logs. One that may keep them passes with what it shows, and is not accused of what it
 * lacks: audit logs may go elsewhere.
 */
export function whenAuditStore({ stack, subject }: Context<LogStore>, check: () => Outcome): Outcome {
  const purpose = subject.thing.purpose(subject, stack);
  if (purpose === "application" || purpose === "none") return notApplicable("it keeps no audit logs");
  const outcome = check();
  return purpose === "audit" || outcome.result !== "violation"
    ? outcome
    : notApplicable("nothing says that it keeps audit logs");
}
