import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Fact } from "../../evaluation/fact";
import { pass, undetermined, violation, type Outcome } from "../../evaluation/outcome";

/** True, false, or undefined for what is not known before the update. */
export type Ternary = boolean | undefined;

/** False as soon as one is false; otherwise unknown as soon as one is unknown. */
export function both(...parts: readonly Ternary[]): Ternary {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

/** True as soon as one is true; otherwise unknown as soon as one is unknown. */
export function either(...parts: readonly Ternary[]): Ternary {
  if (parts.includes(true)) return true;
  return parts.includes(undefined) ? undefined : false;
}

/** Unknown stays unknown. */
export function not(part: Ternary): Ternary {
  return part === undefined ? undefined : !part;
}

/** Whether two facts have the same value, as far as both are known. */
export function same(one: Fact<string>, other: Fact<string>): Ternary {
  return one.value === undefined || other.value === undefined ? undefined : one.value === other.value;
}

/** A relation as an outcome; `relation` is a clause: `network policy web selects its pods`. */
export function holds(it: Ternary, relation: string): Outcome {
  if (it === undefined) return undetermined({ why: `whether ${relation} ${UNTIL_UPDATE}` });
  return it ? pass : violation({ says: `it is not so that ${relation}` });
}
