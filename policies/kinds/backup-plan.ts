import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { Link, StackView } from "../evaluation/stack";
import type { DataAtRest } from "./data-at-rest";
import type { Database } from "./database";

/** A plan that takes backups of whatever is assigned to it. */
export interface BackupPlan {
  readonly rules: Listing<BackupRule>;
  /** Where it keeps backups. Left out where the reader does not tell. */
  storage?(self: Subject<BackupPlan>, stack: StackView): Listing<DataAtRest>;
}

/** One rule of a plan. */
export interface BackupRule {
  /** Days between backups. */
  readonly intervalDays: Fact<number>;
  /** Days a backup is kept; infinite when it never expires. */
  readonly retentionDays: Fact<number>;
  /** Whether the rule allows recovery to any moment within its retention. */
  readonly pointInTimeRecovery: Fact<boolean>;
}

export const backupPlan = kind<BackupPlan>("backup plan");

/** What assigns databases to a backup plan. */
export interface BackupAssignment {
  /** Passes when it covers the database. */
  covers(target: Subject<Database>, self: Subject<BackupAssignment>, stack: StackView): Outcome;
  /** The plan it assigns them to. */
  plan(self: Subject<BackupAssignment>, stack: StackView): Link<BackupPlan>;
}

export const backupAssignment = kind<BackupAssignment>("backup assignment");
