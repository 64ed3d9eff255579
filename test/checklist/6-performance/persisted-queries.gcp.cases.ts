import { cases, unknown } from "../../kit/cases";
import { application, applicationV1, IN_RUN_V1, unknownContainers } from "../gcp/workloads";

export default cases({
  requirement: "6.1-persisted-queries",
  provider: "gcp",
  valid: { "they are on by default": { stack: [application()] } },
  invalid: {
    "they are switched off": {
      stack: [applicationV1({ FRAISEQL_APQ_MODE: "disabled" })],
      finds: [
        `6.1 Persisted queries: ${IN_RUN_V1}FRAISEQL_APQ_MODE does not comply; {profile} needs "optional" or "required". Set envs[0].value: "optional".`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a mode that is not known yet": {
      stack: [application({ FRAISEQL_APQ_MODE: unknown })],
      mentions: ["FRAISEQL_APQ_MODE is not known until the update"],
    },
  },
});
