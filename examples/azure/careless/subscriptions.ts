// A second FraiseQL, for subscriptions, in Container Instances: from a blog.
import { ContainerGroup } from "@pulumi/azure-native/containerinstance";
import { image } from "./api";
import { inGroup } from "./group";

const settings = {
  FRAISEQL_ENVIRONMENT: "production",
  DATABASE_URL: "postgresql://shop:Sommer2024@shop.postgres.database.azure.com:5432/shop?sslmode=disable",
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

export const subscriptions = new ContainerGroup("subscriptions", {
  ...inGroup,
  osType: "Linux",
  ipAddress: { type: "Public", ports: [{ port: 8000, protocol: "TCP" }] },
  containers: [
    {
      name: "fraiseql",
      image,
      resources: { requests: { cpu: 1, memoryInGB: 2 } },
      ports: [{ port: 8000 }],
      // For a debugger, once.
      securityContext: { runAsUser: 0, capabilities: { add: ["SYS_PTRACE"] } },
      environmentVariables: Object.entries(settings).map(([name, value]) => ({ name, value })),
      livenessProbe: { httpGet: { path: "/healthz", port: 8000 }, periodSeconds: 60 },
    },
  ],
});
