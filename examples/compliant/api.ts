import * as pulumi from "@pulumi/pulumi";
import { Namespace } from "@pulumi/kubernetes/core/v1";
import { Application, type ApplicationArgs } from "fraiseql-checklist/components/kubernetes";
import { profile } from "./profile";

const config = new pulumi.Config();
const namespace = new Namespace("shop", { metadata: { name: "shop" } });

// What the checklist asks of the pods is what the component does when it is not told otherwise.
const args: ApplicationArgs = {
  profile: profile.name,
  namespace: namespace.metadata.name,
  image: config.require("image"),
  database: {
    url: { secretName: "shop-database", key: "url" },
    peer: { cidr: config.require("databaseCidr") },
  },
  jwtSecret: { secretName: "shop-tokens", key: "signing-key" },
  ingressController: {
    namespace: "ingress-nginx",
    podLabels: { "app.kubernetes.io/component": "controller" },
  },
  monitoring: { namespace: "monitoring", podLabels: { "app.kubernetes.io/name": "prometheus" } },
  telemetry: {
    peer: { namespace: "monitoring", podLabels: { "app.kubernetes.io/name": "opentelemetry-collector" } },
    port: 4318,
  },
};

/** The GraphQL API. */
export const api = new Application("api", args);

/** A second FraiseQL, for subscriptions: more, and smaller. */
export const subscriptions = new Application("subscriptions", {
  ...args,
  minReplicas: 3,
  maxReplicas: 12,
  resources: { limits: { cpu: "500m" } },
});
