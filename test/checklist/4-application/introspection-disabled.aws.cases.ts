import { cases, unknown } from "../../kit/cases";
import { application, appRunnerWith, IN_TASK, unknownTask } from "../aws/workloads";

export default cases({
  requirement: "4.4-introspection-disabled",
  provider: "aws",
  valid: {
    "production switches it off": { stack: [application({ FRAISEQL_ENVIRONMENT: "production" })] },
    "it is switched off on App Runner": {
      stack: [appRunnerWith({ FRAISEQL_INTROSPECTION_POLICY: "disabled" })],
    },
  },
  invalid: {
    "development leaves it on": {
      stack: [application({ FRAISEQL_ENVIRONMENT: "development" })],
      finds: [
        `4.4 Introspection: ${IN_TASK}FRAISEQL_ENVIRONMENT does not comply; {profile} needs "production". Set environment[0].value: "production".`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "the environment is not known yet": {
      stack: [appRunnerWith({ FRAISEQL_ENVIRONMENT: unknown })],
      mentions: ["FRAISEQL_ENVIRONMENT is not known until the update"],
    },
  },
});
