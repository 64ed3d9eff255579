import { excludedBy, type Exclusion } from "../../evaluation/exclusion";
import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { aboutOther, allOf, anyOf, notApplicable, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { database, type Database } from "../../kinds/database";
import { rdsPassword } from "./database-password";
import { rdsStorage } from "./database-storage";
import { groupsClose } from "./inbound-access";
import { postgresServer } from "./postgres-server";
import { inPrivateSubnets } from "./subnet";

const RETENTION = "backupRetentionPeriod";

/** What turns backups on again; RDS keeps them 35 days at most. */
const FIX_DAYS = 30;

/** RDS has no switch beside the retention period, in which 0 means off. */
const saidByRetention = Fact.given(true, [RETENTION]);

const backedUpByCluster = "an Aurora instance is backed up by its cluster";
const READ_REPLICA = "a read replica's data is backed up at its source";

/**
 * `aws:rds/instance:Instance`. Without a retention period the provider sends 0, which turns backups and point-in-time
 * recovery off; an instance that is restored keeps what it was saved with. A read replica takes from its source what it
 * does not set itself: its parameter group, its encryption, its subnets.
 */
export const rdsInstance = reader("aws:rds/instance:Instance", database, (inputs): Database => ({
  get backedUpElsewhere() {
    if (inputs.has("replicateSourceDb")) return READ_REPLICA;
    return excludedBy(inputs.string("engine"), isAurora, backedUpByCluster);
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
  ...(isMember(inputs) ? { followsAnother: true } : ownServer(inputs)),
  get spansZones() {
    return inputs.boolean("multiAz", { whenAbsent: false });
  },
  isPrivate: (self, stack) =>
    allOf(
      isNotPublic(inputs),
      groupsClose(inputs.references("vpcSecurityGroupIds"), portOf(inputs), self, stack),
    ),
  exportsMetrics: () => watchesItself(inputs),
}));

function isAurora(engine: string): boolean {
  return engine.startsWith("aurora");
}

/** True for an instance whose cluster decides about it. */
function isMember(inputs: Inputs): boolean {
  return isAurora(inputs.string("engine").value ?? "");
}

/** What an instance decides, unless it is a read replica that leaves it to its source. */
function ownServer(inputs: Inputs): Partial<Database> {
  const isReplica = inputs.has("replicateSourceDb");
  const leaves = (property: string) => isReplica && !inputs.has(property);
  return {
    ...(leaves("parameterGroupName")
      ? { followsAnother: true }
      : postgresServer({ inputs, group: "parameterGroupName", isReplica })),
    ...(leaves("storageEncrypted") && leaves("kmsKeyId") ? {} : { storage: () => rdsStorage(inputs) }),
    ...(leaves("dbSubnetGroupName")
      ? {}
      : {
          inPrivateSubnets: (self: Subject<Database>, stack: StackView) =>
            inPrivateSubnets(inputs.reference("dbSubnetGroupName"), self, stack),
        }),
    ...(isReplica ? {} : { keepsPassword: () => rdsPassword(inputs, "password") }),
  };
}

/**
 * `aws:rds/cluster:Cluster`: Aurora and Multi-AZ clusters. Backups are kept 1 day unless set, and cannot be turned off;
 * every moment within them can be restored.
 */
export const rdsCluster = reader("aws:rds/cluster:Cluster", database, (inputs): Database => {
  const isReplica = inputs.has("replicationSourceIdentifier") || isGlobalSecondary(inputs);
  return {
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
    ...postgresServer({ inputs, group: "dbClusterParameterGroupName", isReplica: false }),
    storage: () => rdsStorage(inputs),
    ...(isReplica ? {} : { keepsPassword: () => rdsPassword(inputs, "masterPassword") }),
    isPrivate: (self, stack) =>
      groupsClose(inputs.references("vpcSecurityGroupIds"), portOf(inputs), self, stack),
    inPrivateSubnets: (self, stack) => inPrivateSubnets(inputs.reference("dbSubnetGroupName"), self, stack),
    exportsMetrics: (self, stack) => clusterIsWatched(inputs, self, stack),
  };
});

/** What tells the members of a cluster. */
interface ClusterMember {
  readonly cluster: Reference;
  /** Passes when it hands out its own metrics. */
  readonly isWatched: Outcome;
}

const clusterMember = kind<ClusterMember>("cluster member");

/** `aws:rds/clusterInstance:ClusterInstance`, as one of its cluster's. */
export const rdsClusterMember = reader(
  "aws:rds/clusterInstance:ClusterInstance",
  clusterMember,
  (inputs) => ({
    get cluster() {
      return inputs.reference("clusterIdentifier");
    },
    get isWatched() {
      return watchesItself(inputs);
    },
  }),
);

/** `aws:rds/clusterInstance:ClusterInstance`: its cluster decides about all but its public address. */
export const rdsClusterInstance = reader(
  "aws:rds/clusterInstance:ClusterInstance",
  database,
  (inputs): Database => ({
    ...backedUp(backedUpByCluster),
    followsAnother: true,
    isPrivate: () => isNotPublic(inputs),
    exportsMetrics: () => notApplicable("it is watched with its cluster"),
  }),
);

/** `aws:rds/globalCluster:GlobalCluster`: its clusters decide about all but the encryption that they share. */
export const rdsGlobalCluster = reader(
  "aws:rds/globalCluster:GlobalCluster",
  database,
  (inputs): Database => ({
    ...backedUp("a global cluster is backed up by its primary cluster"),
    followsAnother: true,
    storage: () =>
      inputs.has("sourceDbClusterIdentifier")
        ? new Listing([])
        : new Listing([
            {
              encrypted: inputs.boolean("storageEncrypted", { whenAbsent: false }),
              customerManagedKey: clustersNameKeys,
            },
          ]),
    exportsMetrics: () => notApplicable("its clusters are watched"),
  }),
);

/** Each cluster of a global cluster names a key of its own region. */
const clustersNameKeys = Fact.given(true);

function backedUp(
  why: string,
): Pick<Database, "backedUpElsewhere" | "backupsEnabled" | "backupRetentionDays" | "pointInTimeRecovery"> {
  const elsewhere: Exclusion = why;
  return {
    backedUpElsewhere: elsewhere,
    backupsEnabled: Fact.unknown([], why),
    backupRetentionDays: Fact.unknown([], why),
    pointInTimeRecovery: Fact.unknown([], why),
  };
}

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

function isNotPublic(inputs: Inputs): Outcome {
  return inputs.boolean("publiclyAccessible", { whenAbsent: false }).is(false);
}

/** The port that the engine listens on unless told otherwise. */
function portOf(inputs: Inputs): Fact<number> {
  const engine = inputs.string("engine").value ?? "";
  const [, port] = PORTS.find(([pattern]) => pattern.test(engine)) ?? [];
  return inputs.number("port", port === undefined ? {} : { whenAbsent: port });
}

const PORTS: readonly (readonly [engine: RegExp, port: number])[] = [
  [/postgres/, 5432],
  [/^(aurora-)?mysql|^mariadb|^aurora$/, 3306],
  [/^(custom-)?sqlserver/, 1433],
  [/^(custom-)?oracle/, 1521],
];

/** Performance Insights shows load and latency, enhanced monitoring connections and disk, both without an alarm. */
function watchesItself(inputs: Inputs): Outcome {
  return anyOf(
    inputs.boolean("performanceInsightsEnabled", { whenAbsent: false }).is(true),
    inputs.number("monitoringInterval", { unit: "seconds", whenAbsent: 0 }).atLeast(1),
  );
}

const membersByCluster = lookup(clusterMember, (member, stack) => ({
  some: stack.follow(member, member.thing.cluster, database).subjects.map(({ resource }) => resource.urn),
}));

/** A cluster is watched by its own setting, or by those of all of its members. */
function clusterIsWatched(inputs: Inputs, self: Subject<Database>, stack: StackView): Outcome {
  const members = stack.candidates(membersByCluster, [self.resource.urn]);
  const own = watchesItself(inputs);
  if (members.length === 0) return own;
  return anyOf(
    own,
    allOf(
      ...members.map((member) =>
        aboutOther(`cluster instance ${member.resource.name}`, member.thing.isWatched),
      ),
    ),
  );
}
