import { cases, resource, unknown } from "../../kit/cases";

const metadata = { name: "main", namespace: "data" };
const storageClass = (provisioner: unknown, parameters?: unknown, more: object = {}) =>
  resource("kubernetes:storage.k8s.io/v1:StorageClass", "fast", {
    metadata: { name: "fast", ...more },
    provisioner,
    parameters,
  });
const DEFAULT = { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } };
const cluster = (spec: object = {}) =>
  resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "main", {
    metadata,
    spec: { storage: { size: "10Gi", storageClass: "fast" }, ...spec },
  });
const statefulSet = (claim: object, volumes: unknown = []) =>
  resource("kubernetes:apps/v1:StatefulSet", "db", {
    metadata: { name: "db", namespace: "data" },
    spec: {
      template: { spec: { containers: [{ name: "db", image: "bitnami/postgresql:16" }], volumes } },
      volumeClaimTemplates: [{ metadata: { name: "data" }, spec: claim }],
    },
  });
const barmanObjectStore = (more: object = {}) => ({ destinationPath: "s3://backups/main", ...more });
const encryptedGp3 = storageClass("ebs.csi.aws.com", { type: "gp3", encrypted: "true" });
const velero = resource("kubernetes:velero.io/v1:Schedule", "daily", {
  metadata: { name: "daily", namespace: "velero" },
  spec: { schedule: "0 1 * * *", template: {} },
});
const location = (spec: object) =>
  resource("kubernetes:velero.io/v1:BackupStorageLocation", "default", {
    metadata: { name: "default", namespace: "velero" },
    spec,
  });

const PLAIN =
  '3.3 Backup encryption: storage class fast: parameters.encrypted is not set, which means false; {profile} needs true. Set parameters.encrypted: "true".';

export default cases({
  requirement: "3.3-backup-encryption",
  provider: "kubernetes",
  valid: {
    "an encrypted class of EBS, and AWS encrypts the bucket by itself": {
      stack: [encryptedGp3, cluster({ backup: { barmanObjectStore: barmanObjectStore() } })],
    },
    "Google's disks and buckets are always encrypted": {
      stack: [
        storageClass("pd.csi.storage.gke.io", { type: "pd-ssd" }),
        cluster({
          backup: {
            barmanObjectStore: {
              destinationPath: "gs://backups/main",
              googleCredentials: { gkeEnvironment: true },
            },
          },
        }),
      ],
    },
    "Azure's as well, by the default class": {
      stack: [
        storageClass("disk.csi.azure.com", undefined, DEFAULT),
        statefulSet({ resources: { requests: { storage: "10Gi" } } }),
      ],
    },
    "MinIO is told to encrypt": {
      stack: [
        encryptedGp3,
        cluster({
          backup: {
            barmanObjectStore: barmanObjectStore({
              endpointURL: "https://minio.example.com",
              data: { encryption: "AES256" },
              wal: { encryption: "AES256" },
            }),
          },
        }),
      ],
    },
    "Crunchy encrypts what it writes": {
      stack: [
        encryptedGp3,
        resource("kubernetes:postgres-operator.crunchydata.com/v1beta1:PostgresCluster", "main", {
          metadata,
          spec: {
            instances: [{ dataVolumeClaimSpec: { storageClassName: "fast" } }],
            backups: {
              pgbackrest: {
                global: { "repo1-cipher-type": "aes-256-cbc" },
                repos: [{ name: "repo1", s3: { bucket: "b", endpoint: "minio.example.com", region: "x" } }],
              },
            },
          },
        }),
      ],
    },
    "Velero's bucket is AWS's": {
      stack: [
        encryptedGp3,
        statefulSet({ storageClassName: "fast" }),
        velero,
        location({ provider: "velero.io/aws", objectStorage: { bucket: "backups" } }),
      ],
    },
  },
  invalid: {
    "EBS encrypts nothing unless asked": {
      stack: [storageClass("ebs.csi.aws.com", { type: "gp3" }), cluster()],
      remediable: false,
      finds: [PLAIN],
    },
    "the default class, for a claim of the stack": {
      stack: [
        storageClass("kubernetes.io/aws-ebs", undefined, DEFAULT),
        resource("kubernetes:core/v1:PersistentVolumeClaim", "data", {
          metadata: { name: "data", namespace: "data" },
          spec: { accessModes: ["ReadWriteOnce"] },
        }),
        resource("kubernetes:apps/v1:StatefulSet", "db", {
          metadata: { name: "db", namespace: "data" },
          spec: {
            template: {
              spec: {
                containers: [{ name: "db", image: "postgres:16" }],
                volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }],
              },
            },
          },
        }),
      ],
      remediable: false,
      finds: [PLAIN],
    },
    "switched off, beside backups that cannot be told": {
      stack: [
        storageClass("ebs.csi.aws.com", { encrypted: "false" }),
        cluster({ backup: { barmanObjectStore: barmanObjectStore({ endpointURL: unknown }) } }),
      ],
      remediable: false,
      finds: [
        '3.3 Backup encryption: storage class fast: parameters.encrypted is false; {profile} needs true. Set parameters.encrypted: "true".',
      ],
    },
  },
  unknown: {
    "the class is another stack's": {
      stack: [cluster()],
      mentions: ['spec.storage.storageClass names the storage class "fast", which is not in this stack'],
    },
    "the cluster's default class decides": {
      stack: [statefulSet({})],
      mentions: [
        "spec.volumeClaimTemplates[0].spec.storageClassName is not set, and the cluster's default storage class is not in this stack",
      ],
    },
    "a driver that is not known here": {
      stack: [storageClass("csi.example.com"), cluster()],
      mentions: [
        'storage class fast: provisioner is "csi.example.com", and how it encrypts is not known here',
      ],
    },
    "the parameters are not known yet": {
      stack: [storageClass("ebs.csi.aws.com", unknown), cluster()],
      mentions: ["parameters.encrypted"],
    },
    "a bucket of one's own decides": {
      stack: [
        encryptedGp3,
        cluster({
          backup: { barmanObjectStore: barmanObjectStore({ endpointURL: "https://minio.example.com" }) },
        }),
      ],
      mentions: [
        "spec.backup.barmanObjectStore.data.encryption and spec.backup.barmanObjectStore.wal.encryption",
        "which the store at its endpoint decides",
      ],
    },
    "the plugin's object store is another stack's": {
      stack: [
        encryptedGp3,
        cluster({
          plugins: [{ name: "barman-cloud.cloudnative-pg.io", parameters: { barmanObjectName: "store" } }],
        }),
      ],
      mentions: ["spec.plugins[0].parameters.barmanObjectName names no object store of this stack"],
    },
    "Velero's location is another stack's": {
      stack: [encryptedGp3, statefulSet({ storageClassName: "fast" }), velero],
      mentions: [
        'backup plan daily: spec.template.storageLocation means the storage location "default", which is not in this stack',
      ],
    },
    "a directory of the node": {
      stack: [
        encryptedGp3,
        statefulSet({ storageClassName: "fast" }, [{ name: "wal", hostPath: { path: "/data" } }]),
      ],
      mentions: ["is a directory of the node, whose disk is not in this stack"],
    },
  },
  notApplicable: {
    "nothing outlives the pod": {
      stack: [
        resource("kubernetes:apps/v1:StatefulSet", "db", {
          metadata: { name: "db", namespace: "data" },
          spec: { template: { spec: { containers: [{ name: "db", image: "postgres:16" }] } } },
        }),
      ],
    },
  },
});
