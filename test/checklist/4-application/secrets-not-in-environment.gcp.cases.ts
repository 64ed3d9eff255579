import { cases, secret, unknown } from "../../kit/cases";
import {
  api,
  application,
  applicationV1,
  IN_RUN,
  IN_RUN_V1,
  runJob,
  runService,
  secretsOf,
  unknownContainers,
  workerPool,
} from "../gcp/workloads";

const NEEDS = "{profile} needs a reference to a secret.";
const KEEP = "Keep it in Secret Manager, and refer to it with secretKeyRef.";
const IN_PLAIN_TEXT = "4.1 Secrets in plain text:";

export default cases({
  requirement: "4.1-secrets-not-in-environment",
  provider: "gcp",
  valid: {
    "credentials by reference, settings in plain text": {
      stack: [
        application(
          {},
          {
            envs: [
              { name: "FRAISEQL_ENVIRONMENT", value: "production" },
              { name: "DATABASE_SECRET", value: "projects/shop-prod/secrets/db/versions/latest" },
              ...secretsOf("DATABASE_URL"),
            ],
            args: ["--port=8000"],
          },
        ),
      ],
    },
    "a worker pool and a job": {
      stack: [workerPool({ FRAISEQL_LOG_LEVEL: "INFO" }), runJob({ FRAISEQL_LOG_LEVEL: "INFO" })],
    },
  },
  invalid: {
    "a sidecar's key, by its name": {
      remediable: false,
      stack: [
        runService([
          api(),
          { name: "agent", image: "datadog/agent:7", envs: [{ name: "DD_API_KEY", value: "abc-def-ghi" }] },
        ]),
      ],
      finds: [
        `${IN_PLAIN_TEXT} container agent (template.containers[1]): envs[0].value sets DD_API_KEY to a literal; ${NEEDS} ${KEEP}`,
      ],
    },
    "a URL with a password, in the first version of the API": {
      remediable: false,
      stack: [applicationV1({ DATABASE_URL: "postgresql://app:hunter2@10.0.0.3/shop" })],
      finds: [
        `${IN_PLAIN_TEXT} ${IN_RUN_V1}envs[0].value sets DATABASE_URL to what looks like a URL with a password; ${NEEDS} ${KEEP}`,
      ],
    },
    "an argument": {
      remediable: false,
      stack: [application({}, { commands: ["uvicorn"], args: ["--password", "hunter2"] })],
      finds: [`${IN_PLAIN_TEXT} ${IN_RUN}args[1] sets password to a literal; ${NEEDS} ${KEEP}`],
    },
    "a job's password": {
      remediable: false,
      stack: [runJob({ PGPASSWORD: "hunter2" })],
      finds: [
        `${IN_PLAIN_TEXT} container 0 (template.template.containers[0]): envs[0].value sets PGPASSWORD to a literal; ${NEEDS} ${KEEP}`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a password that is not known yet": {
      stack: [application({ DB_PASSWORD: unknown })],
      mentions: ["envs[0].value sets DB_PASSWORD to a value that is not known"],
    },
    "a secret of the program, which Cloud Run then shows": {
      stack: [application({ DB_PASSWORD: secret("hunter2") })],
      mentions: ["envs[0].value sets DB_PASSWORD to a secret of the program"],
    },
  },
});
