import { cases, ref, resource, secret, unknown } from "../../kit/cases";
import { cluster, instance, member } from "../aws/databases";
import { bucket, logGroup, trail } from "../aws/log-stores";

type Props = Readonly<Record<string, unknown>>;
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-0000-1111-2222-333344445555";
const key = resource("aws:kms/key:Key", "data", { enableKeyRotation: true });
const cache = (props: Props) =>
  resource("aws:elasticache/replicationGroup:ReplicationGroup", "redis", { description: "cache", ...props });
const parameter = (props: Props) =>
  resource("aws:ssm/parameter:Parameter", "password", {
    type: "SecureString",
    value: secret(unknown),
    ...props,
  });
const encryption = (kmsMasterKeyId: unknown, sseAlgorithm = "aws:kms", of: unknown = ref("trail-logs")) =>
  resource("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "sse", {
    bucket: of,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId }, bucketKeyEnabled: true }],
  });

export default cases({
  requirement: "2.4-customer-managed-keys",
  provider: "aws",
  valid: {
    "a key of the stack, whose ARN is not known yet": {
      stack: [key, instance({ storageEncrypted: true, kmsKeyId: ref("data") })],
    },
    "a key by its ARN, and members of the cluster": {
      stack: [cluster({ storageEncrypted: true, kmsKeyId: KEY }), member()],
    },
    "an alias of one's own": { stack: [logGroup({ kmsKeyId: "alias/logs" })] },
    "a cache": { stack: [cache({ atRestEncryptionEnabled: true, kmsKeyId: KEY })] },
    "Valkey is encrypted by default": { stack: [cache({ engine: "valkey", kmsKeyId: KEY })] },
    "secrets": {
      stack: [
        resource("aws:secretsmanager/secret:Secret", "jwt", { kmsKeyId: ref("data") }),
        parameter({ keyId: ref("data") }),
        key,
      ],
    },
    "a bucket": { stack: [bucket(), encryption(ref("data")), key] },
    "a bucket, in itself": {
      stack: [
        bucket({
          serverSideEncryptionConfiguration: {
            rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY } },
          },
        }),
      ],
    },
    "a trail encrypts what it writes": { stack: [bucket(), trail({ kmsKeyId: KEY })] },
  },
  invalid: {
    "an instance with the key of AWS": {
      stack: [instance({ storageEncrypted: true })],
      finds: [
        "2.4 Customer-managed keys: kmsKeyId is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
      remediable: false,
    },
    "a cluster with the key of AWS, by its alias": {
      stack: [cluster({ storageEncrypted: true, kmsKeyId: "alias/aws/rds" })],
      finds: [
        '2.4 Customer-managed keys: kmsKeyId is "alias/aws/rds", which means a key that the platform keeps; {profile} needs a customer-managed key.',
      ],
      remediable: false,
    },
    "a key that is named, and encrypts nothing": {
      stack: [cluster({ kmsKeyId: KEY })],
      finds: [
        "2.4 Customer-managed keys: storageEncrypted is not set, which means false; {profile} needs true. Set storageEncrypted: true.",
      ],
    },
    "a log group": {
      stack: [logGroup({})],
      finds: [
        "2.4 Customer-managed keys: kmsKeyId is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
      remediable: false,
    },
    "a cache": {
      stack: [cache({ atRestEncryptionEnabled: true })],
      finds: [
        "2.4 Customer-managed keys: kmsKeyId is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
      remediable: false,
    },
    "secrets": {
      stack: [resource("aws:secretsmanager/secret:Secret", "jwt", {}), parameter({ keyId: "alias/aws/ssm" })],
      finds: [
        '2.4 Customer-managed keys: keyId is "alias/aws/ssm", which means a key that the platform keeps; {profile} needs a customer-managed key.',
        "2.4 Customer-managed keys: kmsKeyId is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
      remediable: false,
    },
    "a bucket with S3's own key": {
      stack: [bucket(), encryption(undefined, "AES256")],
      finds: [
        "2.4 Customer-managed keys: bucket encryption sse: rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
      remediable: false,
    },
    "a bucket with the key of AWS": {
      stack: [bucket(), encryption("alias/aws/s3")],
      finds: [
        '2.4 Customer-managed keys: bucket encryption sse: rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId is "alias/aws/s3", which means a key that the platform keeps; {profile} needs a customer-managed key.',
      ],
      remediable: false,
    },
  },
  unknown: {
    "encryption is not known yet": {
      stack: [instance({ storageEncrypted: unknown, kmsKeyId: KEY })],
      mentions: ["storageEncrypted"],
    },
    "no such key": { stack: [logGroup({ kmsKeyId: [] })], mentions: ["kmsKeyId is not text"] },
    "encryption that may be of another bucket": {
      stack: [bucket(), encryption(KEY, "aws:kms", unknown)],
      mentions: ["bucket is not known until the update, and may be this bucket"],
    },
  },
  notApplicable: {
    "a bucket for the logs of a load balancer takes no other key": {
      stack: [
        bucket({}, "alb-logs"),
        resource("aws:lb/loadBalancer:LoadBalancer", "web", {
          accessLogs: { bucket: ref("alb-logs"), enabled: true },
        }),
      ],
    },
  },
});
