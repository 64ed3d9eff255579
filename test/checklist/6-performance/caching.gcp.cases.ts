import { cases, unknown } from "../../kit/cases";
import { application, applicationV1, IN_CODE, IN_RUN, unknownContainers } from "../gcp/workloads";

export default cases({
  requirement: "6.1-caching",
  provider: "gcp",
  valid: {
    "results are kept five minutes": { stack: [application({ FRAISEQL_CACHE_TTL: 300 })] },
    "in the first version of the API": { stack: [applicationV1({ FRAISEQL_CACHE_TTL: "300" })] },
  },
  invalid: {
    "results are not kept": {
      stack: [application({ FRAISEQL_CACHE_TTL: "0" })],
      finds: [
        `6.1 Caching: ${IN_RUN}FRAISEQL_CACHE_TTL does not comply; {profile} needs a time above 0 seconds. Set envs[0].value: "300". ${IN_CODE}`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a time that is not known yet": {
      stack: [application({ FRAISEQL_CACHE_TTL: unknown })],
      mentions: ["FRAISEQL_CACHE_TTL is not known until the update"],
    },
  },
});
