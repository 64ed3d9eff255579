// What stays in the cluster: the database of events, which CloudNativePG runs, and the cache, which Opstree's operator runs.
import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import { StorageClass } from "@pulumi/kubernetes/storage/v1";
import { key } from "./data";
import { data, shop } from "./namespaces";
import { profile } from "./profile";

const volumes = new StorageClass("shop-data", {
  metadata: { name: "shop-data" },
  provisioner: "ebs.csi.aws.com",
  parameters: { type: "gp3", encrypted: "true", kmsKeyId: key.arn },
  volumeBindingMode: "WaitForFirstConsumer",
});

const events = new CustomResource("events", {
  apiVersion: "postgresql.cnpg.io/v1",
  kind: "Cluster",
  metadata: { name: "events", namespace: data },
  spec: {
    instances: 3,
    imageName: "ghcr.io/cloudnative-pg/postgresql:16.4",
    storage: { size: "50Gi", storageClass: volumes.metadata.name },
    postgresql: {
      // The operator loads what the parameters are about.
      parameters: { "pg_stat_statements.track": "top", "pgaudit.log": "write, ddl, role" },
      pg_hba: ["hostnossl all all all reject"],
    },
    monitoring: { enablePodMonitor: true },
    backup: {
      // Holds the write-ahead log too: any moment can be restored.
      barmanObjectStore: {
        destinationPath: "s3://shop-backups/events",
        s3Credentials: { inheritFromIAMRole: true },
        data: { encryption: "aws:kms" },
        wal: { encryption: "aws:kms" },
      },
      retentionPolicy: `${profile.backupRetentionDays ?? 30}d`,
    },
  },
});

new CustomResource("events-nightly", {
  apiVersion: "postgresql.cnpg.io/v1",
  kind: "ScheduledBackup",
  metadata: { name: "events-nightly", namespace: data },
  // The first field is the second.
  spec: { schedule: "0 0 2 * * *", cluster: { name: events.metadata.name } },
});

new CustomResource("cache", {
  apiVersion: "redis.redis.opstreelabs.in/v1beta2",
  kind: "RedisReplication",
  metadata: { name: "cache", namespace: data },
  spec: {
    clusterSize: 3,
    kubernetesConfig: {
      image: "quay.io/opstree/redis:v7.0.15",
      redisSecret: { name: "cache", key: "password" },
    },
    TLS: { ca: "ca.crt", cert: "tls.crt", key: "tls.key", secret: { secretName: "cache-tls" } },
  },
});

const from = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});

new NetworkPolicy("shop-data", {
  metadata: { name: "shop-data", namespace: data },
  spec: {
    podSelector: {},
    policyTypes: ["Ingress"],
    ingress: [
      { from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": shop } } }] },
      { from: [{ podSelector: {} }, from("cnpg-system"), from("monitoring")] },
    ],
  },
});
