import * as pulumi from "@pulumi/pulumi";
import { Key } from "@pulumi/aws/kms";
import { Instance } from "@pulumi/aws/rds";

const config = new pulumi.Config();

// Rotated once a year, which is what AWS does when asked for nothing else.
export const key = new Key("shop-data", {
  description: "Data of the shop",
  enableKeyRotation: true,
});

export const database = new Instance("shop", {
  engine: "postgres",
  engineVersion: "16.4",
  instanceClass: "db.r6g.large",
  allocatedStorage: 100,
  dbName: "shop",
  username: "shop",
  manageMasterUserPassword: true,
  dbSubnetGroupName: config.require("databaseSubnetGroup"),
  storageEncrypted: true,
  kmsKeyId: key.arn,
  // The console's suggestion.
  backupRetentionPeriod: 7,
});

// "It can be filled again from the shop": nobody has tried.
export const recommendations = new Instance("recommendations", {
  engine: "postgres",
  engineVersion: "16.4",
  instanceClass: "db.t4g.medium",
  allocatedStorage: 20,
  dbName: "recommendations",
  username: "shop",
  manageMasterUserPassword: true,
  dbSubnetGroupName: config.require("databaseSubnetGroup"),
  skipFinalSnapshot: true,
});
