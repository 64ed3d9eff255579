import { cases, resource, unknown } from "../../kit/cases";
import {
  application,
  appRunnerWith,
  expressService,
  IN_APP_RUNNER,
  IN_TASK,
  secretArn,
  service,
  task,
  unknownTask,
} from "../aws/workloads";

const others = { FRAISEQL_KMS_PROVIDER: "aws", FRAISEQL_AUDIT_ENABLED: "true" };
const settings = { FRAISEQL_ENVIRONMENT: "production", ...others };
const secrets = [
  { name: "DATABASE_URL", valueFrom: secretArn("db") },
  { name: "JWT_SECRET_KEY", valueFrom: secretArn("jwt") },
];
const references = { DATABASE_URL: secretArn("db"), JWT_SECRET_KEY: secretArn("jwt") };

export default cases({
  requirement: "4.1-required-variables",
  provider: "aws",
  valid: {
    "settings as literals, credentials by reference": {
      stack: [application(settings, { secrets }), service()],
    },
    "on App Runner": { stack: [appRunnerWith(settings, references)] },
    "in an express service": { stack: [expressService(settings, {}, { secrets })] },
    "references of App Runner that are not known yet": {
      stack: [appRunnerWith(settings, { DATABASE_URL: unknown, JWT_SECRET_KEY: unknown })],
    },
  },
  invalid: {
    "the environment under another name": {
      stack: [application({ ENVIRONMENT: "production", ...others }, { secrets })],
      finds: [
        `4.1 Required variables: ${IN_TASK}FRAISEQL_ENVIRONMENT is not set, which means "development"; {profile} needs "production". Add {"name":"FRAISEQL_ENVIRONMENT","value":"production"} to environment. ENVIRONMENT is set, and not read: the name is FRAISEQL_ENVIRONMENT.`,
      ],
    },
    "development, in an express service": {
      stack: [expressService({ ...settings, FRAISEQL_ENVIRONMENT: "development" }, {}, { secrets })],
      finds: [
        '4.1 Required variables: container primary (primaryContainer): FRAISEQL_ENVIRONMENT does not comply; {profile} needs "production". Set environments[0].value: "production".',
      ],
    },
    "no database": {
      stack: [appRunnerWith(settings, { JWT_SECRET_KEY: secretArn("jwt") })],
      remediable: false,
      finds: [
        `4.1 Required variables: ${IN_APP_RUNNER}DATABASE_URL is not set; {profile} needs a reference to a secret with the database's URL.`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "App Runner reads a file beside the code": {
      stack: [
        resource("aws:apprunner/service:Service", "web", {
          serviceName: "fraiseql-web",
          sourceConfiguration: {
            codeRepository: {
              repositoryUrl: "https://github.com/example/shop",
              sourceCodeVersion: { type: "BRANCH", value: "main" },
              codeConfiguration: { configurationSource: "REPOSITORY" },
            },
          },
        }),
      ],
      mentions: ["DATABASE_URL", "may come from apprunner.yaml, which is not read"],
    },
    "a file of variables may set the rest": {
      stack: [
        application(settings, { environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/api.env" }] }),
      ],
      mentions: ["DATABASE_URL and JWT_SECRET_KEY may come from a file of variables, which is not read"],
    },
  },
  notApplicable: {
    "another application": { stack: [task([{ name: "web", image: "nginx:1.27" }], { family: "web" })] },
  },
});
