import { cases, unknown } from "../../kit/cases";
import { application, applicationV1, IN_RUN, runJob, unknownContainers } from "../gcp/workloads";

export default cases({
  requirement: "3.1-connection-pool",
  provider: "gcp",
  valid: {
    "the application's defaults": { stack: [application()] },
    "values within the bounds, as text and as numbers": {
      stack: [applicationV1({ FRAISEQL_DATABASE_POOL_SIZE: 50, FRAISEQL_DATABASE_POOL_TIMEOUT: "10" })],
    },
  },
  invalid: {
    "a pool that is too small, and one that overflows": {
      stack: [application({ FRAISEQL_DATABASE_POOL_SIZE: "5", FRAISEQL_DATABASE_MAX_OVERFLOW: "40" })],
      finds: [
        `3.1 Connection pool: ${IN_RUN}FRAISEQL_DATABASE_POOL_SIZE does not comply; {profile} needs 20 to 50 connections. Set envs[0].value: "20".`,
        `3.1 Connection pool: ${IN_RUN}FRAISEQL_DATABASE_MAX_OVERFLOW does not comply; {profile} needs at most 10 connections. Set envs[1].value: "10".`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a size that is not known yet": {
      stack: [application({ FRAISEQL_DATABASE_POOL_SIZE: unknown })],
      mentions: ["FRAISEQL_DATABASE_POOL_SIZE is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [runJob()] } },
});
