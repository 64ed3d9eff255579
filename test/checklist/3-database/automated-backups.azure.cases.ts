import { cases, ref, resource, unknown } from "../../kit/cases";

const server = (props: object) =>
  resource("azure-native:dbforpostgresql:Server", "db", {
    resourceGroupName: "production",
    serverName: "main",
    version: "17",
    ...props,
  });
const single = (type: string, properties: object) => resource(type, "db", { serverName: "main", properties });
const policy = (interval: string, duration: string) =>
  resource("azure-native:dataprotection:BackupPolicy", "policy", {
    vaultName: "vault",
    properties: {
      objectType: "BackupPolicy",
      datasourceTypes: ["Microsoft.DBforPostgreSQL/flexibleServers"],
      policyRules: [
        {
          objectType: "AzureBackupRule",
          name: "backup",
          trigger: {
            objectType: "ScheduleBasedTriggerContext",
            schedule: { repeatingTimeIntervals: [interval] },
          },
        },
        {
          objectType: "AzureRetentionRule",
          name: "Default",
          isDefault: true,
          lifecycles: [{ deleteAfter: { objectType: "AbsoluteDeleteOption", duration } }],
        },
      ],
    },
  });
const instance = (resourceID: unknown) =>
  resource("azure-native:dataprotection:BackupInstance", "instance", {
    vaultName: "vault",
    properties: {
      objectType: "BackupInstance",
      dataSourceInfo: { resourceID },
      policyInfo: { policyId: ref("policy") },
    },
  });

const TITLE = "3.3 Automated backups:";
const tooShort = (path: string, says: string) =>
  `${TITLE} ${path} ${says}; {profile} needs at least 30. Set ${path}: 30.`;

export default cases({
  requirement: "3.3-automated-backups",
  provider: "azure",
  valid: {
    "backups are kept 35 days": {
      stack: [server({ backup: { backupRetentionDays: 35, geoRedundantBackup: "Enabled" } })],
    },
    "the token names an API version": {
      stack: [
        resource("azure-native_dbforpostgresql_v20240801:dbforpostgresql:Server", "db", {
          backup: { backupRetentionDays: 30 },
        }),
      ],
    },
    "a server that was restored sets its own retention": {
      stack: [
        server({
          createMode: "PointInTimeRestore",
          sourceServerResourceId: "/subscriptions/s/x",
          backup: { backupRetentionDays: 30 },
        }),
      ],
    },
    "Cosmos DB for PostgreSQL keeps backups 35 days": {
      stack: [
        resource("azure-native:dbforpostgresql:ServerGroupCluster", "citus", { postgresqlVersion: "16" }),
      ],
    },
    "a Single Server keeps backups 30 days": {
      stack: [
        single("azure-native:dbforpostgresql:SingleServer", {
          createMode: "Default",
          storageProfile: { backupRetentionDays: 30 },
        }),
      ],
    },
    "a backup vault takes them daily": {
      stack: [server({}), policy("R/2024-01-01T02:00:00+00:00/P1D", "P3M"), instance(ref("db"))],
    },
  },
  invalid: {
    "no backup is set": {
      stack: [server({})],
      finds: [tooShort("backup.backupRetentionDays", "is not set, which means 7 days")],
    },
    "the SDK wrote its default": {
      stack: [server({ backup: { backupRetentionDays: 7, geoRedundantBackup: "Enabled" } })],
      finds: [tooShort("backup.backupRetentionDays", "is 7 days")],
    },
    "a replica that was promoted": {
      stack: [
        server({ createMode: "Replica", replicationRole: "None", backup: { backupRetentionDays: 14 } }),
      ],
      finds: [tooShort("backup.backupRetentionDays", "is 14 days")],
    },
    "a Single Server under its old token": {
      stack: [single("azure-native:dbforpostgresql/v20171201:Server", { createMode: "Default" })],
      finds: [tooShort("properties.storageProfile.backupRetentionDays", "is not set, which means 7 days")],
    },
    "a backup vault takes them weekly": {
      stack: [
        server({ backup: { backupRetentionDays: 7 } }),
        policy("R/2024-01-01T02:00:00+00:00/P1W", "P1Y"),
        instance(ref("db")),
      ],
      finds: [tooShort("backup.backupRetentionDays", "is 7 days")],
    },
    "a backup vault takes those of another server": {
      stack: [
        server({ backup: { backupRetentionDays: 7 } }),
        policy("R/2024-01-01T02:00:00+00:00/P1D", "P30D"),
        instance(
          "/subscriptions/s/resourceGroups/production/providers/Microsoft.DBforPostgreSQL/flexibleServers/other",
        ),
      ],
      finds: [tooShort("backup.backupRetentionDays", "is 7 days")],
    },
  },
  unknown: {
    "a server whose mode is not known may be a replica": {
      stack: [server({ createMode: unknown, backup: { backupRetentionDays: 7 } })],
      mentions: ["createMode is not known until the update"],
    },
    "a server whose role is not known may be a replica": {
      stack: [server({ replicationRole: unknown, backup: { backupRetentionDays: 7 } })],
      mentions: ["replicationRole is not known until the update"],
    },
    "the retention comes from an output": {
      stack: [server({ backup: { backupRetentionDays: unknown } })],
      mentions: ["backup.backupRetentionDays"],
    },
    "the whole backup comes from an output": {
      stack: [server({ backup: unknown })],
      mentions: ["backup.backupRetentionDays"],
    },
  },
  notApplicable: {
    "a read replica": { stack: [server({ createMode: "Replica", sourceServerResourceId: unknown })] },
    "a read replica by its role": { stack: [server({ replicationRole: "GeoAsyncReplica" })] },
    "a read replica of Cosmos DB for PostgreSQL": {
      stack: [
        resource("azure-native:dbforpostgresql:ServerGroupCluster", "citus", {
          sourceResourceId: "/subscriptions/s/x",
          sourceLocation: "westeurope",
        }),
      ],
    },
    "a read replica of a Single Server": {
      stack: [
        single("azure-native:dbforpostgresql:SingleServer", {
          createMode: "Replica",
          sourceServerId: unknown,
        }),
      ],
    },
  },
});
