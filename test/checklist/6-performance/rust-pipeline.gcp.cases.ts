import { cases, unknown } from "../../kit/cases";
import { application, IN_RUN, unknownContainers } from "../gcp/workloads";

export default cases({
  requirement: "6.2-rust-pipeline",
  provider: "gcp",
  valid: { "it is on by default": { stack: [application()] } },
  invalid: {
    "it is left out": {
      stack: [application({ FRAISEQL_SKIP_RUST: 1 })],
      finds: [
        `6.2 Rust pipeline: ${IN_RUN}FRAISEQL_SKIP_RUST does not comply; {profile} needs false. Set envs[0].value: "false".`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a switch that is not known yet": {
      stack: [application({ FRAISEQL_SKIP_RUST: unknown })],
      mentions: ["FRAISEQL_SKIP_RUST is not known until the update"],
    },
  },
});
