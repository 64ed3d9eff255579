import { cases } from "../../kit/cases";
import { containerApp, containerGroup, IN_APP, IN_CODE, unknownContainers, webApp } from "../azure/workloads";

export default cases({
  requirement: "6.1-caching",
  provider: "azure",
  valid: {
    "results are kept five minutes": { stack: [containerApp({ FRAISEQL_CACHE_TTL: 300 })] },
    "in a container group": { stack: [containerGroup({ FRAISEQL_CACHE_TTL: "300" })] },
    "in App Service": { stack: [webApp({ FRAISEQL_CACHE_TTL: "300" })] },
  },
  invalid: {
    "results are not kept": {
      stack: [containerApp({ FRAISEQL_CACHE_TTL: "0" })],
      finds: [
        `6.1 Caching: ${IN_APP}FRAISEQL_CACHE_TTL does not comply; {profile} needs a time above 0 seconds. Set env[0].value: "300". ${IN_CODE}`,
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
    "a time that is not known yet": {
      of: "results are kept five minutes",
      at: "api: template.containers.0.env.0.value",
      mentions: ["FRAISEQL_CACHE_TTL is not known until the update"],
    },
  },
});
