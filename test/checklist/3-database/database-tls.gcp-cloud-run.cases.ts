import { cases, unknown } from "../../kit/cases";
import { application, applicationV1, envOf, IN_RUN, secretsOf } from "../gcp/workloads";

export default cases({
  requirement: "3.1-database-tls",
  provider: "gcp",
  valid: {
    "the URL insists on TLS": {
      stack: [application({ DATABASE_URL: "postgresql://app@10.0.0.3/shop?sslmode=verify-full" })],
    },
    "the client insists, whatever the URL that Secret Manager holds": {
      stack: [application({}, { envs: [...secretsOf("DATABASE_URL"), ...envOf({ PGSSLMODE: "require" })] })],
    },
  },
  invalid: {
    "the URL leaves it to the default": {
      stack: [application({ DATABASE_URL: "postgresql://app@10.0.0.3/shop" })],
      remediable: false,
      finds: [
        `3.1 Database TLS: ${IN_RUN}DATABASE_URL has no sslmode, which means prefer; {profile} needs sslmode=require, verify-ca or verify-full. Add ?sslmode=require to the URL, or set PGSSLMODE.`,
      ],
    },
  },
  unknown: {
    "a URL that is not known yet": {
      stack: [applicationV1({ DATABASE_URL: unknown })],
      mentions: ["DATABASE_URL is not known until the update"],
    },
    "a URL that Secret Manager holds": {
      stack: [application({}, { envs: secretsOf("DATABASE_URL") })],
      mentions: ["DATABASE_URL comes from Secret Manager, which is not read"],
    },
  },
  notApplicable: {
    "the socket of Cloud SQL, behind which the connector encrypts": {
      stack: [application({ DATABASE_URL: "postgresql://app@/shop?host=/cloudsql/p:europe-west1:db" })],
    },
  },
});
