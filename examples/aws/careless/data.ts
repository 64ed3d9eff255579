// PostgreSQL: RDS.
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Key } from "@pulumi/aws/kms";
import { Instance, ParameterGroup, SubnetGroup } from "@pulumi/aws/rds";
import { group, subnets } from "./network";

// Rotated once a year, which is what AWS does when asked for nothing else.
export const key = new Key("shop", { description: "Data of the shop", enableKeyRotation: true });

const subnetGroup = new SubnetGroup("shop", { subnetIds: subnets });

const parameters = new ParameterGroup("shop", {
  family: "postgres16",
  parameters: [
    // An old client could not connect.
    { name: "rds.force_ssl", value: "0" },
    // From a blog about slow queries. It takes the place of what RDS loads by itself.
    { name: "shared_preload_libraries", value: "auto_explain", applyMethod: "pending-reboot" },
  ],
});

new LogGroup("database", { name: "/aws/rds/instance/shop/postgresql", retentionInDays: 30 });

const common = {
  engine: "postgres",
  engineVersion: "16.4",
  username: "shop",
  manageMasterUserPassword: true,
  dbSubnetGroupName: subnetGroup.name,
  vpcSecurityGroupIds: [group.id],
  parameterGroupName: parameters.name,
};

export const database = new Instance("shop", {
  ...common,
  identifier: "shop",
  instanceClass: "db.r6g.large",
  allocatedStorage: 100,
  dbName: "shop",
  storageEncrypted: true,
  kmsKeyId: key.arn,
  enabledCloudwatchLogsExports: ["postgresql"],
  publiclyAccessible: true,
  // The console's suggestion.
  backupRetentionPeriod: 7,
});

// "It can be filled again from the shop": nobody has tried.
new Instance("recommendations", {
  ...common,
  identifier: "recommendations",
  instanceClass: "db.t4g.medium",
  allocatedStorage: 20,
  dbName: "recommendations",
  skipFinalSnapshot: true,
});
