import { cases, unknown } from "../../kit/cases";
import {
  application,
  applicationJob,
  applicationPatch,
  IN_CODE,
  IN_CONTAINER,
  told,
} from "../kubernetes/application";

const good = { FRAISEQL_LOG_FORMAT: "json", FRAISEQL_LOG_SANITIZE_PII: "true" };
const finding = (says: string, needs: string, fix: string, then = ` ${IN_CODE}`) =>
  `5.2 Structured logging: ${IN_CONTAINER}${says}; {profile} needs ${needs}. ${told(fix)}${then}`;

export default cases({
  requirement: "5.2-structured-logging",
  provider: "kubernetes",
  valid: {
    "JSON from the default level on": { stack: [application(good)] },
    "warnings alone": { stack: [application({ ...good, FRAISEQL_LOG_LEVEL: "warn" })] },
    "v2, by its own names": {
      stack: [
        application({
          ...good,
          FRAISEQL_LOG_FORMAT: "JSON",
          RUST_LOG: "fraiseql_server=info,tower_http=warn",
        }),
      ],
      applicationGeneration: "v2",
    },
  },
  invalid: {
    "nothing is declared": {
      stack: [application()],
      finds: [
        finding(
          "FRAISEQL_LOG_FORMAT is not set",
          '"json"',
          'env[0]: {"name":"FRAISEQL_LOG_FORMAT","value":"json"}',
        ),
        finding(
          "FRAISEQL_LOG_SANITIZE_PII is not set",
          "true",
          'env[1]: {"name":"FRAISEQL_LOG_SANITIZE_PII","value":"true"}',
        ),
      ],
    },
    "debugging in production": {
      stack: [application({ ...good, FRAISEQL_LOG_LEVEL: "DEBUG" })],
      finds: [
        finding("FRAISEQL_LOG_LEVEL does not comply", "INFO or a level above it", 'env[2].value: "INFO"'),
      ],
    },
    "text, with personal data": {
      stack: [application({ FRAISEQL_LOG_FORMAT: "text", FRAISEQL_LOG_SANITIZE_PII: "0" })],
      finds: [
        finding("FRAISEQL_LOG_FORMAT does not comply", '"json"', 'env[0].value: "json"'),
        finding("FRAISEQL_LOG_SANITIZE_PII does not comply", "true", 'env[1].value: "true"'),
      ],
    },
    "v2 logs text by default, and one of its modules debugs": {
      stack: [application({ FRAISEQL_LOG_SANITIZE_PII: "true", RUST_LOG: "info,fraiseql_core=debug" })],
      applicationGeneration: "v2",
      finds: [
        finding(
          'FRAISEQL_LOG_FORMAT is not set, which means "text"',
          '"json"',
          'env[2]: {"name":"FRAISEQL_LOG_FORMAT","value":"json"}',
          "",
        ),
        finding("RUST_LOG does not comply", "INFO or a level above it", 'env[1].value: "info"', ""),
      ],
    },
  },
  unknown: {
    "a level that is not known yet": {
      stack: [application({ ...good, FRAISEQL_LOG_LEVEL: unknown })],
      mentions: ["FRAISEQL_LOG_LEVEL is not known until the update"],
    },
  },
  notApplicable: {
    "what runs to its end": { stack: [applicationJob({ FRAISEQL_LOG_LEVEL: "DEBUG" })] },
    "a patch of something else": { stack: [applicationPatch({ FRAISEQL_ENVIRONMENT: "production" })] },
  },
});
