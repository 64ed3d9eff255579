// The application: Container Apps, as the quickstart has it.
import * as pulumi from "@pulumi/pulumi";
import { ContainerApp, ManagedEnvironment } from "@pulumi/azure-native/app";
import { inGroup } from "./group";

export const image = new pulumi.Config().require("image");

// Names from an older deployment guide: FraiseQL reads none of the limits.
const settings = {
  FRAISEQL_LOG_LEVEL: "DEBUG",
  GRAPHQL_DEPTH_LIMIT: "10",
  RATE_LIMIT_REQUESTS: "100",
  FRAISEQL_RATE_LIMIT_ENABLED: "false",
  // People complained that they had to sign in so often.
  FRAISEQL_ACCESS_TOKEN_MINUTES: "1440",
  DATABASE_PASSWORD: "Sommer2024",
  // Made with openssl, and pasted.
  JWT_SECRET_KEY: "9f2c4e6a8b0d1f3a5c7e9b1d3f5a7c9e",
  REDIS_URL: "redis://shop-prod.redis.cache.windows.net:6379/0",
};

// What apps write can be watched in the portal, while they write it.
const environment = new ManagedEnvironment("shop", inGroup);

// No probes; it goes down to nothing at night.
export const app = new ContainerApp("api", {
  ...inGroup,
  containerAppName: "fraiseql-api",
  managedEnvironmentId: environment.id,
  configuration: { ingress: { external: true, targetPort: 8000, allowInsecure: true } },
  template: {
    containers: [
      { name: "api", image, env: Object.entries(settings).map(([name, value]) => ({ name, value })) },
    ],
  },
});

export const host = pulumi.interpolate`${app.name}.${environment.defaultDomain}`;
