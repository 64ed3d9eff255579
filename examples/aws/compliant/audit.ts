// Who did what in the account: CloudTrail, in a bucket that nobody can empty before its time.
import * as pulumi from "@pulumi/pulumi";
import { Trail } from "@pulumi/aws/cloudtrail";
import {
  Bucket,
  BucketObjectLockConfiguration,
  BucketPolicy,
  BucketPublicAccessBlock,
  BucketServerSideEncryptionConfiguration,
  BucketVersioning,
} from "@pulumi/aws/s3";
import { key } from "./key";
import { profile } from "./profile";

const records = new Bucket("audit", { objectLockEnabled: true });

new BucketVersioning("audit", { bucket: records.id, versioningConfiguration: { status: "Enabled" } });
new BucketObjectLockConfiguration("audit", {
  bucket: records.id,
  rule: { defaultRetention: { mode: "COMPLIANCE", days: profile.auditRetentionDays ?? 30 } },
});
new BucketServerSideEncryptionConfiguration("audit", {
  bucket: records.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
});
const closed = new BucketPublicAccessBlock("audit", {
  bucket: records.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});

const cloudTrail = { Service: "cloudtrail.amazonaws.com" };
const mayWrite = new BucketPolicy(
  "audit",
  {
    bucket: records.id,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: cloudTrail, Action: "s3:GetBucketAcl", Resource: records.arn },
        {
          Effect: "Allow",
          Principal: cloudTrail,
          Action: "s3:PutObject",
          Resource: pulumi.interpolate`${records.arn}/AWSLogs/*`,
          Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [records.arn, pulumi.interpolate`${records.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  },
  { dependsOn: closed },
);

new Trail(
  "shop",
  {
    s3BucketName: records.id,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    kmsKeyId: key.arn,
  },
  { dependsOn: mayWrite },
);
