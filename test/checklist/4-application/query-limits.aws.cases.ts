import { cases, unknown } from "../../kit/cases";
import { application, appRunnerWith, batchJob, IN_CODE, IN_TASK, unknownTask } from "../aws/workloads";

const limits = (depth: unknown, complexity: unknown) => ({
  FRAISEQL_MAX_QUERY_DEPTH: depth,
  FRAISEQL_COMPLEXITY_MAX_SCORE: complexity,
});
const finding = (says: string, needs: string, fix: string) =>
  `4.4 Query limits: ${IN_TASK}${says}; {profile} needs ${needs}. ${fix}. ${IN_CODE}`;

export default cases({
  requirement: "4.4-query-limits",
  provider: "aws",
  valid: {
    "both limits": { stack: [application(limits("5", 500))] },
    "both limits on App Runner": { stack: [appRunnerWith(limits("5", "500"))] },
  },
  invalid: {
    "limits that are too high": {
      stack: [application(limits("20", "5000"))],
      finds: [
        finding("FRAISEQL_MAX_QUERY_DEPTH does not comply", "at most 10", 'Set environment[0].value: "10"'),
        finding(
          "FRAISEQL_COMPLEXITY_MAX_SCORE does not comply",
          "at most 1000",
          'Set environment[1].value: "1000"',
        ),
      ],
      profiles: ["REGULATED"],
    },
    "no depth": {
      stack: [application({ FRAISEQL_COMPLEXITY_MAX_SCORE: "500" })],
      finds: [
        finding(
          "FRAISEQL_MAX_QUERY_DEPTH is not set",
          "at most 15",
          'Add {"name":"FRAISEQL_MAX_QUERY_DEPTH","value":"15"} to environment',
        ),
      ],
      profiles: ["STANDARD"],
    },
    "a complexity that RESTRICTED refuses": {
      stack: [application(limits(5, 1000))],
      finds: [
        finding(
          "FRAISEQL_COMPLEXITY_MAX_SCORE does not comply",
          "at most 500",
          'Set environment[1].value: "500"',
        ),
      ],
      profiles: ["RESTRICTED"],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a limit that is not known yet": {
      stack: [appRunnerWith(limits(unknown, "500"))],
      mentions: ["FRAISEQL_MAX_QUERY_DEPTH is not known until the update"],
    },
  },
  notApplicable: { "a migration": { stack: [batchJob({})] } },
});
