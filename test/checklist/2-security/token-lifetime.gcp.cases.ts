import { cases, unknown } from "../../kit/cases";
import { application, applicationV1, IN_CODE, IN_RUN, runJob, unknownContainers } from "../gcp/workloads";

export default cases({
  requirement: "2.3-token-lifetime",
  provider: "gcp",
  valid: {
    "five minutes": { stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5" })] },
    "in the first version of the API": { stack: [applicationV1({ FRAISEQL_ACCESS_TOKEN_MINUTES: 5 })] },
  },
  invalid: {
    "refresh tokens that stay": {
      stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5", FRAISEQL_REFRESH_TOKEN_ROTATION: "false" })],
      finds: [
        `2.3 Token lifetime: ${IN_RUN}FRAISEQL_REFRESH_TOKEN_ROTATION does not comply; {profile} needs true. Set envs[1].value: "true". ${IN_CODE}`,
      ],
    },
    "two hours": {
      stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "120" })],
      finds: [
        `2.3 Token lifetime: ${IN_RUN}FRAISEQL_ACCESS_TOKEN_MINUTES does not comply; {profile} needs at most 15 minutes. Set envs[0].value: "15". ${IN_CODE}`,
      ],
      profiles: ["REGULATED"],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a lifetime that is not known yet": {
      stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: unknown })],
      mentions: ["FRAISEQL_ACCESS_TOKEN_MINUTES is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [runJob()] } },
});
