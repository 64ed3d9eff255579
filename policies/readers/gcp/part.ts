import type { Kind } from "../../evaluation/kind";
import type { Undetermined } from "../../evaluation/outcome";
import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Part } from "../aws/parts";
import { followName } from "./resource-name";

/** The parts that a reference leads to, or why it leads to none of this stack. */
export type Followed =
  | { readonly is: "found"; readonly parts: readonly Subject<Part>[] }
  | { readonly is: "unset" }
  | { readonly is: "lost"; readonly missing: Undetermined };

/** Follows a reference by id, self link or name. `what` is what it names, with an article: `an SSL policy`. */
export function followPart(
  from: Subject<unknown>,
  reference: Reference,
  kind: Kind<Part>,
  what: string,
  stack: StackView,
): Followed {
  if (!reference.isSet) return { is: "unset" };
  const { state, subjects } = followName(from, reference, kind, ["name"], stack);
  if (subjects.length > 0) return { is: "found", parts: subjects };
  const { path, state: fact } = reference.fact;
  const why =
    state === "unknown"
      ? fact.is === "unknown"
        ? fact.why
        : UNTIL_UPDATE
      : `names ${what} outside the stack`;
  return { is: "lost", missing: { path, why } };
}
