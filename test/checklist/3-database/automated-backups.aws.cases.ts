import { cases, ref, resource, secret, unknown } from "../../kit/cases";

const instance = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:rds/instance:Instance", "db", {
    engine: "postgres",
    instanceClass: "db.t4g.medium",
    identifier: "db-4f2a",
    ...props,
  });
const cluster = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:rds/cluster:Cluster", "aurora", {
    engine: "aurora-postgresql",
    clusterIdentifier: "aurora-71bc",
    ...props,
  });
const plan = (...rules: readonly Readonly<Record<string, unknown>>[]) =>
  resource("aws:backup/plan:Plan", "daily", {
    name: "daily",
    rules: rules.map((rule) => ({ ruleName: "daily", targetVaultName: "vault", ...rule })),
  });
const selection = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:backup/selection:Selection", "databases", {
    planId: ref("daily"),
    iamRoleArn: "arn:aws:iam::123456789012:role/backup",
    ...props,
  });
const monthly = { schedule: "cron(0 5 1 * ? *)" };
const offByDefault =
  "3.3 Automated backups: backupRetentionPeriod is not set, which means 0 days; {profile} needs at least 30. Set backupRetentionPeriod: 30.";

export default cases({
  requirement: "3.3-automated-backups",
  provider: "aws",
  valid: {
    "backups are kept 30 days": { stack: [instance({ backupRetentionPeriod: 30 })] },
    "backups are kept 35 days, as text": { stack: [instance({ backupRetentionPeriod: "35" })] },
    "an Aurora cluster keeps them, and its members have none": {
      stack: [
        cluster({ backupRetentionPeriod: 35 }),
        resource("aws:rds/clusterInstance:ClusterInstance", "writer", {
          engine: "aurora-postgresql",
          clusterIdentifier: ref("aurora", "aurora-71bc"),
          instanceClass: "db.r8g.large",
        }),
      ],
    },
    "a plan names the database, whose ARN is not known yet": {
      stack: [instance({}), plan({}), selection({ resources: [ref("db")] })],
    },
    "a plan names a list of databases that is not known yet": {
      stack: [instance({}), plan({}), selection({ resources: ref("db") })],
    },
    "a plan selects every database of the account": {
      stack: [instance({}), cluster({}), plan({}), selection({ resources: ["arn:aws:rds:*:*:*"] })],
    },
    "a plan selects by a pattern of names": {
      stack: [instance({}), plan({}), selection({ resources: ["arn:aws:rds:*:*:db:db-*"] })],
    },
    "a plan selects by tag": {
      stack: [
        instance({ tags: { backup: "daily" } }),
        plan({ lifecycle: { deleteAfter: 90 } }),
        selection({ selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] }),
      ],
    },
    "a plan selects everything under conditions on tags": {
      stack: [
        instance({ tags: { env: "prod-eu" } }),
        plan({}),
        selection({
          resources: ["*"],
          conditions: [
            {
              stringLikes: [{ key: "aws:ResourceTag/env", value: "prod-*" }],
              stringNotEquals: [{ key: "aws:ResourceTag/skip", value: "true" }],
            },
          ],
        }),
      ],
    },
    "a plan has one daily rule beside a monthly one": {
      stack: [
        instance({}),
        plan({ ...monthly, lifecycle: { deleteAfter: 365 } }, { lifecycle: { deleteAfter: 35 } }),
        selection({ resources: [ref("db")] }),
      ],
    },
  },
  invalid: {
    "nothing is said": { stack: [instance({})], finds: [offByDefault] },
    "retention is null": { stack: [instance({ backupRetentionPeriod: null })], finds: [offByDefault] },
    "backups are kept a week": {
      stack: [instance({ backupRetentionPeriod: 7 })],
      finds: [
        "3.3 Automated backups: backupRetentionPeriod is 7 days; {profile} needs at least 30. Set backupRetentionPeriod: 30.",
      ],
    },
    "a secret retention is not shown": {
      stack: [instance({ backupRetentionPeriod: secret(7) })],
      finds: [
        "3.3 Automated backups: backupRetentionPeriod is a secret value that does not comply; {profile} needs at least 30. Set backupRetentionPeriod: 30.",
      ],
    },
    "an Aurora cluster keeps them a day by default": {
      stack: [cluster({})],
      finds: [
        "3.3 Automated backups: backupRetentionPeriod is not set, which means 1 day; {profile} needs at least 30. Set backupRetentionPeriod: 30.",
      ],
    },
    "a plan runs monthly": {
      stack: [instance({}), plan(monthly), selection({ resources: [ref("db")] })],
      finds: [offByDefault],
    },
    "a plan keeps backups a week": {
      stack: [instance({}), plan({ lifecycle: { deleteAfter: 7 } }), selection({ resources: ["*"] })],
      finds: [offByDefault],
    },
    "a plan selects another tag": {
      stack: [
        instance({ tags: { backup: "weekly" } }),
        plan({}),
        selection({ selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] }),
      ],
      finds: [offByDefault],
    },
    "a plan selects clusters alone": {
      stack: [instance({}), plan({}), selection({ resources: ["arn:aws:rds:*:*:cluster:*"] })],
      finds: [offByDefault],
    },
    "a plan excludes the database": {
      stack: [instance({}), plan({}), selection({ resources: ["*"], notResources: [ref("db")] })],
      finds: [offByDefault],
    },
    "a plan is not assigned to anything": { stack: [instance({}), plan({})], finds: [offByDefault] },
  },
  unknown: {
    "an engine that is not known may be Aurora's": {
      stack: [instance({ engine: unknown, backupRetentionPeriod: 7 })],
      mentions: ["engine is not known until the update"],
    },
    "retention is not known": {
      stack: [instance({ backupRetentionPeriod: unknown })],
      mentions: ["backupRetentionPeriod is not known until the update"],
    },
    "a restored instance keeps the retention it was saved with": {
      stack: [instance({ snapshotIdentifier: "rds:db-2024-05-01" })],
      mentions: ["backupRetentionPeriod is not set, so that the restored instance keeps"],
    },
    "a selection's resources are not known": {
      stack: [instance({}), plan({}), selection({ resources: [unknown] })],
      mentions: ["resources[0] is not known until the update"],
    },
    "the tags that a selection asks for are not known": {
      stack: [
        instance({ tags: { backup: unknown } }),
        plan({}),
        selection({ selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] }),
      ],
      mentions: ["tags.backup is not known until the update"],
    },
  },
  notApplicable: {
    "a read replica": { stack: [instance({ replicateSourceDb: unknown })] },
    "an Aurora member declared as an instance": { stack: [instance({ engine: "aurora-postgresql" })] },
    "a member of a cluster": {
      stack: [
        resource("aws:rds/clusterInstance:ClusterInstance", "reader", {
          engine: "aurora-postgresql",
          clusterIdentifier: "shared",
          instanceClass: "db.r8g.large",
        }),
      ],
    },
    "a secondary cluster of a global database": {
      stack: [cluster({ globalClusterIdentifier: "world", sourceRegion: "eu-central-1" })],
    },
    "a replica cluster": { stack: [cluster({ replicationSourceIdentifier: unknown })] },
  },
});
