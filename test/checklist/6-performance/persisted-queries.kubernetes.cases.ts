import { cases, unknown } from "../../kit/cases";
import { application, applicationJob, IN_CONTAINER } from "../kubernetes/application";

export default cases({
  requirement: "6.1-persisted-queries",
  provider: "kubernetes",
  valid: {
    "they are on by default": { stack: [application()] },
    "they are demanded": { stack: [application({ FRAISEQL_APQ_MODE: "required" })] },
    "v2 has them on by default": { stack: [application()], applicationGeneration: "v2" },
  },
  invalid: {
    "they are switched off": {
      stack: [application({ FRAISEQL_APQ_MODE: "disabled" })],
      finds: [
        `6.1 Persisted queries: ${IN_CONTAINER}FRAISEQL_APQ_MODE does not comply; {profile} needs "optional" or "required". Set env[0].value: "optional".`,
      ],
    },
  },
  unknown: {
    "a mode that is not known yet": {
      stack: [application({ FRAISEQL_APQ_MODE: unknown })],
      mentions: ["FRAISEQL_APQ_MODE is not known until the update"],
    },
  },
  notApplicable: { "what runs to its end": { stack: [applicationJob({ FRAISEQL_APQ_MODE: "disabled" })] } },
});
