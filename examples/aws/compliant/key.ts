// The key of everything that the shop stores.
import * as pulumi from "@pulumi/pulumi";
import { getCallerIdentityOutput, getRegionOutput } from "@pulumi/aws";
import { Alias, Key } from "@pulumi/aws/kms";
import { Schedule } from "@pulumi/aws/scheduler";
import { keyRotationDays } from "./profile";
import { roleOf } from "./roles";

/** The account that the stack is in. */
export const account = getCallerIdentityOutput().accountId;
const region = getRegionOutput().region;

export const key = new Key("shop", {
  description: "Data of the shop",
  enableKeyRotation: true,
  rotationPeriodInDays: 90,
  deletionWindowInDays: 30,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      // Beside the account itself: those who write its logs, and who tells of alarms.
      {
        Effect: "Allow",
        Principal: {
          Service: [
            "cloudtrail.amazonaws.com",
            "cloudwatch.amazonaws.com",
            pulumi.interpolate`logs.${region}.amazonaws.com`,
          ],
        },
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: "*",
      },
    ],
  }),
});

new Alias("shop", { name: "alias/shop", targetKeyId: key.keyId });

// AWS rotates a key by itself every 90 days at the most often; a schedule that asks for a rotation does so whenever it
// likes. AWS counts rotations on demand per key: watch that quota, and replace the key before it is used up.
new Schedule("rotate-key", {
  description: `Rotates the key of the shop's data every ${keyRotationDays} days`,
  scheduleExpression: `rate(${keyRotationDays} days)`,
  flexibleTimeWindow: { mode: "OFF" },
  kmsKeyArn: key.arn,
  target: {
    arn: "arn:aws:scheduler:::aws-sdk:kms:rotateKeyOnDemand",
    roleArn: roleOf("rotate-key", "scheduler.amazonaws.com", [
      { actions: ["kms:RotateKeyOnDemand"], on: key.arn },
    ]).arn,
    input: pulumi.jsonStringify({ KeyId: key.keyId }),
  },
});
