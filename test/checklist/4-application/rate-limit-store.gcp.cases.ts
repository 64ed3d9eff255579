import { cases, resource, unknown } from "../../kit/cases";
import { application, applicationV1, IN_RUN, runJob, secretsOf, unknownContainers } from "../gcp/workloads";

const NOT_SHARED = `4.3 Rate limit store: ${IN_RUN}FRAISEQL_RATE_LIMIT_STORE is not set, which means memory, where every replica counts for itself; {profile} needs one store for all replicas. Take REDIS_URL from a secret, as a rediss:// URL, and give the application's rate limiter that store.`;
const redis = resource("gcp:redis/instance:Instance", "counters", {
  memorySizeGb: 1,
  authEnabled: true,
  transitEncryptionMode: "SERVER_AUTHENTICATION",
});

export default cases({
  requirement: "4.3-rate-limit-store",
  provider: "gcp",
  valid: {
    "a URL that Secret Manager holds": {
      stack: [application({}, { envs: secretsOf("REDIS_URL") }), redis],
    },
    "PostgreSQL": { stack: [applicationV1({ FRAISEQL_RATE_LIMIT_STORE: "postgresql" })] },
  },
  invalid: {
    "memory, on up to a hundred instances": {
      stack: [application()],
      remediable: false,
      finds: [NOT_SHARED],
    },
    "memory, on one instance": {
      stack: [application({}, {}, { scaling: { maxInstanceCount: 1 } })],
      remediable: false,
      advisory: true,
      finds: [NOT_SHARED],
    },
    "a URL without TLS": {
      stack: [application({ REDIS_URL: "redis://10.0.0.4:6379" })],
      remediable: false,
      finds: [
        `4.3 Rate limit store: ${IN_RUN}REDIS_URL does not comply; {profile} needs TLS: a rediss:// URL.`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a URL that is not known yet": {
      stack: [application({ REDIS_URL: unknown })],
      mentions: ["REDIS_URL is not known until the update"],
    },
    "how many instances there are is not known yet": {
      stack: [application({}, {}, { scaling: { maxInstanceCount: unknown } })],
      mentions: ["scaling.maxInstanceCount is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [runJob()] } },
});
