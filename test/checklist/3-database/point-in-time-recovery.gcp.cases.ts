import { cases, ref, resource, unknown } from "../../kit/cases";

const cloudSql = (backupConfiguration: unknown, props: object = {}) =>
  resource("gcp:sql/databaseInstance:DatabaseInstance", "db", {
    databaseVersion: "POSTGRES_15",
    settings: { tier: "db-custom-2-8192", backupConfiguration },
    ...props,
  });
const alloyDb = (props: object) =>
  resource("gcp:alloydb/cluster:Cluster", "db", { clusterId: "main", location: "europe-west1", ...props });

const TITLE = "3.3 Point-in-time recovery:";
const SWITCH = "settings.backupConfiguration.pointInTimeRecoveryEnabled";

export default cases({
  requirement: "3.3-point-in-time-recovery",
  provider: "gcp",
  valid: {
    "it is turned on": { stack: [cloudSql({ enabled: true, pointInTimeRecoveryEnabled: true })] },
    "Enterprise Plus has it on by default": {
      stack: [
        resource("gcp:sql/databaseInstance:DatabaseInstance", "db", {
          databaseVersion: "POSTGRES_18",
          settings: { tier: "db-perf-optimized-N-2" },
        }),
      ],
    },
    "MySQL keeps its binary log": {
      stack: [cloudSql({ enabled: true, binaryLogEnabled: true }, { databaseVersion: "MYSQL_8_0" })],
    },
    "AlloyDB backs up continuously by default": { stack: [alloyDb({})] },
    "a Backup and DR plan keeps the logs": {
      stack: [
        cloudSql({ enabled: false }),
        resource("gcp:backupdisasterrecovery/backupPlan:BackupPlan", "plan", {
          backupPlanId: "daily",
          resourceType: "sqladmin.googleapis.com/Instance",
          logRetentionDays: 7,
          backupRules: [
            { ruleId: "daily", backupRetentionDays: 30, standardSchedule: { recurrenceType: "DAILY" } },
          ],
        }),
        resource("gcp:backupdisasterrecovery/backupPlanAssociation:BackupPlanAssociation", "association", {
          resource: ref("db"),
          backupPlan: ref("plan"),
        }),
      ],
    },
  },
  invalid: {
    "a block leaves it out": {
      stack: [cloudSql({ enabled: true }, { databaseVersion: "POSTGRES_17" })],
      finds: [`${TITLE} ${SWITCH} is not set, which means false; {profile} needs true. Set ${SWITCH}: true.`],
    },
    "it is turned off": {
      stack: [cloudSql({ enabled: true, pointInTimeRecoveryEnabled: false })],
      finds: [`${TITLE} ${SWITCH} is false; {profile} needs true. Set ${SWITCH}: true.`],
    },
    "AlloyDB's continuous backup is turned off": {
      stack: [alloyDb({ continuousBackupConfig: { enabled: false } })],
      finds: [
        `${TITLE} continuousBackupConfig.enabled is false; {profile} needs true. Set continuousBackupConfig.enabled: true.`,
      ],
    },
  },
  unknown: {
    "which switch counts, a version that is not known decides": {
      stack: [cloudSql({ enabled: true, binaryLogEnabled: true }, { databaseVersion: unknown })],
      mentions: ["databaseVersion is not known until the update"],
    },
    "it comes from an output": {
      stack: [cloudSql({ enabled: true, pointInTimeRecoveryEnabled: unknown })],
      mentions: [SWITCH],
    },
    "the whole block comes from an output": { stack: [cloudSql(unknown)], mentions: [SWITCH] },
  },
  notApplicable: {
    "a read replica": { stack: [cloudSql({ enabled: false }, { masterInstanceName: "primary" })] },
    "a server outside Google Cloud": {
      stack: [cloudSql(undefined, { instanceType: "ON_PREMISES_INSTANCE" })],
    },
  },
});
