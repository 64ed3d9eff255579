import { cases, unknown } from "../../kit/cases";
import { appSync, appSyncSource } from "../aws/entry-points";
import { lambda } from "../aws/workloads";

const front = (queryDepthLimit: unknown) => [
  lambda({
    environment: {
      variables: {
        FRAISEQL_MAX_QUERY_DEPTH: "5",
        FRAISEQL_COMPLEXITY_ENABLED: "true",
        FRAISEQL_COMPLEXITY_MAX_SCORE: "500",
      },
    },
  }),
  appSync({ queryDepthLimit }),
  appSyncSource(),
];

export default cases({
  requirement: "4.4-query-limits",
  provider: "aws",
  valid: {
    "a depth of five": { stack: front(5) },
    "a depth of fifteen": { stack: front(15), profiles: ["STANDARD"] },
  },
  invalid: {
    "no limit unless set": {
      stack: front(undefined),
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        "4.4 Query limits: queryDepthLimit is not set, which means no limit; {profile} needs at most 15. Set queryDepthLimit: 15.",
      ],
    },
    "zero is no limit": {
      stack: front(0),
      profiles: ["REGULATED"],
      remediable: false,
      finds: [
        "4.4 Query limits: queryDepthLimit is 0 (no limit); {profile} needs at most 10. Set queryDepthLimit: 10.",
      ],
    },
    "too deep": {
      stack: front(15),
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: ["4.4 Query limits: queryDepthLimit is 15; {profile} needs at most 5. Set queryDepthLimit: 5."],
    },
  },
  unknown: {
    "it is not known": { stack: front(unknown), mentions: ["queryDepthLimit is not known until the update"] },
  },
  notApplicable: { "AppSync for other data": { stack: [appSync()] } },
});
