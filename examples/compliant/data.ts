import * as pulumi from "@pulumi/pulumi";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { Key } from "@pulumi/aws/kms";
import { Instance, ParameterGroup } from "@pulumi/aws/rds";
import { Schedule } from "@pulumi/aws/scheduler";
import { keyRotationDays, profile } from "./profile";

const config = new pulumi.Config();

/** The key of everything that the shop stores on AWS. */
export const key = new Key("shop-data", {
  description: "Data of the shop",
  enableKeyRotation: true,
  rotationPeriodInDays: 90,
  deletionWindowInDays: 30,
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
  parameters: [{ name: "rds.force_ssl", value: "1" }],
});

/** A database of the shop. The operator of external secrets writes its connection URL into the cluster. */
function database(name: string, size: { instanceClass: string; allocatedStorage: number }): Instance {
  return new Instance(name, {
    ...size,
    engine: "postgres",
    engineVersion: "16.4",
    multiAz: true,
    dbName: name,
    username: "shop",
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: key.arn,
    dbSubnetGroupName: config.require("databaseSubnetGroup"),
    parameterGroupName: parameters.name,
    storageEncrypted: true,
    kmsKeyId: key.arn,
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
