// The application: Cloud Run, as the console suggests it.
import * as pulumi from "@pulumi/pulumi";
import { Service } from "@pulumi/gcp/cloudrunv2";
import { cache, region } from "./data";

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
  REDIS_URL: pulumi.interpolate`redis://${cache.host}:6379/0`,
};

// No probes; it goes down to nothing at night.
export const service = new Service("api", {
  name: "fraiseql-api",
  location: region,
  template: {
    containers: [{ image, envs: Object.entries(settings).map(([name, value]) => ({ name, value })) }],
  },
});
