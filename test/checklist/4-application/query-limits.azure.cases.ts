import { cases } from "../../kit/cases";
import {
  appJob,
  containerApp,
  containerGroup,
  IN_APP,
  IN_CODE,
  IN_GROUP,
  unknownContainers,
  webApp,
} from "../azure/workloads";

const limits = { FRAISEQL_MAX_QUERY_DEPTH: "5", FRAISEQL_COMPLEXITY_MAX_SCORE: "500" };

export default cases({
  requirement: "4.4-query-limits",
  provider: "azure",
  valid: {
    "both limits": { stack: [containerApp(limits)] },
    "in a container group": {
      stack: [containerGroup({ FRAISEQL_MAX_QUERY_DEPTH: 5, FRAISEQL_COMPLEXITY_MAX_SCORE: 500 })],
    },
    "in App Service": { stack: [webApp(limits)] },
  },
  invalid: {
    "limits that are too high": {
      stack: [containerApp({ FRAISEQL_MAX_QUERY_DEPTH: "20", FRAISEQL_COMPLEXITY_MAX_SCORE: "5000" })],
      finds: [
        `4.4 Query limits: ${IN_APP}FRAISEQL_MAX_QUERY_DEPTH does not comply; {profile} needs at most 10. Set env[0].value: "10". ${IN_CODE}`,
        `4.4 Query limits: ${IN_APP}FRAISEQL_COMPLEXITY_MAX_SCORE does not comply; {profile} needs at most 1000. Set env[1].value: "1000". ${IN_CODE}`,
      ],
      profiles: ["REGULATED"],
    },
    "no depth": {
      stack: [containerApp({ FRAISEQL_COMPLEXITY_MAX_SCORE: "500" })],
      finds: [
        `4.4 Query limits: ${IN_APP}FRAISEQL_MAX_QUERY_DEPTH is not set; {profile} needs at most 15. Add {"name":"FRAISEQL_MAX_QUERY_DEPTH","value":"15"} to env. ${IN_CODE}`,
      ],
      profiles: ["STANDARD"],
    },
    "a depth that is too high for restricted data": {
      stack: [containerGroup({ ...limits, FRAISEQL_MAX_QUERY_DEPTH: "10" })],
      finds: [
        `4.4 Query limits: ${IN_GROUP}FRAISEQL_MAX_QUERY_DEPTH does not comply; {profile} needs at most 5. Set environmentVariables[0].value: "5". ${IN_CODE}`,
      ],
      profiles: ["RESTRICTED"],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
  },
  unknownIn: {
    "a limit that is not known yet": {
      of: "both limits",
      at: "api: template.containers.0.env.0.value",
      mentions: ["FRAISEQL_MAX_QUERY_DEPTH is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [appJob()] } },
});
