import type { Fact } from "../evaluation/fact";
import type { Listing } from "../evaluation/listing";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";

/** A place where data, or a copy of it, lies: a volume, a server's storage, a bucket of backups. */
export interface DataAtRest {
  /** What holds it, where another resource does: `storage class fast`. Its facts are then told as that resource's. */
  readonly holder?: string;
  /** Whether it is encrypted, with whatever key. */
  readonly encrypted: Fact<boolean>;
  /** Whether it is encrypted with a key of one's own, rather than with one that the platform keeps. */
  readonly customerManagedKey: Fact<boolean>;
}

/** Something that keeps data. */
export interface DataStore {
  /** Where its data lies. Empty where it keeps nothing. Left out where the reader does not tell. */
  storage?(self: Subject<unknown>, stack: StackView): Listing<DataAtRest>;
}
