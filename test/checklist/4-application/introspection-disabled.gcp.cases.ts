import { cases, unknown } from "../../kit/cases";
import { application, applicationV1, IN_RUN, runJob, unknownContainers } from "../gcp/workloads";

export default cases({
  requirement: "4.4-introspection-disabled",
  provider: "gcp",
  valid: {
    "production switches it off": { stack: [application({ FRAISEQL_ENVIRONMENT: "production" })] },
    "it is switched off": { stack: [applicationV1({ FRAISEQL_INTROSPECTION_POLICY: "disabled" })] },
  },
  invalid: {
    "development leaves it on": {
      stack: [application({ FRAISEQL_ENVIRONMENT: "development" })],
      finds: [
        `4.4 Introspection: ${IN_RUN}FRAISEQL_ENVIRONMENT does not comply; {profile} needs "production". Set envs[0].value: "production".`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "the environment is not known yet": {
      stack: [application({ FRAISEQL_ENVIRONMENT: unknown })],
      mentions: ["FRAISEQL_ENVIRONMENT is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [runJob()] } },
});
