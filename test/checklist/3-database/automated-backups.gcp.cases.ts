import { cases, ref, resource, unknown } from "../../kit/cases";

const cloudSql = (settings: unknown, props: object = {}) =>
  resource("gcp:sql/databaseInstance:DatabaseInstance", "db", {
    databaseVersion: "POSTGRES_15",
    region: "europe-west1",
    settings,
    ...props,
  });
const backups = (backupConfiguration: unknown) => ({ tier: "db-custom-2-8192", backupConfiguration });
const alloyDb = (props: object) =>
  resource("gcp:alloydb/cluster:Cluster", "db", { clusterId: "main", location: "europe-west1", ...props });
const plan = (rule: object) =>
  resource("gcp:backupdisasterrecovery/backupPlan:BackupPlan", "plan", {
    backupPlanId: "daily",
    location: "europe-west1",
    resourceType: "sqladmin.googleapis.com/Instance",
    backupVault: "projects/p/locations/europe-west1/backupVaults/vault",
    backupRules: [rule],
  });
const daily = { recurrenceType: "DAILY", timeZone: "UTC" };
const association = (instance: unknown, backupPlan: unknown) =>
  resource("gcp:backupdisasterrecovery/backupPlanAssociation:BackupPlanAssociation", "association", {
    backupPlanAssociationId: "db",
    location: "europe-west1",
    resourceType: "sqladmin.googleapis.com/Instance",
    resource: instance,
    backupPlan,
  });

const TITLE = "3.3 Automated backups:";
const BLOCK = "settings.backupConfiguration";

