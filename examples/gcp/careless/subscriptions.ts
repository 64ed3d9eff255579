// A second FraiseQL, for subscriptions, of the first version of the API: from a blog.
import { Service } from "@pulumi/gcp/cloudrun";
import { image } from "./api";
import { region } from "./data";

const settings = {
  FRAISEQL_ENVIRONMENT: "production",
  DATABASE_URL: "postgresql://shop:Sommer2024@10.30.0.5:5432/shop?sslmode=disable",
  // "More connections, more speed."
  FRAISEQL_DATABASE_POOL_SIZE: "100",
  FRAISEQL_CORS_ENABLED: "true",
  FRAISEQL_CORS_ORIGINS: '["*"]',
  FRAISEQL_RATE_LIMIT_ENABLED: "false",
  // So that the front end's developers can look at the schema.
  FRAISEQL_INTROSPECTION_POLICY: "authenticated",
  // Left over from the hunt for a bug.
  FRAISEQL_APQ_MODE: "disabled",
  FRAISEQL_SKIP_RUST: "1",
};

export const subscriptions = new Service("subscriptions", {
  name: "fraiseql-subscriptions",
  location: region,
  template: {
    metadata: { annotations: { "autoscaling.knative.dev/minScale": "1" } },
    spec: {
      containers: [
        {
          image,
          envs: Object.entries(settings).map(([name, value]) => ({ name, value })),
          livenessProbe: { httpGet: { path: "/healthz" }, periodSeconds: 60 },
        },
      ],
      timeoutSeconds: 3600,
    },
  },
});
