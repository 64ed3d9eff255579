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
  return fact.untold ?? (isOne(fact, isSuch) ? clause : undefined);
}

/** Whether one of the facts has such a value; what is not known where it may be one whose value is not known. */
export function someIs<T>(facts: readonly Fact<T>[], isSuch: (value: T) => boolean): boolean | Undetermined {
  if (facts.some((fact) => isOne(fact, isSuch))) return true;
  return facts.find(({ untold }) => untold !== undefined)?.untold ?? false;
}

function isOne<T>({ value }: Fact<T>, isSuch: (value: T) => boolean): boolean {
  return value !== undefined && isSuch(value);
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
