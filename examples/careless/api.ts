import * as pulumi from "@pulumi/pulumi";
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2";
import { Job } from "@pulumi/kubernetes/batch/v1";
import { Namespace, Service } from "@pulumi/kubernetes/core/v1";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import { database } from "./data";

const config = new pulumi.Config();
const image = config.require("image");
const namespace = new Namespace("shop", { metadata: { name: "shop" } }).metadata.name;

const labels = { app: "fraiseql" };
const env = [
  { name: "FRAISEQL_ENVIRONMENT", value: "production" },
  { name: "DATABASE_HOST", value: database.address },
  { name: "DATABASE_PASSWORD", valueFrom: { secretKeyRef: { name: "shop-database", key: "password" } } },
];

// No probes, no security context, no autoscaler.
new Deployment("api", {
  metadata: { name: "api", namespace, labels },
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        containers: [
          {
            name: "api",
            image,
            ports: [{ containerPort: 8000 }],
            env,
            resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
            volumeMounts: [{ name: "logs", mountPath: "/var/log/fraiseql" }],
          },
          {
            // Added in a hurry: it runs as root to read the node's log directory, and without limits.
            name: "log-shipper",
            image: "fluent/fluent-bit:3.1.9",
            securityContext: { runAsUser: 0 },
            volumeMounts: [{ name: "logs", mountPath: "/logs" }],
          },
        ],
        volumes: [{ name: "logs", hostPath: { path: "/var/log/fraiseql" } }],
      },
    },
  },
});

new Service("api", {
  metadata: { name: "api", namespace },
  spec: { selector: labels, ports: [{ port: 8000 }] },
});

// A second FraiseQL, for subscriptions. It scales, but too late and down to one.
const subscriptionLabels = { app: "fraiseql-subscriptions" };
const subscriptions = new Deployment("subscriptions", {
  metadata: { name: "subscriptions", namespace, labels: subscriptionLabels },
  spec: {
    selector: { matchLabels: subscriptionLabels },
    template: {
      metadata: { labels: subscriptionLabels },
      spec: {
        securityContext: { runAsNonRoot: true, runAsUser: 1000 },
        containers: [
          {
            name: "fraiseql",
            image,
            ports: [{ containerPort: 8000 }],
            env,
            resources: {
              requests: { cpu: "250m", memory: "512Mi" },
              limits: { cpu: "1", memory: "1Gi" },
            },
            // The path of the ingress controller's own check.
            livenessProbe: { httpGet: { path: "/healthz", port: 8000 } },
            readinessProbe: { httpGet: { path: "/ready", port: 8000 } },
          },
        ],
      },
    },
  },
});

new HorizontalPodAutoscaler("subscriptions", {
  metadata: { name: "subscriptions", namespace },
  spec: {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: subscriptions.metadata.name },
    minReplicas: 1,
    maxReplicas: 6,
    metrics: [
      {
        type: "Resource",
        resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 90 } },
      },
    ],
  },
});

// Meant to close the pods off; the empty rule under `egress` opens them to everything.
new NetworkPolicy("subscriptions", {
  metadata: { name: "subscriptions", namespace },
  spec: {
    podSelector: { matchLabels: subscriptionLabels },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } } }],
        ports: [{ port: 8000 }],
      },
    ],
    egress: [{}],
  },
});

// Ends by itself, and still runs as root on the way.
new Job("migrate", {
  metadata: { name: "migrate", namespace },
  spec: {
    backoffLimit: 1,
    template: {
      spec: {
        restartPolicy: "Never",
        containers: [{ name: "migrate", image, command: ["fraiseql", "migrate", "up"], env }],
      },
    },
  },
});
