import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { DataStore } from "./data-at-rest";

/** A place where logs are kept: a log group, a log bucket, a workspace, an object store, Loki. */
export interface LogStore extends DataStore {
  /**
   * - `audit`: it keeps audit logs, as far as its name, its labels or what writes to it say so
   * - `application`: it keeps other logs
   * - `none`: nothing says that it keeps logs at all
   * - `any`: it keeps what it is sent, and nothing says whether audit logs are among it
   */
  purpose(self: Subject<LogStore>, stack: StackView): "audit" | "application" | "none" | "any";
  /** Days that logs are kept; infinite when they never expire. */
  retentionDays(self: Subject<LogStore>, stack: StackView): Fact<number>;
  /** Whether nobody can change or delete what is kept before its time. Left out where the store cannot have that. */
  immutable?(self: Subject<LogStore>, stack: StackView): Fact<boolean>;
  /** Days that what is kept stays locked. Left out where it stays locked as long as it is kept. */
  lockedDays?(self: Subject<LogStore>, stack: StackView): Fact<number>;
}

export const logStore = kind<LogStore>("log store");
