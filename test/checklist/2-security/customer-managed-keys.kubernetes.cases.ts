import { cases, ref, resource, unknown } from "../../kit/cases";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/5f1c2f9e-2b7a-4a0c-9b1e-0a8d5a4e7c11";
const storageClass = (provisioner: string, parameters: object, name = "fast") =>
  resource("kubernetes:storage.k8s.io/v1:StorageClass", name, {
    metadata: { name },
    provisioner,
    parameters,
  });
const cluster = (spec: object = {}) =>
  resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "main", {
    metadata: { name: "main", namespace: "data" },
    spec: { storage: { storageClass: "fast" }, ...spec },
  });
const redis = (template: object = { storageClassName: "fast" }) =>
  resource("kubernetes:apps/v1:StatefulSet", "redis", {
    metadata: { name: "redis", namespace: "data" },
    spec: {
      template: { spec: { containers: [{ name: "redis", image: "valkey/valkey:8" }] } },
      volumeClaimTemplates: [{ metadata: { name: "data" }, spec: template }],
    },
  });

const NO_KEY = (parameter: string) =>
  `2.4 Customer-managed keys: storage class fast: ${parameter} is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.`;

export default cases({
  requirement: "2.4-customer-managed-keys",
  provider: "kubernetes",
  valid: {
    "EBS volumes under a key of one's own": {
      stack: [storageClass("ebs.csi.aws.com", { encrypted: "true", kmsKeyId: KEY }), cluster(), redis()],
    },
    "the key is made by the same stack": {
      stack: [
        resource("aws:kms/key:Key", "data", {}),
        storageClass("ebs.csi.aws.com", { encrypted: "true", kmsKeyId: ref("data") }),
        cluster(),
      ],
    },
    "Google's disks, and Azure's, whose parameters are written in any case": {
      stack: [
        storageClass("pd.csi.storage.gke.io", {
          "disk-encryption-kms-key": "projects/p/locations/l/keyRings/r/cryptoKeys/k",
        }),
        storageClass("disk.csi.azure.com", { diskEncryptionSetId: "/subscriptions/s/des" }, "azure"),
        cluster({ walStorage: { pvcTemplate: { storageClassName: "azure" } } }),
      ],
    },
    "Crunchy's and Zalando's volumes, and an operator's Redis": {
      stack: [
        storageClass("ebs.csi.aws.com", { encrypted: true, kmsKeyId: KEY }),
        resource("kubernetes:postgres-operator.crunchydata.com/v1beta1:PostgresCluster", "pgo", {
          metadata: { name: "pgo" },
          spec: { instances: [{ dataVolumeClaimSpec: { storageClassName: "fast" } }] },
        }),
        resource("kubernetes:acid.zalan.do/v1:postgresql", "acid", {
          metadata: { name: "acid" },
          spec: { volume: { size: "5Gi", storageClass: "fast" } },
        }),
        resource("kubernetes:redis.redis.opstreelabs.in/v1beta2:RedisReplication", "cache", {
          metadata: { name: "cache" },
          spec: { storage: { volumeClaimTemplate: { spec: { storageClassName: "fast" } } } },
        }),
      ],
    },
  },
  invalid: {
    "EBS volumes under AWS's key": {
      stack: [storageClass("ebs.csi.aws.com", { encrypted: "true" }), cluster()],
      remediable: false,
      finds: [NO_KEY("parameters.kmsKeyId")],
    },
    "AWS's key by its alias": {
      stack: [storageClass("ebs.csi.aws.com", { encrypted: "true", kmsKeyId: "alias/aws/ebs" }), redis()],
      remediable: false,
      finds: [
        '2.4 Customer-managed keys: storage class fast: parameters.kmsKeyId is "alias/aws/ebs", which means a key that the platform keeps; {profile} needs a customer-managed key.',
      ],
    },
    "a key without encryption": {
      stack: [storageClass("ebs.csi.aws.com", { kmsKeyId: KEY }), cluster()],
      remediable: false,
      finds: [
        '2.4 Customer-managed keys: storage class fast: parameters.encrypted is not set, which means false; {profile} needs true. Set parameters.encrypted: "true".',
      ],
    },
    "Google's disks under Google's key, for a database and a cache in a list": {
      stack: [
        storageClass("pd.csi.storage.gke.io", { type: "pd-ssd" }),
        cluster(),
        resource("kubernetes:apps/v1:StatefulSetList", "stores", {
          items: [
            {
              metadata: { name: "cache", namespace: "data" },
              spec: {
                template: { spec: { containers: [{ image: "docker.io/bitnami/redis:7.4" }] } },
                volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { storageClassName: "fast" } }],
              },
            },
          ],
        }),
      ],
      remediable: false,
      finds: [
        NO_KEY('parameters["disk-encryption-kms-key"]').replaceAll(
          'parameters["disk-encryption-kms-key"]',
          "parameters.disk-encryption-kms-key",
        ),
        NO_KEY("parameters.disk-encryption-kms-key"),
      ],
    },
  },
  unknown: {
    "the class is another stack's": {
      stack: [cluster()],
      mentions: ['spec.storage.storageClass names the storage class "fast", which is not in this stack'],
    },
    "the name of the class is not known yet": {
      stack: [redis({ storageClassName: unknown })],
      mentions: ["spec.volumeClaimTemplates[0].spec.storageClassName"],
    },
    "a driver that takes its key elsewhere": {
      stack: [storageClass("file.csi.azure.com", {}), redis()],
      mentions: ["storage class fast: provisioner takes its key from outside the class"],
    },
    "the claims are not known yet": {
      stack: [
        resource("kubernetes:apps/v1:StatefulSet", "redis", {
          metadata: { name: "redis" },
          spec: {
            template: { spec: { containers: [{ image: "redis:7" }] } },
            volumeClaimTemplates: unknown,
          },
        }),
      ],
      mentions: ["spec.volumeClaimTemplates"],
    },
  },
  notApplicable: {
    "a cache that keeps nothing, and a workload that is none": {
      stack: [
        resource("kubernetes:apps/v1:Deployment", "redis", {
          metadata: { name: "redis" },
          spec: {
            template: {
              spec: { containers: [{ image: "redis:7" }], volumes: [{ name: "d", emptyDir: {} }] },
            },
          },
        }),
      ],
    },
    "a patch that says nothing of storage": {
      stack: [
        resource("kubernetes:apps/v1:StatefulSetPatch", "redis", {
          metadata: { name: "redis" },
          spec: { template: { spec: { containers: [{ image: "redis:7" }] } } },
        }),
      ],
    },
  },
});
