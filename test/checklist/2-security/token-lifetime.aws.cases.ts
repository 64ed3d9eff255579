import { cases, unknown } from "../../kit/cases";
import { application, appRunnerWith, batchJob, IN_CODE, IN_TASK, unknownTask } from "../aws/workloads";

const finding = (says: string, needs: string, fix: string) =>
  `2.3 Token lifetime: ${IN_TASK}${says}; {profile} needs ${needs}. Set ${fix}. ${IN_CODE}`;

export default cases({
  requirement: "2.3-token-lifetime",
  provider: "aws",
  valid: {
    "five minutes": { stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5" })] },
    "five minutes on App Runner": { stack: [appRunnerWith({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5" })] },
  },
  invalid: {
    "two hours, and refresh tokens that stay": {
      stack: [
        application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "120", FRAISEQL_REFRESH_TOKEN_ROTATION: "false" }),
      ],
      finds: [
        finding(
          "FRAISEQL_ACCESS_TOKEN_MINUTES does not comply",
          "at most 15 minutes",
          'environment[0].value: "15"',
        ),
        finding("FRAISEQL_REFRESH_TOKEN_ROTATION does not comply", "true", 'environment[1].value: "true"'),
      ],
      profiles: ["REGULATED"],
    },
    "refresh tokens that stay": {
      stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5", FRAISEQL_REFRESH_TOKEN_ROTATION: "0" })],
      finds: [
        finding("FRAISEQL_REFRESH_TOKEN_ROTATION does not comply", "true", 'environment[1].value: "true"'),
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a lifetime that is not known yet": {
      stack: [appRunnerWith({ FRAISEQL_ACCESS_TOKEN_MINUTES: unknown })],
      mentions: ["FRAISEQL_ACCESS_TOKEN_MINUTES is not known until the update"],
    },
  },
  notApplicable: { "a migration": { stack: [batchJob({})] } },
});
