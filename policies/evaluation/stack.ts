import type { Kind } from "./kind";
import { file, LookupIndex, type Key, type Lookup } from "./lookup";
import type { Reference } from "./reference";
import type { Resource, Subject } from "./resource";

/** What a reference leads to. */
export interface Link<T> {
  /**
   * - `found`: it names one of `subjects`
   * - `outside`: it is a literal that nothing in the stack answers to
   * - `unknown`: it is not known yet, and no dependency tells; or a literal that may be a name that is not known yet
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
  private readonly names = new Map<Kind<unknown>, Names>();
  private readonly lookups = new Map<Lookup<unknown>, LookupIndex>();

  constructor(
    readonly resources: readonly Resource[],
    identify: Identify,
  ) {
    for (const resource of resources) {
      for (const subject of identify(resource)) file(this.byKind, subject.kind, subject);
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
    const { byIdentifier, byUrn, isUntold } = this.namesOf(kind);
    const { value } = reference.fact;
    // Subjects are filed under their own kind, which fixes their type.
    const named = value === undefined ? undefined : (byIdentifier.get(value) as Subject<T>[] | undefined);
    if (named) return { state: "found", subjects: named };
    const urns = new Set(from.resource.dependencies[reference.property] ?? []);
    const linked = [...urns].flatMap((urn) => (byUrn.get(urn) ?? []) as Subject<T>[]);
    if (linked.length > 0) return { state: "found", subjects: linked };
    return { state: value === undefined || isUntold ? "unknown" : "outside", subjects: [] };
  }

  /**
   * The things that may concern what offers these keys, in the stack's order: a few instead of all of them, among which
   * are those whose keys are not known. Whether one really does is for the caller to ask. Where an offered key is not
   * known, every thing of the kind may.
   */
  candidates<T>(by: Lookup<T>, offered: readonly Key[]): readonly Subject<T>[] {
    if (offered.includes(undefined)) return this.subjects(by.kind);
    // A lookup is only ever asked for with the subjects of its own kind, which fixes their type.
    const general = by as Lookup<unknown>;
    let index = this.lookups.get(general);
    if (index === undefined) {
      index = new LookupIndex(general, this);
      this.lookups.set(general, index);
    }
    return index.find(new Set(offered.filter((key) => key !== undefined))) as readonly Subject<T>[];
  }

  /** The subjects of a kind by what other resources name them by; made when first asked for. */
  private namesOf(kind: Kind<unknown>): Names {
    let names = this.names.get(kind);
    if (names === undefined) {
      const subjects = this.subjects(kind);
      names = { byIdentifier: new Map(), byUrn: new Map(), isUntold: subjects.some(hasUnknownName) };
      for (const subject of subjects) {
        const { urn, identifiers } = subject.resource;
        file(names.byUrn, urn, subject);
        for (const identifier of new Set(identifiers)) file(names.byIdentifier, identifier, subject);
      }
      this.names.set(kind, names);
    }
    return names;
  }
}

interface Names {
  readonly byIdentifier: Map<string, Subject<unknown>[]>;
  readonly byUrn: Map<string, Subject<unknown>[]>;
  /** True where one has a name that is not known yet. */
  readonly isUntold: boolean;
}

/** The properties by which programs name things, in the words of the providers. */
const NAMES = ["name", "identifier", "clusterIdentifier", "bucket", "family"];

function hasUnknownName({ resource }: Subject<unknown>): boolean {
  return NAMES.some((name) => resource.inputs.string(name).untold !== undefined);
}

/** A kind with one subject, the stack itself, for requirements about the stack as a whole. */
export const wholeStack: Kind<StackView> = { name: "stack" };
