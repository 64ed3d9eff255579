import { cases, resource, secret, unknown } from "../../kit/cases";
import {
  api,
  application,
  appRunnerWith,
  batchJob,
  envOf,
  IN_APP_RUNNER,
  IN_TASK,
  lambda,
  secretArn,
  service,
  task,
  unknownTask,
} from "../aws/workloads";

const NEEDS = "{profile} needs a reference to a secret.";
const KEEP = "Keep it in Secrets Manager or Parameter Store, and name its ARN as valueFrom in secrets.";
const IN_PLAIN_TEXT = "4.1 Secrets in plain text:";
const MOVE_IT = "{profile} needs no credentials. Move it to a Secret that a secrets manager fills.";
const VARIABLES = "aws:elasticbeanstalk:application:environment";
const USER_DATA =
  "#!/bin/sh\nexport DATABASE_URL=postgresql://app:hunter2@db.internal/app\nexec /opt/app/run\n";
const instance = (props: object) =>
  resource("aws:ec2/instance:Instance", "host", { ami: "ami-1", instanceType: "t4g.small", ...props });
const beanstalk = (settings: readonly object[]) =>
  resource("aws:elasticbeanstalk/environment:Environment", "shop", { application: "shop", settings });
const collector = {
  name: "collector",
  image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0",
  essential: false,
};

