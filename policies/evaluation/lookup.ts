import type { Kind } from "./kind";
import type { Subject } from "./resource";
import type { StackView } from "./stack";

/** What things are looked up by: `namespace shop`, `label app=api`, a URN. Undefined: it is not known, and may be any. */
export type Key = string | undefined;

/**
 * The keys of a thing that is looked up:
 *
 * - `every`: it only concerns what offers all of them: a selector with two labels. What is not known, or left out,
 *   narrows nothing.
 * - `some`: it only concerns what offers one of them: a rule that names two groups. One that is not known may be any.
 */
export type Keys = { readonly every: readonly Key[] } | { readonly some: readonly Key[] };

/** Things of a kind by what they concern, so that `StackView.candidates` need not try each. */
export interface Lookup<T> {
  readonly kind: Kind<T>;
  keysOf(subject: Subject<T>, stack: StackView): Keys;
}

/** Declares a lookup, once per file: a stack makes its index when it first sees it, and keeps it. */
export function lookup<T>(kind: Kind<T>, keysOf: (subject: Subject<T>, stack: StackView) => Keys): Lookup<T> {
  return { kind, keysOf };
}

/** A subject, and its place in the stack. */
interface Entry {
  readonly subject: Subject<unknown>;
  readonly at: number;
}

/** The subjects of a lookup by their keys. */
export class LookupIndex {
  private readonly byKey = new Map<string, Entry[]>();
  /** Those that may concern anything. */
  private readonly always: Entry[] = [];

  constructor(lookedUp: Lookup<unknown>, stack: StackView) {
    const filings = stack.subjects(lookedUp.kind).map((subject, at) => {
      const keys = lookedUp.keysOf(subject, stack);
      const needsAll = "every" in keys;
      const all = needsAll ? keys.every : keys.some;
      return { entry: { subject, at }, needsAll, known: all.filter((key) => key !== undefined), all };
    });
    const uses = new Map<string, number>();
    for (const { known } of filings) for (const key of known) uses.set(key, (uses.get(key) ?? 0) + 1);
    const rarest = (keys: readonly string[]) =>
      [...keys].sort((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0)).slice(0, 1);
    for (const { entry, needsAll, known, all } of filings) {
      // What needs several keys is found by the one that the fewest others need: more selective than a common label.
      const keys = needsAll ? rarest(known) : known;
      if (needsAll ? keys.length === 0 : known.length < all.length) this.always.push(entry);
      else for (const key of keys) file(this.byKey, key, entry);
    }
  }

  /** The subjects that may concern what offers the keys, in the stack's order. */
  find(keys: ReadonlySet<string>): readonly Subject<unknown>[] {
    const found = new Set(this.always);
    for (const key of keys) for (const entry of this.byKey.get(key) ?? []) found.add(entry);
    return [...found].sort((a, b) => a.at - b.at).map(({ subject }) => subject);
  }
}

/** Adds a value to those of a key. */
export function file<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const filed = index.get(key);
  if (filed) filed.push(value);
  else index.set(key, [value]);
}
