import type { Kind } from "./kind";
import type { Reference } from "./reference";
import type { Resource, Subject } from "./resource";

/** What a reference leads to. */
export interface Link<T> {
  /**
   * - `found`: it names one of `subjects`
   * - `outside`: it is a literal that nothing in the stack answers to
   * - `unknown`: it is not known yet, and no dependency tells
   * - `unset`: there is no reference
   */
  readonly state: "found" | "outside" | "unknown" | "unset";
  /** The things it may name. More than one when the engine's dependencies cannot tell them apart. */
  readonly subjects: readonly Subject<T>[];
}

/** Finds the things that a resource is. */
export type Identify = (resource: Resource) => readonly Subject<unknown>[];

/** The stack: its things by kind, and what refers to what. Built once, asked by every requirement. */
export class StackView {
  private readonly byKind = new Map<Kind<unknown>, Subject<unknown>[]>();

  constructor(
    readonly resources: readonly Resource[],
    identify: Identify,
  ) {
    for (const resource of resources) {
      for (const subject of identify(resource)) {
        const subjects = this.byKind.get(subject.kind);
        if (subjects) subjects.push(subject);
        else this.byKind.set(subject.kind, [subject]);
      }
    }
  }

  /** Every thing of a kind, in the stack's order. */
  subjects<T>(kind: Kind<T>): readonly Subject<T>[] {
    // Subjects are filed under their own kind, which fixes their type.
    return (this.byKind.get(kind) ?? []) as Subject<T>[];
  }

  /**
   * What a reference names. Literals are compared with ids, ARNs and names; a value that is not known yet is followed
   * along the dependencies that the engine recorded for its property.
   */
  follow<T>(from: Subject<unknown>, reference: Reference, kind: Kind<T>): Link<T> {
    if (!reference.isSet) return { state: "unset", subjects: [] };
    const candidates = this.subjects(kind);
    const { value } = reference.fact;
    if (value !== undefined) {
      const named = candidates.filter((c) => c.resource.identifiers.includes(value));
      if (named.length > 0) return { state: "found", subjects: named };
    }
    const urns = from.resource.dependencies[reference.property] ?? [];
    const linked = candidates.filter((c) => urns.includes(c.resource.urn));
    if (linked.length > 0) return { state: "found", subjects: linked };
    return { state: value === undefined ? "unknown" : "outside", subjects: [] };
  }
}

/** A kind with one subject, the stack itself, for requirements about the stack as a whole. */
export const wholeStack: Kind<StackView> = { name: "stack" };
