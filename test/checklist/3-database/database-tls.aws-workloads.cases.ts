import { cases } from "../../kit/cases";
import {
  application,
  appRunnerWith,
  batchJob,
  IN_APP_RUNNER,
  IN_TASK,
  secretArn,
  service,
  unknownTask,
} from "../aws/workloads";

const NEEDS = "{profile} needs sslmode=require, verify-ca or verify-full.";

export default cases({
  requirement: "3.1-database-tls",
  provider: "aws",
  valid: {
    "a URL that insists": {
      stack: [application({ DATABASE_URL: "postgresql://db.internal/app?sslmode=verify-full" }), service()],
    },
    "the mode beside a URL in a secret": {
      stack: [
        application(
          { PGSSLMODE: "require" },
          { secrets: [{ name: "DATABASE_URL", valueFrom: secretArn("db") }] },
        ),
      ],
    },
  },
  invalid: {
    "a URL that says nothing of it": {
      stack: [application({ DATABASE_URL: "postgresql://db.internal/app" })],
      remediable: false,
      finds: [
        `3.1 Database TLS: ${IN_TASK}DATABASE_URL has no sslmode, which means prefer; ${NEEDS} Add ?sslmode=require to the URL, or set PGSSLMODE.`,
      ],
    },
    "one of App Runner that allows plain text": {
      stack: [appRunnerWith({ DATABASE_URL: "postgresql://db.internal/app?sslmode=prefer" })],
      remediable: false,
      finds: [
        `3.1 Database TLS: ${IN_APP_RUNNER}DATABASE_URL has an sslmode that allows plain text; ${NEEDS} Change it.`,
      ],
    },
    "a mode that allows plain text": {
      stack: [batchJob({ environment: [{ name: "PGSSLMODE", value: "disable" }] })],
      finds: [
        '3.1 Database TLS: container 1 (containerProperties): PGSSLMODE does not comply; {profile} needs require, verify-ca or verify-full. Set environment[0].value: "require".',
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a URL in a secret": {
      stack: [application({}, { secrets: [{ name: "DATABASE_URL", valueFrom: secretArn("db") }] })],
      mentions: ["DATABASE_URL comes from Secrets Manager, which is not read"],
    },
    "a URL in a parameter": {
      stack: [appRunnerWith({}, { DATABASE_URL: "arn:aws:ssm:eu-west-1:123456789012:parameter/prod/db" })],
      mentions: ["DATABASE_URL comes from Parameter Store, which is not read"],
    },
  },
});
