import { cases, ref } from "../../kit/cases";
import {
  appJob,
  containerApp,
  containerGroup,
  IN_APP,
  IN_CODE,
  IN_WEB,
  settingsOf,
  unknownContainers,
  webApp,
} from "../azure/workloads";

const TITLE = "2.1 Security profile of the application:";
const restricted = { FRAISEQL_SECURITY_PROFILE: "RESTRICTED" };

export default cases({
  requirement: "2.1-security-profile-configured",
  provider: "azure",
  valid: {
    "the strictest profile": { stack: [containerApp(restricted)] },
    "in a container group": { stack: [containerGroup({ FRAISEQL_SECURITY_PROFILE: "restricted" })] },
    "in App Service": { stack: [webApp(restricted)] },
    "in settings that are a resource of their own": {
      stack: [webApp(), settingsOf(ref("api"), restricted)],
    },
  },
  invalid: {
    "nothing is declared": {
      stack: [containerApp({ FRAISEQL_ENVIRONMENT: "production" })],
      finds: [
        `${TITLE} ${IN_APP}FRAISEQL_SECURITY_PROFILE is not set; {profile} needs the profile RESTRICTED. Add {"name":"FRAISEQL_SECURITY_PROFILE","value":"RESTRICTED"} to env. ${IN_CODE}`,
      ],
      profiles: ["RESTRICTED"],
    },
    "nothing is declared in App Service": {
      stack: [webApp({ FRAISEQL_ENVIRONMENT: "production" })],
      finds: [
        `${TITLE} ${IN_WEB}FRAISEQL_SECURITY_PROFILE is not set; {profile} needs the profile RESTRICTED. Add {"name":"FRAISEQL_SECURITY_PROFILE","value":"RESTRICTED"} to appSettings. ${IN_CODE}`,
      ],
      profiles: ["RESTRICTED"],
    },
    "nothing is declared in settings that are a resource of their own": {
      stack: [webApp(), settingsOf("SHOP-API", { FRAISEQL_ENVIRONMENT: "production" })],
      remediable: false,
      finds: [
        `${TITLE} ${IN_WEB}FRAISEQL_SECURITY_PROFILE is not set; {profile} needs the profile RESTRICTED. ${IN_CODE}`,
      ],
      profiles: ["RESTRICTED"],
    },
    "a weaker profile": {
      stack: [containerApp({ FRAISEQL_SECURITY_PROFILE: "STANDARD" })],
      finds: [
        `${TITLE} ${IN_APP}FRAISEQL_SECURITY_PROFILE does not comply; {profile} needs the profile REGULATED or RESTRICTED. Set env[0].value: "REGULATED". ${IN_CODE}`,
      ],
      profiles: ["REGULATED"],
    },
    "a word that is no profile": {
      stack: [containerApp({ FRAISEQL_SECURITY_PROFILE: "NONE" })],
      finds: [
        `${TITLE} ${IN_APP}FRAISEQL_SECURITY_PROFILE is not one of STANDARD, REGULATED, RESTRICTED; {profile} needs the profile STANDARD or REGULATED or RESTRICTED. Set env[0].value: "STANDARD". ${IN_CODE}`,
      ],
      profiles: ["STANDARD"],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
  },
  unknownIn: {
    "a profile that is not known yet": {
      of: "the strictest profile",
      at: "api: template.containers.0.env.0.value",
      mentions: ["FRAISEQL_SECURITY_PROFILE is not known until the update"],
    },
    "a name of a variable that is not known yet": {
      of: "in App Service",
      at: "api: siteConfig.appSettings.0.name",
      mentions: ["FRAISEQL_SECURITY_PROFILE is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [appJob()] } },
});
