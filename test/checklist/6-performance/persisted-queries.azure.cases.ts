import { cases, unknown } from "../../kit/cases";
import { containerApp, IN_WEB, unknownContainers, webApp } from "../azure/workloads";

export default cases({
  requirement: "6.1-persisted-queries",
  provider: "azure",
  valid: { "they are on by default": { stack: [containerApp(), webApp()] } },
  invalid: {
    "they are switched off": {
      stack: [webApp({ FRAISEQL_APQ_MODE: "disabled" })],
      finds: [
        `6.1 Persisted queries: ${IN_WEB}FRAISEQL_APQ_MODE does not comply; {profile} needs "optional" or "required". Set appSettings[0].value: "optional".`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a mode that is not known yet": {
      stack: [containerApp({ FRAISEQL_APQ_MODE: unknown })],
      mentions: ["FRAISEQL_APQ_MODE is not known until the update"],
    },
  },
});
