import { cases, secret, unknown } from "../../kit/cases";
import {
  api,
  application,
  appRunnerWith,
  envOf,
  IN_APP_RUNNER,
  IN_TASK,
  lambda,
  secretArn,
  service,
  task,
  unknownTask,
} from "../aws/workloads";

const KEEP = "Keep it in Secrets Manager or Parameter Store, and name its ARN";
const finding = (where: string, says: string, advice: string) =>
  `2.3 JWT secret: ${where}${says} sets JWT_SECRET_KEY to a literal; {profile} needs a reference to a secret. ${advice}`;

export default cases({
  requirement: "2.3-jwt-secret-managed",
  provider: "aws",
  valid: {
    "a reference to Secrets Manager": {
      stack: [
        application({}, { secrets: [{ name: "JWT_SECRET_KEY", valueFrom: `${secretArn("jwt")}:key::` }] }),
        service(),
      ],
    },
    "a parameter by its name": {
      stack: [application({}, { secrets: [{ name: "JWT_SECRET_KEY", valueFrom: "/prod/jwt" }] })],
    },
    "a reference of App Runner that is not known yet": {
      stack: [appRunnerWith({ FRAISEQL_ENVIRONMENT: "production" }, { JWT_SECRET_KEY: unknown })],
    },
  },
  invalid: {
    "a literal": {
      stack: [application({ JWT_SECRET_KEY: "correct-horse-battery" })],
      remediable: false,
      finds: [finding(IN_TASK, "environment[0].value", `${KEEP} as valueFrom in secrets.`)],
    },
    "a literal on App Runner": {
      stack: [appRunnerWith({ JWT_SECRET_KEY: "correct-horse-battery" })],
      remediable: false,
      finds: [
        finding(
          IN_APP_RUNNER,
          "imageConfiguration.runtimeEnvironmentVariables.JWT_SECRET_KEY",
          `${KEEP} in runtimeEnvironmentSecrets.`,
        ),
      ],
    },
    "a literal in a function": {
      stack: [lambda({ environment: { variables: { JWT_SECRET_KEY: "correct-horse-battery" } } })],
      remediable: false,
      finds: [
        finding(
          "container image: ",
          "environment.variables.JWT_SECRET_KEY",
          "Keep it in Secrets Manager, give the function its ARN, and read it when the function starts.",
        ),
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a plain variable that is not known yet": {
      stack: [appRunnerWith({ JWT_SECRET_KEY: unknown })],
      mentions: ["JWT_SECRET_KEY is not known until the update"],
    },
    "a secret of the program, which the platform then shows": {
      stack: [
        task(secret(JSON.stringify([api({ environment: envOf({ JWT_SECRET_KEY: "correct-horse" }) })]))),
      ],
      mentions: ["environment[0].value sets JWT_SECRET_KEY to a secret of the program"],
    },
  },
  notApplicable: { "no key of its own": { stack: [application({ FRAISEQL_ENVIRONMENT: "production" })] } },
});
