import { cases, resource, unknown } from "../../kit/cases";
import {
  application,
  appRunnerWith,
  batchJob,
  IN_TASK,
  secretArn,
  service,
  unknownTask,
} from "../aws/workloads";

const NEEDS = "{profile} needs a reference to a secret.";
const KEEP = "Keep it in Secrets Manager or Parameter Store, and name its ARN as valueFrom in secrets.";
const URL = "postgresql://app:hunter2@db.internal:5432/app?sslmode=require";

export default cases({
  requirement: "3.1-database-credentials",
  provider: "aws",
  valid: {
    "the URL by reference": {
      stack: [
        application({}, { secrets: [{ name: "DATABASE_URL", valueFrom: secretArn("db") }] }),
        service(),
      ],
    },
    "the parts, with the password by reference": {
      stack: [
        application(
          { PGHOST: "db.internal", PGUSER: "app" },
          { secrets: [{ name: "PGPASSWORD", valueFrom: `${secretArn("db")}:password::` }] },
        ),
      ],
    },
    "on App Runner": { stack: [appRunnerWith({}, { DATABASE_URL: secretArn("db") })] },
  },
  invalid: {
    "a URL with its password": {
      stack: [application({ FRAISEQL_ENVIRONMENT: "production", DATABASE_URL: URL })],
      remediable: false,
      finds: [
        `3.1 Database credentials: ${IN_TASK}environment[1].value sets DATABASE_URL to what looks like a database URL with its password; ${NEEDS} ${KEEP}`,
      ],
    },
    "a password in a command of a job": {
      stack: [batchJob({ command: ["sh", "-c", "PGPASSWORD=hunter2 psql -f migrate.sql"] })],
      remediable: false,
      finds: [
        `3.1 Database credentials: container 1 (containerProperties): command[2] sets PGPASSWORD to a literal; ${NEEDS} ${KEEP}`,
      ],
    },
    "a function that is no container": {
      stack: [
        resource("aws:lambda/function:Function", "report", {
          role: "r",
          runtime: "python3.13",
          environment: { variables: { DB_PASSWORD: "hunter2" } },
        }),
      ],
      remediable: false,
      finds: [
        `3.1 Database credentials: container code: environment.variables.DB_PASSWORD sets DB_PASSWORD to a literal; ${NEEDS} Keep it in Secrets Manager, give the function its ARN, and read it when the function starts.`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a password that is not known yet, as a literal": {
      stack: [appRunnerWith({ DB_PASSWORD: unknown })],
      mentions: ["sets DB_PASSWORD to a value that is not known until the update"],
    },
  },
});
