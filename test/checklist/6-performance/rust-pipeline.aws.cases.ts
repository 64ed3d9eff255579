import { cases, unknown } from "../../kit/cases";
import { application, appRunnerWith, IN_TASK, unknownTask } from "../aws/workloads";

export default cases({
  requirement: "6.2-rust-pipeline",
  provider: "aws",
  valid: { "it is on by default": { stack: [application()] } },
  invalid: {
    "it is left out": {
      stack: [application({ FRAISEQL_SKIP_RUST: 1 })],
      finds: [
        `6.2 Rust pipeline: ${IN_TASK}FRAISEQL_SKIP_RUST does not comply; {profile} needs false. Set environment[0].value: "false".`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a switch that is not known yet": {
      stack: [appRunnerWith({ FRAISEQL_SKIP_RUST: unknown })],
      mentions: ["FRAISEQL_SKIP_RUST is not known until the update"],
    },
  },
});
