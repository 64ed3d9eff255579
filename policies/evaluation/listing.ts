import type { Fact } from "./fact";
import {
  allOf,
  anyOf,
  notApplicable,
  undetermined,
  violation,
  type Outcome,
  type Undetermined,
} from "./outcome";
import type { Path } from "./path";

/** Several things of one resource: its containers, its rules. Some of them may not be known before the update. */
export class Listing<T> {
  constructor(
    readonly items: readonly T[],
    /** Why items may be missing from `items`. */
    readonly missing?: Undetermined,
    /** Where the list would stand. */
    readonly path?: Path,
    /** True when a patch does not set the list, which leaves the live one as it is. */
    readonly isUnstated = false,
  ) {}

  /** A list of which nothing is known. */
  static unknown<T>(missing: Undetermined): Listing<T> {
    return new Listing<T>([], missing);
  }

  /** A list that a patch does not set. */
  static unstated<T>(): Listing<T> {
    return new Listing<T>([], undefined, undefined, true);
  }

  /** All the items of several lists. */
  static of<T>(...lists: readonly Listing<T>[]): Listing<T> {
    const missing = lists.find((list) => list.missing !== undefined)?.missing;
    return new Listing(
      lists.flatMap((list) => list.items),
      missing,
      lists[0]?.path,
      lists.length > 0 && lists.every((list) => list.isUnstated),
    );
  }

  /** True when there are no items, and that is certain. */
  get isEmpty(): boolean {
    return this.items.length === 0 && this.missing === undefined && !this.isUnstated;
  }

  /** The same list with every item turned into something else. */
  map<U>(to: (item: T, index: number) => U): Listing<U> {
    return new Listing(this.items.map(to), this.missing, this.path, this.isUnstated);
  }

  /** The items for which `test` holds. */
  filter(test: (item: T) => boolean): Listing<T> {
    return new Listing(this.items.filter(test), this.missing, this.path, this.isUnstated);
  }

  /**
   * The items whose fact is such, given its value. An item whose fact is not known may be one of them, so that items may
   * be missing then.
   */
  where<V>(factOf: (item: T) => Fact<V>, isSuch: (value: V) => boolean): Listing<T> {
    let untold: Undetermined | undefined;
    const items = this.items.filter((item) => {
      const fact = factOf(item);
      untold ??= fact.untold;
      return fact.value !== undefined && isSuch(fact.value);
    });
    return new Listing(items, this.missing ?? untold, this.path, this.isUnstated);
  }

  /** Every item must pass; items that are not known leave the whole untold. No items: does not apply. */
  every(check: (item: T, index: number) => Outcome): Outcome {
    if (this.isUnstated) return notApplicable("a patch is judged only on what it sets");
    return allOf(...this.items.map(check), ...(this.missing ? [undetermined(this.missing)] : []));
  }

  /** One item must pass; items that are not known leave the whole untold. `otherwise` speaks for an empty list. */
  some(check: (item: T, index: number) => Outcome, otherwise: string): Outcome {
    if (this.isUnstated) return notApplicable("a patch is judged only on what it sets");
    if (this.isEmpty) return violation({ ...(this.path ? { path: this.path } : {}), says: otherwise });
    return anyOf(...this.items.map(check), ...(this.missing ? [undetermined(this.missing)] : []));
  }
}
