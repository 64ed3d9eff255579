import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { allOf, anyOf, undetermined, type Outcome, type Undetermined } from "../../evaluation/outcome";
import type { PathLike } from "../../evaluation/path";
import { lastSegment } from "./arm-part";

/** Parts of a resource that another part of it names by id: `{ id: ".../httpListeners/https" }`. */
export interface Children {
  /** The one that is named; where that is not known, all that it may be. */
  readonly items: readonly Inputs[];
  /** Why it is not known which one it is. */
  readonly untold?: Undetermined;
}

/** The part in the list `collection` that the id at `path` of `from` names. No items and no reason: none is named. */
export function childOf(resource: Inputs, from: Inputs, path: PathLike, collection: string): Children {
  const id = from.string(path);
  const all = resource.list(collection);
  if (id.isAbsent || id.state.is === "unstated") return { items: [] };
  if (id.value === undefined) {
    // One that is not known yet names the only one there is.
    if (all.items.length === 1 && all.missing === undefined) return { items: all.items };
    return { items: all.items, untold: id.untold ?? { path: id.path, why: UNTIL_UPDATE } };
  }
  const wanted = lastSegment(id.value);
  const named = all.items.filter((item) => item.string("name").value?.toLowerCase() === wanted);
  if (named.length > 0) return { items: named };
  const unnamed = all.items.filter((item) => item.string("name").state.is === "unknown");
  if (unnamed.length > 0 || all.missing) {
    return {
      items: unnamed,
      untold: { path: id.path, why: "may name one whose name is not known until the update" },
    };
  }
  return { items: [], untold: { path: id.path, why: "names nothing of this resource" } };
}

/** True where the part is certainly the one that is named. */
export function isChild(children: Children, item: Inputs): boolean | undefined {
  const isOne = children.items.some((child) => child.path.join() === item.path.join());
  if (children.untold === undefined) return isOne;
  return isOne || children.items.length === 0 ? undefined : false;
}

/** A fact of the part that is named. Where it may be one of several, all of them must say the same. */
export function factOfChild<T>(
  { items, untold }: Children,
  factOf: (child: Inputs) => Fact<T>,
): Fact<T> | undefined {
  const facts = items.map(factOf);
  const [first, ...others] = facts;
  if (untold === undefined) return first;
  if (first === undefined) return Fact.unknown(untold.path ?? [], untold.why);
  return new FactOfOne([first, ...others], untold);
}

/** A fact of one of several parts, of which it is not known which: what holds for all of them holds. */
class FactOfOne<T> extends Fact<T> {
  constructor(
    private readonly facts: readonly [Fact<T>, ...Fact<T>[]],
    private readonly which: Undetermined,
  ) {
    const [{ value }] = facts;
    const isSame = value !== undefined && facts.every((fact) => fact.value === value);
    super(
      isSame ? { is: "known", value } : { is: "unknown", why: which.why },
      isSame ? facts[0].path : (which.path ?? []),
      facts[0].format,
    );
  }

  override satisfies(test: (value: T) => boolean, needs: string, suggestion?: T): Outcome {
    const outcomes = this.facts.map((fact) => fact.satisfies(test, needs, suggestion));
    if (outcomes.every(({ result }) => result === "pass")) return allOf(...outcomes);
    if (outcomes.every(({ result }) => result === "violation")) return anyOf(...outcomes);
    return undetermined(this.which);
  }
}
