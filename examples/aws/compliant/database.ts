// PostgreSQL: RDS in two zones.
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Instance, ParameterGroup, SubnetGroup } from "@pulumi/aws/rds";
import { key } from "./key";
import { dataSubnets, vpc } from "./network";
import { logRetentionDays, profile } from "./profile";
import { roleOf, withPolicyOfAws } from "./roles";
import { securityGroup } from "./security-group";

/** Who may reach the database. */
export const databaseGroup = securityGroup("database", vpc, "The database");

/** GiB of storage. */
export const storage = 100;

const parameters = new ParameterGroup("shop", {
  family: "postgres16",
  parameters: [
    { name: "rds.force_ssl", value: "1" },
    // What the server loads, it loads when it starts.
    {
      name: "shared_preload_libraries",
      value: "pg_stat_statements,pgaudit",
      applyMethod: "pending-reboot",
    },
    { name: "pgaudit.log", value: "write,ddl,role" },
    { name: "log_min_duration_statement", value: "500" },
  ],
});

// RDS would make it by itself, and keep it for ever, under a key of AWS.
const log = new LogGroup("database", {
  name: "/aws/rds/instance/shop/postgresql",
  kmsKeyId: key.arn,
  retentionInDays: logRetentionDays,
});

const monitoring = withPolicyOfAws(
  "database-monitoring",
  roleOf("database-monitoring", "monitoring.rds.amazonaws.com"),
  "service-role/AmazonRDSEnhancedMonitoringRole",
);

export const database = new Instance(
  "shop",
  {
    identifier: "shop",
    engine: "postgres",
    engineVersion: "16.4",
    instanceClass: "db.r6g.large",
    allocatedStorage: storage,
    multiAz: true,
    dbName: "shop",
    username: "shop",
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: key.arn,
    iamDatabaseAuthenticationEnabled: true,
    dbSubnetGroupName: new SubnetGroup("shop", { subnetIds: dataSubnets }).name,
    vpcSecurityGroupIds: [databaseGroup.id],
    publiclyAccessible: false,
    parameterGroupName: parameters.name,
    storageEncrypted: true,
    kmsKeyId: key.arn,
    // The log of queries, with what pgaudit writes to it.
    enabledCloudwatchLogsExports: ["postgresql"],
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key.arn,
    monitoringInterval: 60,
    monitoringRoleArn: monitoring.arn,
    // Automated backups include the transaction log: any moment of these days can be restored.
    backupRetentionPeriod: profile.backupRetentionDays ?? 30,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    deletionProtection: true,
    finalSnapshotIdentifier: "shop-final",
  },
  { dependsOn: log },
);
