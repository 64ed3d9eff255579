import { kind } from "../evaluation/kind";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";

/** Someone who signs in to a database, where a resource of its own says so. */
export interface DatabaseUser {
  /** Passes when the user's password comes from a secret; does not apply where there is none. */
  keepsPassword(self: Subject<DatabaseUser>, stack: StackView): Outcome;
}

export const databaseUser = kind<DatabaseUser>("database user");
