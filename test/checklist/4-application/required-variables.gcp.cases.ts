import { cases, unknown } from "../../kit/cases";
import { application, envOf, IN_RUN, secretsOf, unknownContainers } from "../gcp/workloads";

const others = { FRAISEQL_KMS_PROVIDER: "gcp", FRAISEQL_AUDIT_ENABLED: "true" };
const settings = envOf({ FRAISEQL_ENVIRONMENT: "production", ...others });

export default cases({
  requirement: "4.1-required-variables",
  provider: "gcp",
  valid: {
    "settings as literals, credentials by reference": {
      stack: [application({}, { envs: [...settings, ...secretsOf("DATABASE_URL", "JWT_SECRET_KEY")] })],
    },
    "references that are not known yet": {
      stack: [
        application(
          {},
          {
            envs: [
              ...settings,
              { name: "DATABASE_URL", valueSource: unknown },
              { name: "JWT_SECRET_KEY", valueSource: unknown },
            ],
          },
        ),
      ],
    },
  },
  invalid: {
    "the environment under another name": {
      stack: [
        application(
          {},
          {
            envs: [
              ...envOf({ ENVIRONMENT: "production", ...others }),
              ...secretsOf("DATABASE_URL", "JWT_SECRET_KEY"),
            ],
          },
        ),
      ],
      finds: [
        `4.1 Required variables: ${IN_RUN}FRAISEQL_ENVIRONMENT is not set, which means "development"; {profile} needs "production". Add {"name":"FRAISEQL_ENVIRONMENT","value":"production"} to envs. ENVIRONMENT is set, and not read: the name is FRAISEQL_ENVIRONMENT.`,
      ],
    },
    "no database": {
      stack: [application({}, { envs: [...settings, ...secretsOf("JWT_SECRET_KEY")] })],
      remediable: false,
      finds: [
        `4.1 Required variables: ${IN_RUN}DATABASE_URL is not set; {profile} needs a reference to a secret with the database's URL.`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "the name of a variable is not known yet": {
      stack: [
        application(
          {},
          { envs: [...settings, ...secretsOf("JWT_SECRET_KEY"), { name: unknown, value: "x" }] },
        ),
      ],
      mentions: ["DATABASE_URL is not known until the update"],
    },
  },
});
