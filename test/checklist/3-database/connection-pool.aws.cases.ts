import { cases, unknown } from "../../kit/cases";
import { application, appRunnerWith, batchJob, IN_TASK, service, unknownTask } from "../aws/workloads";

export default cases({
  requirement: "3.1-connection-pool",
  provider: "aws",
  valid: {
    "the application's defaults": { stack: [application(), service()] },
    "values within the bounds, as text and as numbers": {
      stack: [application({ FRAISEQL_DATABASE_POOL_SIZE: 50, FRAISEQL_DATABASE_POOL_TIMEOUT: "10" })],
    },
    "on App Runner": { stack: [appRunnerWith({ FRAISEQL_DATABASE_POOL_SIZE: "25" })] },
  },
  invalid: {
    "a pool that is too small, and one that overflows": {
      stack: [application({ FRAISEQL_DATABASE_POOL_SIZE: "5", FRAISEQL_DATABASE_MAX_OVERFLOW: "40" })],
      finds: [
        `3.1 Connection pool: ${IN_TASK}FRAISEQL_DATABASE_POOL_SIZE does not comply; {profile} needs 20 to 50 connections. Set environment[0].value: "20".`,
        `3.1 Connection pool: ${IN_TASK}FRAISEQL_DATABASE_MAX_OVERFLOW does not comply; {profile} needs at most 10 connections. Set environment[1].value: "10".`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a size that is not known yet": {
      stack: [appRunnerWith({ FRAISEQL_DATABASE_POOL_SIZE: unknown })],
      mentions: ["FRAISEQL_DATABASE_POOL_SIZE is not known until the update"],
    },
  },
  notApplicable: { "a migration": { stack: [batchJob({})] } },
});
