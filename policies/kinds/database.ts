import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";

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
}

export const database = kind<Database>("database");
