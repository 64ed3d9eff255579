import { cases, unknown } from "../../kit/cases";
import { application, appRunnerWith, IN_APP_RUNNER, IN_TASK, unknownTask } from "../aws/workloads";

const NEEDS = '{profile} needs "optional" or "required".';

export default cases({
  requirement: "6.1-persisted-queries",
  provider: "aws",
  valid: { "they are on by default": { stack: [application()] } },
  invalid: {
    "they are switched off": {
      stack: [application({ FRAISEQL_APQ_MODE: "disabled" })],
      finds: [
        `6.1 Persisted queries: ${IN_TASK}FRAISEQL_APQ_MODE does not comply; ${NEEDS} Set environment[0].value: "optional".`,
      ],
    },
    "they are switched off on App Runner": {
      stack: [appRunnerWith({ FRAISEQL_APQ_MODE: "disabled" })],
      finds: [
        `6.1 Persisted queries: ${IN_APP_RUNNER}FRAISEQL_APQ_MODE does not comply; ${NEEDS} Set imageConfiguration.runtimeEnvironmentVariables.FRAISEQL_APQ_MODE: "optional".`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a mode that is not known yet": {
      stack: [appRunnerWith({ FRAISEQL_APQ_MODE: unknown })],
      mentions: ["FRAISEQL_APQ_MODE is not known until the update"],
    },
  },
});
