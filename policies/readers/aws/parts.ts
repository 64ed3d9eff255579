import type { Inputs } from "../../evaluation/inputs";
import type { Kind } from "../../evaluation/kind";
import type { Undetermined } from "../../evaluation/outcome";
import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";

/** A resource that is no entry point itself, and that one is read together with. */
export interface Part {
  readonly inputs: Inputs;
}

/** What a reader of such a resource gives. */
export function partOf(inputs: Inputs): Part {
  return { inputs };
}

/** The URNs of what a reference leads to. */
export function urnsOf(
  from: Subject<unknown>,
  reference: Reference,
  kind: Kind<unknown>,
  stack: StackView,
): readonly string[] {
  return stack.follow(from, reference, kind).subjects.map(({ resource }) => resource.urn);
}

/** Why a reference leads to nothing in the stack, as it follows its path. */
export function lostReference({ fact }: Reference, what: string): Undetermined {
  const { path, value } = fact;
  return { path, why: value === undefined ? UNTIL_UPDATE : `names ${what} outside the stack` };
}

/** Each resource once, in the order of its first appearance. */
export function uniqueSubjects<T>(subjects: readonly Subject<T>[]): readonly Subject<T>[] {
  return [...new Map(subjects.map((subject) => [subject.resource.urn, subject])).values()];
}
