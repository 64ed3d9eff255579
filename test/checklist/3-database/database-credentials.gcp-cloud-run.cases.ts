import { cases, secret, unknown } from "../../kit/cases";
import { application, applicationV1, IN_RUN, IN_RUN_V1, secretsOf } from "../gcp/workloads";

const NEEDS = "{profile} needs a reference to a secret.";
const KEEP = "Keep it in Secret Manager, and refer to it with secretKeyRef.";

export default cases({
  requirement: "3.1-database-credentials",
  provider: "gcp",
  valid: {
    "a URL that Secret Manager holds": { stack: [application({}, { envs: secretsOf("DATABASE_URL") })] },
    "a URL without a password: the connector signs in": {
      stack: [application({ DATABASE_URL: "postgresql://app@/shop?host=/cloudsql/p:europe-west1:db" })],
    },
  },
  invalid: {
    "a URL with its password": {
      stack: [applicationV1({ DATABASE_URL: "postgresql://app:hunter2@10.0.0.3/shop" })],
      remediable: false,
      finds: [
        `3.1 Database credentials: ${IN_RUN_V1}envs[0].value sets DATABASE_URL to what looks like a database URL with its password; ${NEEDS} ${KEEP}`,
      ],
    },
    "a password by its name": {
      stack: [application({ DB_PASSWORD: "correct-horse" })],
      remediable: false,
      finds: [
        `3.1 Database credentials: ${IN_RUN}envs[0].value sets DB_PASSWORD to a literal; ${NEEDS} ${KEEP}`,
      ],
    },
  },
  unknown: {
    "a password that is not known yet": {
      stack: [application({ DB_PASSWORD: unknown })],
      mentions: ["envs[0].value sets DB_PASSWORD to a value that is not known"],
    },
    "a secret of the program, which Cloud Run then shows": {
      stack: [application({ DB_PASSWORD: secret("correct-horse") })],
      mentions: ["envs[0].value sets DB_PASSWORD to a secret of the program"],
    },
  },
});
