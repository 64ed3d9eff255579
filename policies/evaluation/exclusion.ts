import type { Fact } from "./fact";
import { notApplicable, undetermined, type Outcome, type Undetermined } from "./outcome";

/** Why a requirement does not speak about a thing, as a clause; or why it cannot be told whether it does. */
export type Exclusion = string | Undetermined;

/** The clause where the fact's value is such; what is not known where it may be. */
export function excludedBy<T>(
  fact: Fact<T>,
  isSuch: (value: T) => boolean,
  clause: string,
): Exclusion | undefined {
  if (fact.state.is === "unknown") return { path: fact.path, why: fact.state.why };
  return fact.value !== undefined && isSuch(fact.value) ? clause : undefined;
}

/**
 * What a check finds of a thing that may be excluded from it. Where that cannot be told, a pass stands, and a violation
 * is one that cannot be told either.
 */
export function unlessExcluded(exclusion: Exclusion | undefined, check: () => Outcome): Outcome {
  if (typeof exclusion === "string") return notApplicable(exclusion);
  const outcome = check();
  return exclusion !== undefined && outcome.result === "violation" ? undetermined(exclusion) : outcome;
}
