import { cases, unknown } from "../../kit/cases";
import { application, appRunnerWith, IN_CODE, IN_TASK, unknownTask } from "../aws/workloads";

export default cases({
  requirement: "6.1-caching",
  provider: "aws",
  valid: {
    "results are kept five minutes": { stack: [application({ FRAISEQL_CACHE_TTL: 300 })] },
    "so are they on App Runner": { stack: [appRunnerWith({ FRAISEQL_CACHE_TTL: "300" })] },
  },
  invalid: {
    "results are not kept": {
      stack: [application({ FRAISEQL_CACHE_TTL: "0" })],
      finds: [
        `6.1 Caching: ${IN_TASK}FRAISEQL_CACHE_TTL does not comply; {profile} needs a time above 0 seconds. Set environment[0].value: "300". ${IN_CODE}`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a time that is not known yet": {
      stack: [appRunnerWith({ FRAISEQL_CACHE_TTL: unknown })],
      mentions: ["FRAISEQL_CACHE_TTL is not known until the update"],
    },
  },
});
