import type { Fact } from "../../evaluation/fact";
import type { Kind } from "../../evaluation/kind";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { isKubernetes } from "./identity";
import { same } from "./ternary";

/** A thing that others name by name and namespace. */
interface Named {
  readonly identity: { readonly name: Fact<string>; readonly namespace: Fact<string> };
}

/** A name in a namespace, as a property holds it. */
export interface NameReference {
  readonly name: Fact<string>;
  readonly namespace: Fact<string>;
}

/** What a name leads to: things of the stack, something outside it, or something that is not known yet. */
export interface NamedLink<T> {
  readonly state: "found" | "outside" | "unknown";
  readonly subjects: readonly Subject<T>[];
}

/**
 * The things of a kind that a name stands for. Names are compared; where one is not known yet, the dependencies that the
 * engine recorded for the property tell, as long as they leave one candidate.
 */
export function findNamed<T extends Named>(
  kind: Kind<T>,
  { name, namespace }: NameReference,
  from: Subject<unknown> | undefined,
  stack: StackView,
): NamedLink<T> {
  const { byName, unnamed } = indexOf(kind, stack);
  const candidates = name.value === undefined ? [] : ((byName.get(name.value) ?? []) as Subject<T>[]);
  const found = candidates.filter(({ thing }) => same(thing.identity.namespace, namespace) === true);
  if (found.length > 0) return { state: "found", subjects: found };
  const untold =
    name.value === undefined
      ? stack.subjects(kind)
      : [
          ...candidates.filter(({ thing }) => same(thing.identity.namespace, namespace) === undefined),
          ...(unnamed as Subject<T>[]).filter(
            ({ thing }) => same(thing.identity.namespace, namespace) !== false,
          ),
        ];
  const property = String(name.path[0]);
  const urns = new Set(from?.resource.dependencies[property] ?? []);
  const linked = untold.filter(({ resource }) => urns.has(resource.urn));
  if (new Set(linked.map(({ resource }) => resource.urn)).size === 1) {
    return { state: "found", subjects: linked };
  }
  const isUntold = name.value === undefined || untold.length > 0;
  return { state: isUntold ? "unknown" : "outside", subjects: [] };
}

interface Index {
  readonly byName: Map<string, Subject<unknown>[]>;
  readonly unnamed: Subject<unknown>[];
}

const indexes = new WeakMap<StackView, Map<Kind<unknown>, Index>>();

/** The things of a kind by name; made when first asked for. */
function indexOf<T extends Named>(kind: Kind<T>, stack: StackView): Index {
  let byKind = indexes.get(stack);
  if (byKind === undefined) {
    byKind = new Map();
    indexes.set(stack, byKind);
  }
  let index = byKind.get(kind);
  if (index === undefined) {
    index = { byName: new Map(), unnamed: [] };
    for (const subject of stack.subjects(kind)) {
      if (!isKubernetes(subject)) continue;
      const name = subject.thing.identity.name.value;
      if (name === undefined) index.unnamed.push(subject);
      else index.byName.set(name, [...(index.byName.get(name) ?? []), subject]);
    }
    byKind.set(kind, index);
  }
  return index;
}
