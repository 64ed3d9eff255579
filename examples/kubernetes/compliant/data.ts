import * as pulumi from "@pulumi/pulumi";
import { getCallerIdentityOutput } from "@pulumi/aws";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { Key } from "@pulumi/aws/kms";
import { Instance, ParameterGroup } from "@pulumi/aws/rds";
import { Schedule } from "@pulumi/aws/scheduler";
import { subnets } from "./network";
import { keyRotationDays, profile } from "./profile";

const account = getCallerIdentityOutput().accountId;

/** The key of everything that the shop stores on AWS. */
export const key = new Key("shop-data", {
  description: "Data of the shop",
  enableKeyRotation: true,
  rotationPeriodInDays: 90,
  deletionWindowInDays: 30,
  // Beside the account itself: those who write its logs.
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Effect: "Allow",
        Principal: { Service: ["cloudtrail.amazonaws.com", "logs.eu-central-1.amazonaws.com"] },
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: "*",
      },
    ],
  }),
});

// AWS rotates a key by itself every 90 days at the most often; a schedule that asks for a rotation does so whenever it
// likes. AWS counts rotations on demand per key: watch that quota, and replace the key before it is used up.
const rotation = new Role("rotate-shop-data", {
  assumeRolePolicy: {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "scheduler.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  },
});
new RolePolicy("rotate-shop-data", {
  role: rotation.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "kms:RotateKeyOnDemand", Resource: key.arn }],
  }),
});
new Schedule("rotate-shop-data", {
  description: `Rotates the key of the shop's data every ${keyRotationDays} days`,
  scheduleExpression: `rate(${keyRotationDays} days)`,
  flexibleTimeWindow: { mode: "OFF" },
  target: {
    arn: "arn:aws:scheduler:::aws-sdk:kms:rotateKeyOnDemand",
    roleArn: rotation.arn,
    input: pulumi.jsonStringify({ KeyId: key.keyId }),
  },
});

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
  ],
});

/** CloudWatch takes certain numbers of days only: the next one to what the profile asks for. */
const auditLogDays = [30, 365, 2557].find((days) => days >= (profile.auditRetentionDays ?? 30)) ?? 3653;

/** A database of the shop. The operator of external secrets writes its connection URL into the cluster. */
function database(name: string, size: { instanceClass: string; allocatedStorage: number }): Instance {
  // RDS would make it by itself, and keep it for ever, under a key of AWS.
  new LogGroup(name, {
    name: `/aws/rds/instance/${name}/postgresql`,
    kmsKeyId: key.arn,
    retentionInDays: auditLogDays,
  });
  return new Instance(name, {
    ...size,
    identifier: name,
    engine: "postgres",
    engineVersion: "16.4",
    multiAz: true,
    dbName: name,
    username: "shop",
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: key.arn,
    dbSubnetGroupName: subnets.name,
    parameterGroupName: parameters.name,
    publiclyAccessible: false,
    storageEncrypted: true,
    kmsKeyId: key.arn,
    // The log of queries, with what pgaudit writes to it.
    enabledCloudwatchLogsExports: ["postgresql"],
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key.arn,
    // Automated backups include the transaction log: any moment of these days can be restored.
    backupRetentionPeriod: profile.backupRetentionDays ?? 30,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    deletionProtection: true,
    finalSnapshotIdentifier: `${name}-final`,
  });
}

export const shop = database("shop", { instanceClass: "db.r6g.large", allocatedStorage: 100 });
export const recommendations = database("recommendations", {
  instanceClass: "db.t4g.medium",
  allocatedStorage: 20,
});
