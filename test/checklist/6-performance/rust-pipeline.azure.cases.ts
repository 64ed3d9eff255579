import { cases, unknown } from "../../kit/cases";
import { containerApp, containerGroup, IN_APP, unknownContainers } from "../azure/workloads";

export default cases({
  requirement: "6.2-rust-pipeline",
  provider: "azure",
  valid: {
    "it is on by default": { stack: [containerApp()] },
    "in a container group": { stack: [containerGroup()] },
  },
  invalid: {
    "it is left out": {
      stack: [containerApp({ FRAISEQL_SKIP_RUST: 1 })],
      finds: [
        `6.2 Rust pipeline: ${IN_APP}FRAISEQL_SKIP_RUST does not comply; {profile} needs false. Set env[0].value: "false".`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a switch that is not known yet": {
      stack: [containerApp({ FRAISEQL_SKIP_RUST: unknown })],
      mentions: ["FRAISEQL_SKIP_RUST is not known until the update"],
    },
  },
});
