import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Kind } from "../../evaluation/kind";
import type { Undetermined } from "../../evaluation/outcome";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import type { Part } from "../aws/parts";
import { followLastSegment } from "../link";

/**
 * What a reference names by ARM id or by name: of an id, the last segment is a name, which stands in one of the
 * properties `nameProperties`. Names are the same in any case.
 */
export function followArm<T>(
  from: Subject<unknown>,
  reference: Reference,
  kind: Kind<T>,
  nameProperties: readonly string[],
  stack: StackView,
): Link<T> {
  return followLastSegment(from, reference, kind, nameProperties, stack, (name) => name.toLowerCase());
}

/** The name at the end of an ARM id, or the name itself, in lower case. */
export function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf("/") + 1).toLowerCase();
}

/** The parts that a reference leads to, or why it leads to none of this stack. */
export type Followed =
  | { readonly is: "found"; readonly parts: readonly Subject<Part>[] }
  | { readonly is: "unset" }
  | { readonly is: "lost"; readonly missing: Undetermined };

/** How a kind of part is named. */
export interface PartNames {
  /** What it is, with an article: `a subnet`. */
  readonly what: string;
  /** The properties that may hold its name. */
  readonly names: readonly string[];
}

/** Follows a reference to a part; one that may be several is lost. */
export function followArmPart(
  from: Subject<unknown>,
  reference: Reference,
  kind: Kind<Part>,
  { what, names }: PartNames,
  stack: StackView,
): Followed {
  if (!reference.isSet) return { is: "unset" };
  const { state, subjects } = followArm(from, reference, kind, names, stack);
  if (state === "found") return { is: "found", parts: subjects };
  const { path, state: fact } = reference.fact;
  if (state === "unknown")
    return { is: "lost", missing: { path, why: fact.is === "unknown" ? fact.why : UNTIL_UPDATE } };
  return { is: "lost", missing: { path, why: `names ${what} outside the stack` } };
}
