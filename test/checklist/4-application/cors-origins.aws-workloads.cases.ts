import { cases, unknown } from "../../kit/cases";
import { application, appRunnerWith, IN_APP_RUNNER, IN_TASK, service, unknownTask } from "../aws/workloads";

const cors = (origins: unknown) => ({ FRAISEQL_CORS_ENABLED: "true", FRAISEQL_CORS_ORIGINS: origins });
const NEEDS = "{profile} needs an origin such as https://app.example.com.";

export default cases({
  requirement: "4.2-cors-origins",
  provider: "aws",
  valid: {
    "listed origins": { stack: [application(cors('["https://app.example.com"]')), service()] },
    "on App Runner": { stack: [appRunnerWith(cors('["https://app.example.com"]'))] },
  },
  invalid: {
    "every origin": {
      stack: [application(cors('["*"]'))],
      remediable: false,
      finds: [`4.2 CORS origins: ${IN_TASK}FRAISEQL_CORS_ORIGINS does not comply; ${NEEDS}`],
    },
    "plain HTTP on App Runner": {
      stack: [appRunnerWith(cors('["http://app.example.com"]'))],
      remediable: false,
      finds: [`4.2 CORS origins: ${IN_APP_RUNNER}FRAISEQL_CORS_ORIGINS does not comply; ${NEEDS}`],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "origins that are not known yet": {
      stack: [appRunnerWith(cors(unknown))],
      mentions: ["FRAISEQL_CORS_ORIGINS is not known until the update"],
    },
  },
});
