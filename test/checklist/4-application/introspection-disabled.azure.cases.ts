import { cases } from "../../kit/cases";
import { appJob, containerApp, containerGroup, IN_APP, unknownContainers, webApp } from "../azure/workloads";

export default cases({
  requirement: "4.4-introspection-disabled",
  provider: "azure",
  valid: {
    "production switches it off": { stack: [containerApp({ FRAISEQL_ENVIRONMENT: "production" })] },
    "it is switched off": { stack: [containerGroup({ FRAISEQL_INTROSPECTION_POLICY: "disabled" })] },
    "in App Service": { stack: [webApp({ FRAISEQL_ENVIRONMENT: "production" })] },
  },
  invalid: {
    "development leaves it on": {
      stack: [containerApp({ FRAISEQL_ENVIRONMENT: "development" })],
      finds: [
        `4.4 Introspection: ${IN_APP}FRAISEQL_ENVIRONMENT does not comply; {profile} needs "production". Set env[0].value: "production".`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
  },
  unknownIn: {
    "the environment is not known yet": {
      of: "production switches it off",
      at: "api: template.containers.0.env.0.value",
      mentions: ["FRAISEQL_ENVIRONMENT is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [appJob()] } },
});
