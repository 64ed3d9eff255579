import { cases, unknown } from "../../kit/cases";
import {
  application,
  applicationJob,
  applicationPatch,
  IN_CODE,
  IN_CONTAINER,
  told,
} from "../kubernetes/application";

const finding = (says: string, needs: string, fix: string, then = "") =>
  `4.4 Query limits: ${IN_CONTAINER}${says}; {profile} needs ${needs}. ${told(fix)}${then} ${IN_CODE}`;

export default cases({
  requirement: "4.4-query-limits",
  provider: "kubernetes",
  valid: {
    "both limits": {
      stack: [application({ FRAISEQL_MAX_QUERY_DEPTH: "5", FRAISEQL_COMPLEXITY_MAX_SCORE: "500" })],
    },
    "the depth of the complexity analysis": {
      stack: [application({ FRAISEQL_COMPLEXITY_MAX_DEPTH: "5", FRAISEQL_COMPLEXITY_MAX_SCORE: "500" })],
    },
    "the looser limits of STANDARD": {
      stack: [application({ FRAISEQL_MAX_QUERY_DEPTH: "15", FRAISEQL_COMPLEXITY_MAX_SCORE: "1000" })],
      profiles: ["STANDARD"],
    },
    "the defaults of v2": {
      stack: [application()],
      applicationGeneration: "v2",
      profiles: ["STANDARD", "REGULATED"],
    },
  },
  invalid: {
    "no limits": {
      stack: [application({ GRAPHQL_DEPTH_LIMIT: "5" })],
      finds: [
        finding(
          "FRAISEQL_MAX_QUERY_DEPTH is not set",
          "at most 5",
          'env[1]: {"name":"FRAISEQL_MAX_QUERY_DEPTH","value":"5"}',
          " GRAPHQL_DEPTH_LIMIT is set, which this generation of the application does not read.",
        ),
        finding(
          "FRAISEQL_COMPLEXITY_MAX_SCORE is not set",
          "at most 500",
          'env[2]: {"name":"FRAISEQL_COMPLEXITY_MAX_SCORE","value":"500"}',
        ),
      ],
      profiles: ["RESTRICTED"],
    },
    "limits that are too high": {
      stack: [application({ FRAISEQL_MAX_QUERY_DEPTH: "20", FRAISEQL_COMPLEXITY_MAX_SCORE: "5000" })],
      finds: [
        finding("FRAISEQL_MAX_QUERY_DEPTH does not comply", "at most 10", 'env[0].value: "10"'),
        finding("FRAISEQL_COMPLEXITY_MAX_SCORE does not comply", "at most 1000", 'env[1].value: "1000"'),
      ],
      profiles: ["REGULATED"],
    },
    "the analysis is off": {
      stack: [
        application({
          FRAISEQL_MAX_QUERY_DEPTH: "5",
          FRAISEQL_COMPLEXITY_ENABLED: "false",
          FRAISEQL_COMPLEXITY_MAX_SCORE: "500",
        }),
      ],
      finds: [finding("FRAISEQL_COMPLEXITY_ENABLED does not comply", "true", 'env[1].value: "true"')],
    },
    "a patch that lifts the depth": {
      stack: [applicationPatch({ FRAISEQL_MAX_QUERY_DEPTH: "100" })],
      finds: [finding("FRAISEQL_MAX_QUERY_DEPTH does not comply", "at most 15", 'env[0].value: "15"')],
      profiles: ["STANDARD"],
    },
  },
  unknownIn: {
    "the depth of the complexity analysis is not known": {
      of: "the depth of the complexity analysis",
      at: "api: spec.template.spec.containers.0.env.0.value",
      mentions: ["FRAISEQL_COMPLEXITY_MAX_DEPTH"],
    },
  },
  unknown: {
    "a limit that is not known yet": {
      stack: [application({ FRAISEQL_MAX_QUERY_DEPTH: unknown, FRAISEQL_COMPLEXITY_MAX_SCORE: "500" })],
      mentions: ["FRAISEQL_MAX_QUERY_DEPTH is not known until the update"],
    },
    "the file of v2, which may set less than its default": {
      stack: [application()],
      applicationGeneration: "v2",
      mentions: [
        "FRAISEQL_MAX_QUERY_DEPTH is not set, and the application's configuration file, which is not read, may set validation.max_query_depth",
      ],
      profiles: ["RESTRICTED"],
    },
  },
  notApplicable: {
    "what runs to its end": { stack: [applicationJob()] },
    "a patch of something else": { stack: [applicationPatch({ FRAISEQL_ENVIRONMENT: "production" })] },
  },
});
