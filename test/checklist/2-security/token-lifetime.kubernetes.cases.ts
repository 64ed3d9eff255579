import { cases, secret, unknown } from "../../kit/cases";
import {
  application,
  applicationJob,
  applicationPatch,
  IN_CODE,
  IN_CONTAINER,
  told,
} from "../kubernetes/application";

const finding = (says: string, needs: string, fix: string) =>
  `2.3 Token lifetime: ${IN_CONTAINER}${says}; {profile} needs ${needs}. ${told(fix)} ${IN_CODE}`;

export default cases({
  requirement: "2.3-token-lifetime",
  provider: "kubernetes",
  valid: {
    "the application's default": { stack: [application()], profiles: ["STANDARD", "REGULATED"] },
    "five minutes": {
      stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5", FRAISEQL_REFRESH_TOKEN_ROTATION: "true" })],
    },
    "an hour": { stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "60" })], profiles: ["STANDARD"] },
  },
  invalid: {
    "the default is too long": {
      stack: [application()],
      finds: [
        finding(
          "FRAISEQL_ACCESS_TOKEN_MINUTES is not set, which means 15 minutes",
          "at most 5",
          'env[0]: {"name":"FRAISEQL_ACCESS_TOKEN_MINUTES","value":"5"}',
        ),
      ],
      profiles: ["RESTRICTED"],
    },
    "a day": {
      stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "1440" })],
      finds: [
        finding("FRAISEQL_ACCESS_TOKEN_MINUTES does not comply", "at most 60 minutes", 'env[0].value: "60"'),
      ],
      profiles: ["STANDARD"],
    },
    "not a number": {
      stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5m" })],
      finds: [
        finding(
          "FRAISEQL_ACCESS_TOKEN_MINUTES is not a whole number",
          "at most 15 minutes",
          'env[0].value: "15"',
        ),
      ],
      profiles: ["REGULATED"],
    },
    "a secret value is judged, and never shown": {
      stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: secret("61") })],
      finds: [
        finding(
          "FRAISEQL_ACCESS_TOKEN_MINUTES is a secret value that does not comply",
          "at most 60 minutes",
          'env[0].value: "60"',
        ),
      ],
      profiles: ["STANDARD"],
    },
    "refresh tokens are not rotated": {
      stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5", FRAISEQL_REFRESH_TOKEN_ROTATION: "off" })],
      finds: [finding("FRAISEQL_REFRESH_TOKEN_ROTATION does not comply", "true", 'env[1].value: "true"')],
    },
    "a patch that lengthens them": {
      stack: [applicationPatch({ FRAISEQL_ACCESS_TOKEN_MINUTES: "90" })],
      finds: [
        finding("FRAISEQL_ACCESS_TOKEN_MINUTES does not comply", "at most 60 minutes", 'env[0].value: "60"'),
      ],
      profiles: ["STANDARD"],
    },
  },
  unknown: {
    "a lifetime that is not known yet": {
      stack: [application({ FRAISEQL_ACCESS_TOKEN_MINUTES: unknown })],
      mentions: ["FRAISEQL_ACCESS_TOKEN_MINUTES is not known until the update"],
    },
  },
  notApplicable: {
    "Auth0 issues the tokens": { stack: [application({ FRAISEQL_AUTH_PROVIDER: "auth0" })] },
    "v2 issues none": { stack: [application()], applicationGeneration: "v2" },
    "what runs to its end": { stack: [applicationJob()] },
  },
});
