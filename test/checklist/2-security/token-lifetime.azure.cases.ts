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

export default cases({
  requirement: "2.3-token-lifetime",
  provider: "azure",
  valid: {
    "five minutes": { stack: [containerApp({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5" })] },
    "in a container group": { stack: [containerGroup({ FRAISEQL_ACCESS_TOKEN_MINUTES: 5 })] },
    "in App Service": { stack: [webApp({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5" })] },
  },
  invalid: {
    "refresh tokens that stay": {
      stack: [containerApp({ FRAISEQL_ACCESS_TOKEN_MINUTES: "5", FRAISEQL_REFRESH_TOKEN_ROTATION: "false" })],
      finds: [
        `2.3 Token lifetime: ${IN_APP}FRAISEQL_REFRESH_TOKEN_ROTATION does not comply; {profile} needs true. Set env[1].value: "true". ${IN_CODE}`,
      ],
    },
    "two hours": {
      stack: [containerApp({ FRAISEQL_ACCESS_TOKEN_MINUTES: "120" })],
      finds: [
        `2.3 Token lifetime: ${IN_APP}FRAISEQL_ACCESS_TOKEN_MINUTES does not comply; {profile} needs at most 15 minutes. Set env[0].value: "15". ${IN_CODE}`,
      ],
      profiles: ["REGULATED"],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
  },
  unknownIn: {
    "a lifetime that is not known yet": {
      of: "five minutes",
      at: "api: template.containers.0.env.0.value",
      mentions: ["FRAISEQL_ACCESS_TOKEN_MINUTES is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [appJob()] } },
});
