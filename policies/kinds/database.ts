import type { Exclusion } from "../evaluation/exclusion";
import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { BackupRule } from "./backup-plan";
import type { DataAtRest, DataStore } from "./data-at-rest";
import type { Listing } from "../evaluation/listing";

/** A PostgreSQL (or compatible) database that may hold the application's data. */
export interface Database extends DataStore {
  /** Set when another resource takes this one's backups, with a clause that says which. */
  readonly backedUpElsewhere?: Exclusion | undefined;
  /** Whether automated backups are taken at all. */
  readonly backupsEnabled: Fact<boolean>;
  /** Days (or daily backups) that automated backups are kept. */
  readonly backupRetentionDays: Fact<number>;
  /** Whether the database can be restored to any moment within its retention. */
  readonly pointInTimeRecovery: Fact<boolean>;
  /** Whether a standby in another zone takes over. Left out where its resource does not show it. */
  readonly spansZones?: Fact<boolean>;
  /** Where other resources hold the schedule and the retention of its backups: what they come to. */
  backupRule?(self: Subject<Database>, stack: StackView): Omit<BackupRule, "pointInTimeRecovery">;
  /** True for what takes its parameters from another database: a member of a cluster, a read replica. */
  readonly followsAnother?: boolean;
  /** Whether the server refuses connections without TLS. Undefined where its resource cannot show it. */
  refusesPlainText?(self: Subject<Database>, stack: StackView): Fact<boolean> | undefined;
  /** Passes when its administrator's password comes from a secret, or the platform keeps it. */
  keepsPassword?(self: Subject<Database>, stack: StackView): Outcome;
  /** Passes when nothing outside private networks reaches it. */
  isPrivate?(self: Subject<Database>, stack: StackView): Outcome;
  /** Passes when its subnets have no route from the internet. Left out where it stands in no subnet of its own. */
  inPrivateSubnets?(self: Subject<Database>, stack: StackView): Outcome;
  /** Where the backups lie that it takes itself. Empty where it takes none. */
  backupStorage?(self: Subject<Database>, stack: StackView): Listing<DataAtRest>;
  /** Passes when it writes an audit log of statements: pgaudit, or the engine's own. */
  auditsStatements?(self: Subject<Database>, stack: StackView): Outcome;
  /** Passes when it keeps statistics of the statements that it runs: pg_stat_statements, or the platform's own. */
  keepsStatistics?(self: Subject<Database>, stack: StackView): Outcome;
  /** Passes when it hands out its own metrics to be watched: an exporter, the platform's insights. */
  exportsMetrics?(self: Subject<Database>, stack: StackView): Outcome;
}

export const database = kind<Database>("database");
