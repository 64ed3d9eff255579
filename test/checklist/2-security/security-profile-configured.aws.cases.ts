import { cases, unknown } from "../../kit/cases";
import {
  api,
  application,
  appRunnerWith,
  batchJob,
  envOf,
  IN_APP_RUNNER,
  IN_CODE,
  IN_TASK,
  lambda,
  service,
  task,
  unknownTask,
} from "../aws/workloads";

const finding = (where: string, says: string, needs: string, fix: string) =>
  `2.1 Security profile of the application: ${where}${says}; {profile} needs ${needs}. ${fix}. ${IN_CODE}`;
const VARIABLE = "FRAISEQL_SECURITY_PROFILE";

export default cases({
  requirement: "2.1-security-profile-configured",
  provider: "aws",
  valid: {
    "the strictest profile, with its service and a sidecar": {
      stack: [
        task([
          api({ environment: envOf({ [VARIABLE]: "RESTRICTED" }) }),
          { name: "collector", image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0" },
        ]),
        service(),
      ],
    },
    "on App Runner": { stack: [appRunnerWith({ [VARIABLE]: "restricted" })] },
  },
  invalid: {
    "nothing is declared": {
      stack: [application({ FRAISEQL_ENVIRONMENT: "production" })],
      finds: [
        finding(
          IN_TASK,
          `${VARIABLE} is not set`,
          "the profile RESTRICTED",
          `Add {"name":"${VARIABLE}","value":"RESTRICTED"} to environment`,
        ),
      ],
      profiles: ["RESTRICTED"],
    },
    "a weaker profile": {
      stack: [application({ [VARIABLE]: "STANDARD" })],
      finds: [
        finding(
          IN_TASK,
          `${VARIABLE} does not comply`,
          "the profile REGULATED or RESTRICTED",
          'Set environment[0].value: "REGULATED"',
        ),
      ],
      profiles: ["REGULATED"],
    },
    "nothing is declared on App Runner": {
      stack: [appRunnerWith({ FRAISEQL_ENVIRONMENT: "production" })],
      finds: [
        finding(
          IN_APP_RUNNER,
          `${VARIABLE} is not set`,
          "the profile STANDARD or REGULATED or RESTRICTED",
          `Set imageConfiguration.runtimeEnvironmentVariables.${VARIABLE}: "STANDARD"`,
        ),
      ],
      profiles: ["STANDARD"],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a variable of App Runner is not known yet": {
      stack: [appRunnerWith({ [VARIABLE]: unknown })],
      mentions: [`${VARIABLE} is not known until the update`],
    },
    "a file of variables": {
      stack: [
        application({}, { environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/api.env" }] }),
      ],
      mentions: [`${VARIABLE} may come from a file of variables, which is not read`],
    },
  },
  notApplicable: {
    "a migration runs to its end": { stack: [batchJob({})] },
    "a function ends with its request": { stack: [lambda()] },
  },
});
