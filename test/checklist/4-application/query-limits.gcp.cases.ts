import { cases, unknown } from "../../kit/cases";
import {
  application,
  applicationV1,
  IN_CODE,
  IN_RUN,
  IN_RUN_V1,
  runJob,
  unknownContainers,
} from "../gcp/workloads";

export default cases({
  requirement: "4.4-query-limits",
  provider: "gcp",
  valid: {
    "both limits": {
      stack: [application({ FRAISEQL_MAX_QUERY_DEPTH: "5", FRAISEQL_COMPLEXITY_MAX_SCORE: "500" })],
    },
    "in the first version of the API": {
      stack: [applicationV1({ FRAISEQL_MAX_QUERY_DEPTH: 5, FRAISEQL_COMPLEXITY_MAX_SCORE: 500 })],
    },
  },
  invalid: {
    "limits that are too high": {
      stack: [application({ FRAISEQL_MAX_QUERY_DEPTH: "20", FRAISEQL_COMPLEXITY_MAX_SCORE: "5000" })],
      finds: [
        `4.4 Query limits: ${IN_RUN}FRAISEQL_MAX_QUERY_DEPTH does not comply; {profile} needs at most 10. Set envs[0].value: "10". ${IN_CODE}`,
        `4.4 Query limits: ${IN_RUN}FRAISEQL_COMPLEXITY_MAX_SCORE does not comply; {profile} needs at most 1000. Set envs[1].value: "1000". ${IN_CODE}`,
      ],
      profiles: ["REGULATED"],
    },
    "no depth": {
      stack: [application({ FRAISEQL_COMPLEXITY_MAX_SCORE: "500" })],
      finds: [
        `4.4 Query limits: ${IN_RUN}FRAISEQL_MAX_QUERY_DEPTH is not set; {profile} needs at most 15. Add {"name":"FRAISEQL_MAX_QUERY_DEPTH","value":"15"} to envs. ${IN_CODE}`,
      ],
      profiles: ["STANDARD"],
    },
    "no limit at all, for restricted data": {
      stack: [applicationV1({ FRAISEQL_MAX_QUERY_DEPTH: "10", FRAISEQL_COMPLEXITY_MAX_SCORE: "500" })],
      finds: [
        `4.4 Query limits: ${IN_RUN_V1}FRAISEQL_MAX_QUERY_DEPTH does not comply; {profile} needs at most 5. Set envs[0].value: "5". ${IN_CODE}`,
      ],
      profiles: ["RESTRICTED"],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a limit that is not known yet": {
      stack: [application({ FRAISEQL_COMPLEXITY_MAX_SCORE: "500", FRAISEQL_MAX_QUERY_DEPTH: unknown })],
      mentions: ["FRAISEQL_MAX_QUERY_DEPTH is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [runJob()] } },
});
