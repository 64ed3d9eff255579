import { cases, unknown } from "../../kit/cases";
import { application, appRunnerWith, batchJob, IN_CODE, IN_TASK, unknownTask } from "../aws/workloads";

const good = { FRAISEQL_LOG_FORMAT: "json", FRAISEQL_LOG_SANITIZE_PII: "true" };
const finding = (says: string, needs: string, fix: string) =>
  `5.2 Structured logging: ${IN_TASK}${says}; {profile} needs ${needs}. Set ${fix}. ${IN_CODE}`;

export default cases({
  requirement: "5.2-structured-logging",
  provider: "aws",
  valid: {
    "JSON from the default level on": { stack: [application(good)] },
    "warnings alone on App Runner": { stack: [appRunnerWith({ ...good, FRAISEQL_LOG_LEVEL: "WARNING" })] },
  },
  invalid: {
    "everything, as text": {
      stack: [application({ ...good, FRAISEQL_LOG_FORMAT: "text", FRAISEQL_LOG_LEVEL: "DEBUG" })],
      finds: [
        finding("FRAISEQL_LOG_FORMAT does not comply", '"json"', 'environment[0].value: "json"'),
        finding(
          "FRAISEQL_LOG_LEVEL does not comply",
          "INFO or a level above it",
          'environment[2].value: "INFO"',
        ),
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a level that is not known yet": {
      stack: [appRunnerWith({ ...good, FRAISEQL_LOG_LEVEL: unknown })],
      mentions: ["FRAISEQL_LOG_LEVEL is not known until the update"],
    },
  },
  notApplicable: { "a migration": { stack: [batchJob({})] } },
});
