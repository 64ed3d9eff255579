import { excludedBy } from "../../evaluation/exclusion";
import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { database, type Database } from "../../kinds/database";

const RETENTION = "backupRetentionPeriod";

/** What turns backups on again; RDS keeps them 35 days at most. */
const FIX_DAYS = 30;

/** RDS has no switch beside the retention period, in which 0 means off. */
const saidByRetention = Fact.given(true, [RETENTION]);

const backedUpByCluster = "an Aurora instance is backed up by its cluster";

/**
 * `aws:rds/instance:Instance`. Without a retention period the provider sends 0, which turns backups and point-in-time
 * recovery off; an instance that is restored keeps what it was saved with.
 */
export const rdsInstance = reader("aws:rds/instance:Instance", database, (inputs) => ({
  get backedUpElsewhere() {
    if (inputs.has("replicateSourceDb")) return "a read replica's data is backed up at its source";
    return excludedBy(inputs.string("engine"), (engine) => engine.startsWith("aurora"), backedUpByCluster);
  },
  backupsEnabled: saidByRetention,
  get backupRetentionDays() {
    return instanceRetention(inputs);
  },
  get pointInTimeRecovery() {
    return instanceRetention(inputs).map((days) => days > 0, {
      says: (on) => (on ? "point-in-time recovery" : "no point-in-time recovery"),
      write: () => FIX_DAYS,
    });
  },
}));

/**
 * `aws:rds/cluster:Cluster`: Aurora and Multi-AZ clusters. Backups are kept 1 day unless set, and cannot be turned off;
 * every moment within them can be restored.
 */
export const rdsCluster = reader("aws:rds/cluster:Cluster", database, (inputs) => ({
  get backedUpElsewhere() {
    if (inputs.has("replicationSourceIdentifier"))
      return "a replica cluster's data is backed up at its source";
    return isGlobalSecondary(inputs)
      ? "a secondary cluster's data is backed up by the primary cluster"
      : undefined;
  },
  backupsEnabled: saidByRetention,
  get backupRetentionDays() {
    return inputs.number(RETENTION, { unit: "days", whenAbsent: 1 });
  },
  pointInTimeRecovery: Fact.given(true),
}));

/** `aws:rds/clusterInstance:ClusterInstance` has no backups of its own. */
export const rdsClusterInstance = reader(
  "aws:rds/clusterInstance:ClusterInstance",
  database,
  (): Database => ({
    backedUpElsewhere: backedUpByCluster,
    backupsEnabled: Fact.unknown([], backedUpByCluster),
    backupRetentionDays: Fact.unknown([], backedUpByCluster),
    pointInTimeRecovery: Fact.unknown([], backedUpByCluster),
  }),
);

function instanceRetention(inputs: Inputs): Fact<number> {
  const isRestored = inputs.has("snapshotIdentifier") || inputs.has("restoreToPointInTime");
  if (isRestored && !inputs.has(RETENTION)) {
    return Fact.unknown(
      [RETENTION],
      "is not set, so that the restored instance keeps the one it was saved with",
    );
  }
  return inputs.number(RETENTION, { unit: "days", whenAbsent: 0 });
}

/** A member of a global cluster that has no administrator of its own, and is restored from nothing. */
function isGlobalSecondary(inputs: Inputs): boolean {
  return (
    inputs.has("globalClusterIdentifier") &&
    !["masterUsername", "snapshotIdentifier", "restoreToPointInTime", "s3Import"].some((p) => inputs.has(p))
  );
}
