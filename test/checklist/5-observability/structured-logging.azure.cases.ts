import { cases } from "../../kit/cases";
import {
  appJob,
  containerApp,
  containerGroup,
  IN_APP,
  IN_CODE,
  unknownContainers,
  webApp,
} from "../azure/workloads";

const good = { FRAISEQL_LOG_FORMAT: "json", FRAISEQL_LOG_SANITIZE_PII: "true" };

export default cases({
  requirement: "5.2-structured-logging",
  provider: "azure",
  valid: {
    "JSON from the default level on": { stack: [containerApp(good)] },
    "warnings alone": { stack: [containerGroup({ ...good, FRAISEQL_LOG_LEVEL: "WARNING" })] },
    "in App Service": { stack: [webApp(good)] },
  },
  invalid: {
    "everything, as text": {
      stack: [containerApp({ ...good, FRAISEQL_LOG_FORMAT: "text", FRAISEQL_LOG_LEVEL: "DEBUG" })],
      finds: [
        `5.2 Structured logging: ${IN_APP}FRAISEQL_LOG_FORMAT does not comply; {profile} needs "json". Set env[0].value: "json". ${IN_CODE}`,
        `5.2 Structured logging: ${IN_APP}FRAISEQL_LOG_LEVEL does not comply; {profile} needs INFO or a level above it. Set env[2].value: "INFO". ${IN_CODE}`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
  },
  unknownIn: {
    "a format that is not known yet": {
      of: "JSON from the default level on",
      at: "api: template.containers.0.env.0.value",
      mentions: ["FRAISEQL_LOG_FORMAT is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [appJob()] } },
});
