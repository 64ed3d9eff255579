import { cases, unknown } from "../../kit/cases";
import { application, applicationV1, IN_CODE, IN_RUN, runJob, unknownContainers } from "../gcp/workloads";

const good = { FRAISEQL_LOG_FORMAT: "json", FRAISEQL_LOG_SANITIZE_PII: "true" };

export default cases({
  requirement: "5.2-structured-logging",
  provider: "gcp",
  valid: {
    "JSON from the default level on": { stack: [application(good)] },
    "warnings alone": { stack: [applicationV1({ ...good, FRAISEQL_LOG_LEVEL: "WARNING" })] },
  },
  invalid: {
    "everything, as text": {
      stack: [application({ ...good, FRAISEQL_LOG_FORMAT: "text", FRAISEQL_LOG_LEVEL: "DEBUG" })],
      finds: [
        `5.2 Structured logging: ${IN_RUN}FRAISEQL_LOG_FORMAT does not comply; {profile} needs "json". Set envs[0].value: "json". ${IN_CODE}`,
        `5.2 Structured logging: ${IN_RUN}FRAISEQL_LOG_LEVEL does not comply; {profile} needs INFO or a level above it. Set envs[2].value: "INFO". ${IN_CODE}`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a level that is not known yet": {
      stack: [application({ ...good, FRAISEQL_LOG_LEVEL: unknown })],
      mentions: ["FRAISEQL_LOG_LEVEL is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [runJob()] } },
});
