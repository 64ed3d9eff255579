import { cases, ref, resource, unknown } from "../../kit/cases";
import { alloyDb, alloyDbPrimary, cloudSql, externalServer, replica } from "../gcp/databases";

const key = resource("gcp:kms/cryptoKey:CryptoKey", "key", {
  keyRing: "projects/shop/locations/europe-west1/keyRings/main",
  rotationPeriod: "604800s",
});
const name = "projects/shop/locations/europe-west1/keyRings/main/cryptoKeys/data";
const needed = (path: string) =>
  `2.4 Customer-managed keys: ${path} is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.`;
const redis = (props: object) =>
  resource("gcp:redis/instance:Instance", "cache", { memorySizeGb: 1, ...props });
const bucket = (props: object = {}) =>
  resource("gcp:storage/bucket:Bucket", "uploads", { location: "EU", ...props });
const secret = (replication: object) =>
  resource("gcp:secretmanager/secret:Secret", "secret", { secretId: "jwt", replication });

export default cases({
  requirement: "2.4-customer-managed-keys",
  provider: "gcp",
  valid: {
    "everything names a key of the stack, whose id is not known yet": {
      stack: [
        key,
        cloudSql({}, { encryptionKeyName: ref("key") }),
        replica(),
        alloyDb({ encryptionConfig: { kmsKeyName: ref("key") } }),
        alloyDbPrimary(),
        redis({ customerManagedKey: ref("key") }),
        resource("gcp:redis/cluster:Cluster", "cluster-cache", { shardCount: 3, kmsKey: ref("key") }),
        resource("gcp:memorystore/instance:Instance", "valkey", { shardCount: 1, kmsKey: ref("key") }),
        bucket({ encryption: { defaultKmsKeyName: ref("key") } }),
        secret({ auto: { customerManagedEncryption: { kmsKeyName: ref("key") } } }),
        resource("gcp:logging/projectBucketConfig:ProjectBucketConfig", "logs", {
          bucketId: "app",
          cmekSettings: { kmsKeyName: ref("key") },
        }),
        resource("gcp:backupdisasterrecovery/backupVault:BackupVault", "vault", {
          backupVaultId: "vault",
          encryptionConfig: { kmsKeyName: ref("key") },
        }),
      ],
    },
    "keys of another stack": {
      stack: [
        cloudSql({}, { encryptionKeyName: name }),
        secret({
          userManaged: {
            replicas: [{ location: "europe-west1", customerManagedEncryption: { kmsKeyName: name } }],
          },
        }),
        resource("gcp:secretmanager/regionalSecret:RegionalSecret", "regional", {
          customerManagedEncryption: { kmsKeyName: name },
        }),
      ],
    },
  },
  invalid: {
    "Google's own keys": {
      stack: [
        cloudSql({}),
        alloyDb(),
        redis({}),
        bucket(),
        secret({ auto: {} }),
        resource("gcp:logging/projectBucketConfig:ProjectBucketConfig", "logs", { bucketId: "app" }),
      ],
      finds: [
        needed("encryptionKeyName"),
        needed("encryptionConfig.kmsKeyName"),
        needed("customerManagedKey"),
        needed("encryption.defaultKmsKeyName"),
        needed("replication.auto.customerManagedEncryption.kmsKeyName"),
        needed("cmekSettings.kmsKeyName"),
      ],
      remediable: false,
    },
    "a replica of a secret without one": {
      stack: [
        secret({
          userManaged: {
            replicas: [
              { location: "europe-west1", customerManagedEncryption: { kmsKeyName: name } },
              { location: "europe-west4" },
            ],
          },
        }),
      ],
      finds: [needed("replication.userManaged.replicas[1].customerManagedEncryption.kmsKeyName")],
      remediable: false,
    },
  },
  unknown: {
    "the replicas of a secret come from an output": {
      stack: [secret({ userManaged: { replicas: unknown } })],
      mentions: ["replication.userManaged.replicas"],
    },
    "a key that is not text": {
      stack: [redis({ customerManagedKey: ["key"] })],
      mentions: ["customerManagedKey"],
    },
  },
  notApplicable: {
    "a replica, which has its source's key": { stack: [replica()] },
    "an external server": { stack: [externalServer()] },
    "a dataset that no logs go to": {
      stack: [resource("gcp:bigquery/dataset:Dataset", "sales", { datasetId: "sales" })],
    },
  },
});
