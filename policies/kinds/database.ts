import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { BackupRule } from "./backup-plan";

/** A PostgreSQL (or compatible) database that may hold the application's data. */
export interface Database {
  /** Set when another resource takes this one's backups, with a clause that says which. */
  readonly backedUpElsewhere?: string | undefined;
  /** Whether automated backups are taken at all. */
  readonly backupsEnabled: Fact<boolean>;
  /** Days (or daily backups) that automated backups are kept. */
  readonly backupRetentionDays: Fact<number>;
  /** Whether the database can be restored to any moment within its retention. */
  readonly pointInTimeRecovery: Fact<boolean>;
  /** Where other resources hold the schedule and the retention of its backups: what they come to. */
  backupRule?(self: Subject<Database>, stack: StackView): Omit<BackupRule, "pointInTimeRecovery">;
}

export const database = kind<Database>("database");
