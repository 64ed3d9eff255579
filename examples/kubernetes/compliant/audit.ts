// Who did what in the account: CloudTrail, in a bucket that nobody can empty before its time.
import * as pulumi from "@pulumi/pulumi";
import { Trail } from "@pulumi/aws/cloudtrail";
import {
  Bucket,
  BucketObjectLockConfiguration,
  BucketPolicy,
  BucketPublicAccessBlock,
  BucketServerSideEncryptionConfiguration,
} from "@pulumi/aws/s3";
import { key } from "./data";
import { profile } from "./profile";

const records = new Bucket("shop-audit", { objectLockEnabled: true });

new BucketObjectLockConfiguration("shop-audit", {
  bucket: records.id,
  rule: { defaultRetention: { mode: "COMPLIANCE", days: profile.auditRetentionDays ?? 30 } },
});
new BucketServerSideEncryptionConfiguration("shop-audit", {
  bucket: records.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
});
new BucketPublicAccessBlock("shop-audit", {
  bucket: records.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});

const mayWrite = new BucketPolicy("shop-audit", {
  bucket: records.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: records.arn,
      },
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${records.arn}/AWSLogs/*`,
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
  }),
});

new Trail(
  "shop",
  {
    s3BucketName: records.id,
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    kmsKeyId: key.arn,
  },
  { dependsOn: mayWrite },
);
