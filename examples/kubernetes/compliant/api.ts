import * as pulumi from "@pulumi/pulumi";
import { Application, type ApplicationArgs } from "fraiseql-checklist/components/kubernetes";
import { data, shop } from "./namespaces";
import { databaseCidr } from "./network";
import { profile } from "./profile";
import { cacheUrl, eventsDatabase, shopDatabase, signingKey } from "./secrets";

const config = new pulumi.Config();

// What the checklist asks of the pods is what the component does when it is not told otherwise.
const args: ApplicationArgs = {
  profile: profile.name,
  namespace: shop,
  image: config.require("image"),
  database: { url: shopDatabase, peer: { cidr: databaseCidr } },
  jwtSecret: signingKey,
  keyManagement: "aws",
  cache: { url: cacheUrl, peer: { namespace: data, podLabels: { app: "cache" } }, port: 6379 },
  corsOrigins: ["https://shop.example.com"],
  ingressController: {
    namespace: "ingress-nginx",
    podLabels: { "app.kubernetes.io/component": "controller" },
  },
  monitoring: { namespace: "monitoring", podLabels: { "app.kubernetes.io/name": "prometheus" } },
  telemetry: {
    endpoint: "http://opentelemetry-collector.monitoring:4318",
    peer: { namespace: "monitoring", podLabels: { "app.kubernetes.io/name": "opentelemetry-collector" } },
  },
  serviceMonitor: { labels: { release: "prometheus" } },
};

/** The GraphQL API. */
export const api = new Application("api", args);

/** A second FraiseQL, for subscriptions: more, and smaller. */
export const subscriptions = new Application("subscriptions", {
  ...args,
  database: {
    url: eventsDatabase,
    peer: { namespace: data, podLabels: { "cnpg.io/cluster": "events" } },
  },
  minReplicas: 3,
  maxReplicas: 12,
  resources: { limits: { cpu: "500m" } },
  // The first application denies for the whole namespace.
  defaultDeny: false,
});