export default cases({
  requirement: "3.3-automated-backups",
  provider: "gcp",
  valid: {
    "30 daily backups are kept": {
      stack: [
        cloudSql(
          backups({
            enabled: true,
            backupRetentionSettings: { retainedBackups: 30, retentionUnit: "COUNT" },
          }),
        ),
      ],
    },
    "values written as text count as what they say": {
      stack: [
        cloudSql([backups([{ enabled: "true", backupRetentionSettings: { retainedBackups: "365" } }])]),
      ],
    },
    "AlloyDB keeps automated backups for 30 days": {
      stack: [
        alloyDb({
          automatedBackupPolicy: {
            enabled: true,
            timeBasedRetention: { retentionPeriod: "2592000s" },
            weeklySchedule: { daysOfWeeks: ["MONDAY"], startTimes: [{ hours: 2 }] },
          },
        }),
      ],
    },
    "AlloyDB keeps 30 backups, one a day": {
      stack: [
        alloyDb({
          automatedBackupPolicy: {
            quantityBasedRetention: { count: 30 },
            weeklySchedule: { startTimes: [{ hours: 2 }] },
          },
        }),
      ],
    },
    "AlloyDB's continuous backup goes back 35 days": {
      stack: [
        alloyDb({
          automatedBackupPolicy: { enabled: false },
          continuousBackupConfig: { enabled: true, recoveryWindowDays: 35 },
        }),
      ],
    },
    "a Backup and DR plan of the stack takes the backups": {
      stack: [
        cloudSql(backups({ enabled: false })),
        plan({ ruleId: "daily", backupRetentionDays: 30, standardSchedule: daily }),
        association(ref("db"), ref("plan")),
      ],
    },
    "the plan and the instance are named in full": {
      stack: [
        cloudSql(backups({ enabled: false }), { name: "main" }),
        plan({
          ruleId: "every-six-hours",
          backupRetentionDays: 35,
          standardSchedule: { recurrenceType: "HOURLY", hourlyFrequency: 6, timeZone: "UTC" },
        }),
        association("projects/p/instances/main", "projects/p/locations/europe-west1/backupPlans/daily"),
      ],
    },
  },
  invalid: {
    "Enterprise has no backups of its own": {
      stack: [cloudSql({ tier: "db-custom-2-8192" })],
      finds: [
        `${TITLE} ${BLOCK}.enabled is not set, which means false; {profile} needs true. Set ${BLOCK}.enabled: true.`,
        `${TITLE} ${BLOCK}.backupRetentionSettings.retainedBackups is not set, which means 7 daily backups; {profile} needs at least 30. Set ${BLOCK}.backupRetentionSettings.retainedBackups: 30.`,
      ],
    },
    "a block without enabled turns backups off": {
      stack: [
        cloudSql(backups({ startTime: "02:00", backupRetentionSettings: { retainedBackups: 30 } }), {
          databaseVersion: "POSTGRES_17",
        }),
      ],
      finds: [
        `${TITLE} ${BLOCK}.enabled is not set, which means false; {profile} needs true. Set ${BLOCK}.enabled: true.`,
      ],
    },
    "Enterprise Plus keeps 15 backups by default": {
      stack: [cloudSql({ tier: "db-perf-optimized-N-2" }, { databaseVersion: "POSTGRES_16" })],
      finds: [
        `${TITLE} ${BLOCK} is not set, which means 15 daily backups; {profile} needs at least 30. Set ${BLOCK}: {"enabled":true,"pointInTimeRecoveryEnabled":true,"backupRetentionSettings":{"retainedBackups":30}}.`,
      ],
    },
    "PostgreSQL 17 in the Enterprise edition": {
      stack: [
        cloudSql(
          { ...backups({ enabled: true }), edition: "ENTERPRISE" },
          { databaseVersion: "POSTGRES_17" },
        ),
      ],
      finds: [
        `${TITLE} ${BLOCK}.backupRetentionSettings.retainedBackups is not set, which means 7 daily backups; {profile} needs at least 30. Set ${BLOCK}.backupRetentionSettings.retainedBackups: 30.`,
      ],
    },
    "AlloyDB keeps backups for 14 days by default": {
      stack: [alloyDb({})],
      finds: [
        `${TITLE} automatedBackupPolicy.timeBasedRetention.retentionPeriod is not set, which means 14 days; {profile} needs at least 30. Set automatedBackupPolicy.timeBasedRetention.retentionPeriod: "2592000s".`,
      ],
    },
    "AlloyDB keeps 30 backups of which four are taken a day": {
      stack: [
        alloyDb({
          automatedBackupPolicy: {
            enabled: true,
            quantityBasedRetention: { count: 30 },
            weeklySchedule: { startTimes: [{ hours: 0 }, { hours: 6 }, { hours: 12 }, { hours: 18 }] },
          },
        }),
      ],
      finds: [
        `${TITLE} automatedBackupPolicy.quantityBasedRetention.count is 30 (7.5 days); {profile} needs at least 30. Set automatedBackupPolicy.quantityBasedRetention.count: 120.`,
      ],
    },
    "a plan keeps weekly backups only": {
      stack: [
        cloudSql(backups({ enabled: true, backupRetentionSettings: { retainedBackups: 7 } })),
        plan({
          ruleId: "weekly",
          backupRetentionDays: 90,
          standardSchedule: { recurrenceType: "WEEKLY", daysOfWeeks: ["SUNDAY"], timeZone: "UTC" },
        }),
        association(ref("db"), ref("plan")),
      ],
      finds: [
        `${TITLE} ${BLOCK}.backupRetentionSettings.retainedBackups is 7 daily backups; {profile} needs at least 30. Set ${BLOCK}.backupRetentionSettings.retainedBackups: 30.`,
      ],
    },
    "a plan is assigned to another instance": {
      stack: [
        cloudSql(backups({ enabled: true, backupRetentionSettings: { retainedBackups: 7 } }), {
          name: "main",
        }),
        plan({ ruleId: "daily", backupRetentionDays: 30, standardSchedule: daily }),
        association("projects/p/instances/other", ref("plan")),
      ],
      finds: [
        `${TITLE} ${BLOCK}.backupRetentionSettings.retainedBackups is 7 daily backups; {profile} needs at least 30. Set ${BLOCK}.backupRetentionSettings.retainedBackups: 30.`,
      ],
    },
  },
  unknownIn: {
    "an instance that may be the one of the plan": {
      of: "the plan and the instance are named in full",
      at: "db: name",
      mentions: ["resource may name it, whose own name is not known"],
    },
  },
  unknown: {
    "an instance of a type that is not known may be a replica": {
      stack: [cloudSql(backups({ enabled: false }), { instanceType: unknown })],
      mentions: ["instanceType is not known until the update"],
    },
    "a cluster of a type that is not known may be a secondary one": {
      stack: [alloyDb({ clusterType: unknown, automatedBackupPolicy: { enabled: false } })],
      mentions: ["clusterType is not known until the update"],
    },
    "the number of backups comes from an output": {
      stack: [cloudSql(backups({ enabled: true, backupRetentionSettings: { retainedBackups: unknown } }))],
      mentions: [`${BLOCK}.backupRetentionSettings.retainedBackups`],
    },
    "the edition decides, and is not known": {
      stack: [cloudSql({ tier: "db-custom-2-8192", edition: unknown })],
      mentions: ["settings.edition"],
    },
    "an unknown retention does not hide that backups are off": {
      stack: [cloudSql(backups({ enabled: false, backupRetentionSettings: { retainedBackups: unknown } }))],
      mentions: [`${BLOCK}.backupRetentionSettings.retainedBackups`],
      finds: [`${TITLE} ${BLOCK}.enabled is false; {profile} needs true. Set ${BLOCK}.enabled: true.`],
    },
    "a clone has the backups of its source": {
      stack: [
        resource("gcp:sql/databaseInstance:DatabaseInstance", "clone", {
          databaseVersion: "POSTGRES_15",
          clone: { sourceInstanceName: "main" },
        }),
      ],
      mentions: [BLOCK, "its source"],
    },
    "the enhanced tier leaves retention to a plan": {
      stack: [cloudSql(backups({ enabled: true, backupTier: "ENHANCED" }))],
      mentions: ["settings.backupConfiguration.backupTier"],
    },
    "the schedule of an AlloyDB cluster is not known": {
      stack: [
        alloyDb({
          automatedBackupPolicy: {
            enabled: true,
            quantityBasedRetention: { count: 10 },
            weeklySchedule: { startTimes: unknown },
          },
        }),
      ],
      mentions: ["automatedBackupPolicy.weeklySchedule.startTimes"],
    },
  },
  notApplicable: {
    "a read replica": {
      stack: [cloudSql({ tier: "db-custom-2-8192" }, { masterInstanceName: unknown })],
    },
    "a read pool": {
      stack: [
        cloudSql({ tier: "db-perf-optimized-N-2" }, { instanceType: "READ_POOL_INSTANCE", nodeCount: 2 }),
      ],
    },
    "a secondary AlloyDB cluster": {
      stack: [alloyDb({ clusterType: "SECONDARY", secondaryConfig: { primaryClusterName: unknown } })],
    },
  },
});
