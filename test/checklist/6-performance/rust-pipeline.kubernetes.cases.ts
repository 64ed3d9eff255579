import { cases, unknown } from "../../kit/cases";
import { application, applicationJob, IN_CONTAINER } from "../kubernetes/application";

export default cases({
  requirement: "6.2-rust-pipeline",
  provider: "kubernetes",
  valid: {
    "it is on by default": { stack: [application()] },
    "it is not left out": { stack: [application({ FRAISEQL_SKIP_RUST: "false" })] },
  },
  invalid: {
    "it is left out": {
      stack: [application({ FRAISEQL_SKIP_RUST: "1" })],
      finds: [
        `6.2 Rust pipeline: ${IN_CONTAINER}FRAISEQL_SKIP_RUST does not comply; {profile} needs false. Set env[0].value: "false".`,
      ],
    },
  },
  unknown: {
    "a switch that is not known yet": {
      stack: [application({ FRAISEQL_SKIP_RUST: unknown })],
      mentions: ["FRAISEQL_SKIP_RUST is not known until the update"],
    },
  },
  notApplicable: {
    "v2 is written in Rust": { stack: [application()], applicationGeneration: "v2" },
    "what runs to its end": { stack: [applicationJob({ FRAISEQL_SKIP_RUST: "1" })] },
  },
});
