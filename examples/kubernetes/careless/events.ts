// The database of events: PostgreSQL in the cluster, "for the time being".
import { StatefulSet } from "@pulumi/kubernetes/apps/v1";
import { Service } from "@pulumi/kubernetes/core/v1";
import { StorageClass } from "@pulumi/kubernetes/storage/v1";
import { namespace } from "./api";

const volumes = new StorageClass("fast", {
  metadata: { name: "fast" },
  provisioner: "ebs.csi.aws.com",
  // EBS encrypts where it is asked to.
  parameters: { type: "gp3" },
});

const labels = { app: "events" };

new StatefulSet("events", {
  metadata: { name: "events", namespace, labels },
  spec: {
    serviceName: "events",
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        securityContext: { runAsNonRoot: true, runAsUser: 999, fsGroup: 999 },
        containers: [
          {
            name: "postgres",
            image: "postgres:16.4",
            ports: [{ containerPort: 5432 }],
            env: [
              { name: "POSTGRES_USER", value: "events" },
              {
                name: "POSTGRES_PASSWORD",
                valueFrom: { secretKeyRef: { name: "events", key: "password" } },
              },
            ],
            resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "1", memory: "2Gi" } },
            livenessProbe: { exec: { command: ["pg_isready"] } },
            readinessProbe: { exec: { command: ["pg_isready"] } },
            volumeMounts: [{ name: "data", mountPath: "/var/lib/postgresql/data" }],
          },
        ],
      },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: "data" },
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: volumes.metadata.name,
          resources: { requests: { storage: "50Gi" } },
        },
      },
    ],
  },
});

// So that the analysts can reach it from their laptops.
new Service("events", {
  metadata: { name: "events", namespace },
  spec: { type: "LoadBalancer", selector: labels, ports: [{ port: 5432 }] },
});