export default cases({
  requirement: "4.1-secrets-not-in-environment",
  provider: "aws",
  valid: {
    "credentials by reference, settings in plain text": {
      stack: [
        application(
          {
            FRAISEQL_ENVIRONMENT: "production",
            FRAISEQL_ACCESS_TOKEN_MINUTES: 5,
            DATABASE_SECRET: secretArn("db"),
          },
          {
            secrets: [{ name: "DATABASE_URL", valueFrom: secretArn("db") }],
            command: ["uvicorn", "app:app", "--port=8000"],
            logConfiguration: {
              logDriver: "awsfirelens",
              options: { Name: "datadog", dd_service: "api" },
              secretOptions: [{ name: "apikey", valueFrom: secretArn("datadog") }],
            },
          },
        ),
        service(),
      ],
    },
    "on App Runner": {
      stack: [appRunnerWith({ FRAISEQL_LOG_LEVEL: "INFO" }, { JWT_SECRET_KEY: secretArn("jwt") })],
    },
    "an instance that fetches its secret": {
      stack: [
        instance({
          userData:
            '#!/bin/sh\nexport DB_PASSWORD="$(aws secretsmanager get-secret-value --secret-id db)"\nrun\n',
        }),
      ],
    },
    "variables of Elastic Beanstalk": {
      stack: [beanstalk([{ namespace: VARIABLES, name: "FRAISEQL_ENVIRONMENT", value: "production" }])],
    },
    "a function that reads its secret itself": {
      stack: [lambda({ environment: { variables: { DATABASE_SECRET_ARN: secretArn("db") } } })],
    },
  },
  invalid: {
    "a sidecar's key, by its name": {
      remediable: false,
      stack: [
        task([api(), { ...collector, environment: envOf({ LOG: "info", DD_API_KEY: "abc-def-ghi" }) }]),
      ],
      finds: [
        `${IN_PLAIN_TEXT} container collector (containerDefinitions[1]): environment[1].value sets DD_API_KEY to a literal; ${NEEDS} ${KEEP}`,
      ],
    },
    "a key of AWS by its form, as text": {
      remediable: false,
      stack: [
        task(
          '[{"name":"api","image":"fraiseql","environment":[{"name":"S3","value":"AKIAIOSFODNN7EXAMPLE"}]}]',
        ),
      ],
      finds: [
        `${IN_PLAIN_TEXT} ${IN_TASK}environment[0].value sets S3 to what looks like an AWS access key; ${NEEDS} ${KEEP}`,
      ],
    },
    "the log driver's key": {
      remediable: false,
      stack: [
        application(
          {},
          {
            logConfiguration: {
              logDriver: "splunk",
              options: { "splunk-token": "11f-2ab-33c", "tag": "api" },
            },
          },
        ),
      ],
      finds: [
        `${IN_PLAIN_TEXT} ${IN_TASK}logConfiguration.options.splunk-token sets splunk-token to a literal; ${NEEDS} ${KEEP}`,
      ],
    },
    "a .env file in a bucket": {
      remediable: false,
      stack: [
        application({}, { environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/prod.env" }] }),
      ],
      finds: [
        `${IN_PLAIN_TEXT} ${IN_TASK}environmentFiles[0].value takes variables from a .env file; {profile} needs no .env files. Set the variables one by one. Keep a credential in Secrets Manager or Parameter Store, and name its ARN as valueFrom in secrets.`,
      ],
    },
    "a job's argument": {
      remediable: false,
      stack: [batchJob({ command: ["migrate", "--password", "hunter2"] })],
      finds: [
        `${IN_PLAIN_TEXT} container 1 (containerProperties): command[2] sets password to a literal; ${NEEDS} ${KEEP}`,
      ],
    },
    "a literal on App Runner": {
      remediable: false,
      stack: [appRunnerWith({ STRIPE_API_KEY: "abc-def-ghi" })],
      finds: [
        `${IN_PLAIN_TEXT} ${IN_APP_RUNNER}imageConfiguration.runtimeEnvironmentVariables.STRIPE_API_KEY sets STRIPE_API_KEY to a literal; ${NEEDS} Keep it in Secrets Manager or Parameter Store, and name its ARN in runtimeEnvironmentSecrets.`,
      ],
    },
    "a literal on App Runner, of source code": {
      remediable: false,
      stack: [
        resource("aws:apprunner/service:Service", "web", {
          serviceName: "web",
          sourceConfiguration: {
            codeRepository: {
              repositoryUrl: "https://github.com/example/shop",
              sourceCodeVersion: { type: "BRANCH", value: "main" },
              codeConfiguration: {
                configurationSource: "API",
                codeConfigurationValues: {
                  runtime: "PYTHON_3",
                  runtimeEnvironmentVariables: { STRIPE_API_KEY: "abc-def-ghi" },
                },
              },
            },
          },
        }),
      ],
      finds: [
        `${IN_PLAIN_TEXT} container code (sourceConfiguration.codeRepository): codeConfiguration.codeConfigurationValues.runtimeEnvironmentVariables.STRIPE_API_KEY sets STRIPE_API_KEY to a literal; ${NEEDS} Keep it in Secrets Manager or Parameter Store, and name its ARN in runtimeEnvironmentSecrets.`,
      ],
    },
    "a URL with its password in what instances start with": {
      remediable: false,
      stack: [
        instance({ userData: USER_DATA }),
        resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
          userData: Buffer.from(USER_DATA).toString("base64"),
        }),
      ],
      finds: [
        `${IN_PLAIN_TEXT} userData holds a URL with a password; ${MOVE_IT}`,
        `${IN_PLAIN_TEXT} userData holds a URL with a password; ${MOVE_IT}`,
      ],
    },
    "a variable of Elastic Beanstalk": {
      remediable: false,
      stack: [
        beanstalk([
          { namespace: "aws:autoscaling:asg", name: "MinSize", value: "2" },
          { namespace: VARIABLES, name: "JWT_SECRET_KEY", value: "correct-horse-battery" },
        ]),
      ],
      finds: [`${IN_PLAIN_TEXT} settings[1].value holds a credential; ${MOVE_IT}`],
    },
    "a literal in a function of a zip file": {
      remediable: false,
      stack: [
        resource("aws:lambda/function:Function", "hook", {
          role: "r",
          environment: { variables: { WEBHOOK_SECRET: "abc-def-ghi" } },
        }),
      ],
      finds: [
        `${IN_PLAIN_TEXT} container code: environment.variables.WEBHOOK_SECRET sets WEBHOOK_SECRET to a literal; ${NEEDS} Keep it in Secrets Manager, give the function its ARN, and read it when the function starts.`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a password that is not known yet": {
      stack: [lambda({ environment: { variables: { DB_PASSWORD: unknown } } })],
      mentions: ["environment.variables.DB_PASSWORD sets DB_PASSWORD to a value that is not known"],
    },
    "a secret of the program, which a function then shows": {
      stack: [lambda({ environment: { variables: { DB_PASSWORD: secret("hunter2") } } })],
      mentions: ["environment.variables.DB_PASSWORD sets DB_PASSWORD to a secret of the program"],
    },
  },
});
