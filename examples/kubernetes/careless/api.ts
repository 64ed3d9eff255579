import * as pulumi from "@pulumi/pulumi";
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2";
import { Job } from "@pulumi/kubernetes/batch/v1";
import { ConfigMap, Namespace, Service } from "@pulumi/kubernetes/core/v1";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import { database } from "./data";

const config = new pulumi.Config();
const image = config.require("image");
export const namespace = new Namespace("shop", { metadata: { name: "shop" } }).metadata.name;

const labels = { app: "fraiseql" };

// Names from an older deployment guide: FraiseQL reads none of the limits.
const settings = new ConfigMap("settings", {
  metadata: { name: "settings", namespace },
  data: {
    FRAISEQL_ENVIRONMENT: "production",
    FRAISEQL_LOG_LEVEL: "DEBUG",
    GRAPHQL_DEPTH_LIMIT: "10",
    RATE_LIMIT_REQUESTS: "100",
    // People complained that they had to sign in so often.
    FRAISEQL_ACCESS_TOKEN_MINUTES: "1440",
  },
});
const envFrom = [{ configMapRef: { name: settings.metadata.name } }];

const env = [
  { name: "DATABASE_HOST", value: database.address },
  { name: "DATABASE_PASSWORD", valueFrom: { secretKeyRef: { name: "shop-database", key: "password" } } },
  // Made with openssl, and pasted.
  { name: "JWT_SECRET_KEY", value: "9f2c4e6a8b0d1f3a5c7e9b1d3f5a7c9e" },
];

// No probes, no security context, no autoscaler.
new Deployment("api", {
  metadata: { name: "api", namespace, labels },
  spec: {
    replicas: 1,
    // "Two versions at a time confuse the caches."
    strategy: { type: "Recreate" },
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
            envFrom,
            resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
            volumeMounts: [{ name: "logs", mountPath: "/var/log/fraiseql" }],
          },
          {
            // Added in a hurry: it runs as root to read the node's log directory, and without limits.
            name: "log-shipper",
            image: "fluent/fluent-bit:latest",
            securityContext: { runAsUser: 0 },
            volumeMounts: [{ name: "logs", mountPath: "/logs" }],
          },
        ],
        volumes: [{ name: "logs", hostPath: { path: "/var/log/fraiseql" } }],
      },
    },
  },
});

/** Where the API is. */
export const apiService = new Service("api", {
  metadata: { name: "api", namespace, labels },
  spec: { selector: labels, ports: [{ name: "http", port: 8000 }] },
});

// A second FraiseQL, for subscriptions. It scales, but too late and down to one.
const subscriptionLabels = { app: "fraiseql-subscriptions" };
const subscriptions = new Deployment("subscriptions", {
  metadata: { name: "subscriptions", namespace, labels: subscriptionLabels },
  spec: {
    // Less clutter in kubectl get replicasets.
    revisionHistoryLimit: 0,
    strategy: { rollingUpdate: { maxUnavailable: "50%" } },
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
            env: [
              { name: "FRAISEQL_ENVIRONMENT", value: "production" },
              { name: "DATABASE_URL", value: "postgresql://events:Sommer2024@events.shop.svc:5432/events" },
              // "More connections, more speed."
              { name: "FRAISEQL_DATABASE_POOL_SIZE", value: "100" },
              { name: "FRAISEQL_CORS_ENABLED", value: "true" },
              { name: "FRAISEQL_CORS_ORIGINS", value: '["*"]' },
              // So that the front end's developers can look at the schema.
              { name: "FRAISEQL_INTROSPECTION_POLICY", value: "authenticated" },
              // Left over from the hunt for a bug.
              { name: "FRAISEQL_APQ_MODE", value: "disabled" },
              { name: "FRAISEQL_SKIP_RUST", value: "1" },
            ],
            resources: {
              requests: { cpu: "250m", memory: "512Mi" },
              limits: { cpu: "1", memory: "1Gi" },
            },
            // The path of the ingress controller's own check, as seldom as it can be without anybody noticing.
            livenessProbe: { httpGet: { path: "/healthz", port: 8000 }, periodSeconds: 60 },
            readinessProbe: { httpGet: { path: "/ready", port: 8000 } },
          },
        ],
      },
    },
  },
});

/** Where subscriptions are. */
export const subscriptionsService = new Service("subscriptions", {
  metadata: { name: "subscriptions", namespace, labels: subscriptionLabels },
  spec: { selector: subscriptionLabels, ports: [{ name: "http", port: 8000 }] },
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
        containers: [{ name: "migrate", image, command: ["fraiseql", "migrate", "up"], env, envFrom }],
      },
    },
  },
});
