import { cases, unknown } from "../../kit/cases";
import { application, applicationV1, IN_RUN, secretsOf, unknownContainers } from "../gcp/workloads";

export default cases({
  requirement: "2.3-jwt-secret-managed",
  provider: "gcp",
  valid: {
    "a reference to Secret Manager": { stack: [application({}, { envs: secretsOf("JWT_SECRET_KEY") })] },
    "in the first version of the API": {
      stack: [
        applicationV1(
          {},
          { envs: [{ name: "JWT_SECRET_KEY", valueFrom: { secretKeyRef: { name: "jwt", key: "latest" } } }] },
        ),
      ],
    },
    "a reference that is not known yet": {
      stack: [
        application(
          {},
          { envs: [{ name: "JWT_SECRET_KEY", valueSource: { secretKeyRef: { secret: unknown } } }] },
        ),
      ],
    },
  },
  invalid: {
    "a literal": {
      stack: [application({ JWT_SECRET_KEY: "correct-horse-battery" })],
      remediable: false,
      finds: [
        `2.3 JWT secret: ${IN_RUN}envs[0].value sets JWT_SECRET_KEY to a literal; {profile} needs a reference to a secret. Keep it in Secret Manager, and refer to it with secretKeyRef.`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a plain variable that is not known yet": {
      stack: [application({ JWT_SECRET_KEY: unknown })],
      mentions: ["JWT_SECRET_KEY is not known until the update"],
    },
  },
  notApplicable: { "no key of its own": { stack: [application({ FRAISEQL_ENVIRONMENT: "production" })] } },
});
