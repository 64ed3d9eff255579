import { cases, unknown } from "../../kit/cases";
import { application, applicationV1, IN_CODE, IN_RUN, runJob, unknownContainers } from "../gcp/workloads";

export default cases({
  requirement: "2.1-security-profile-configured",
  provider: "gcp",
  valid: {
    "the strictest profile": { stack: [application({ FRAISEQL_SECURITY_PROFILE: "RESTRICTED" })] },
    "in the first version of the API": {
      stack: [applicationV1({ FRAISEQL_SECURITY_PROFILE: "restricted" })],
    },
  },
  invalid: {
    "nothing is declared": {
      stack: [application({ FRAISEQL_ENVIRONMENT: "production" })],
      finds: [
        `2.1 Security profile of the application: ${IN_RUN}FRAISEQL_SECURITY_PROFILE is not set; {profile} needs the profile RESTRICTED. Add {"name":"FRAISEQL_SECURITY_PROFILE","value":"RESTRICTED"} to envs. ${IN_CODE}`,
      ],
      profiles: ["RESTRICTED"],
    },
    "a weaker profile": {
      stack: [application({ FRAISEQL_SECURITY_PROFILE: "STANDARD" })],
      finds: [
        `2.1 Security profile of the application: ${IN_RUN}FRAISEQL_SECURITY_PROFILE does not comply; {profile} needs the profile REGULATED or RESTRICTED. Set envs[0].value: "REGULATED". ${IN_CODE}`,
      ],
      profiles: ["REGULATED"],
    },
    "a word that is no profile": {
      stack: [application({ FRAISEQL_SECURITY_PROFILE: "NONE" })],
      finds: [
        `2.1 Security profile of the application: ${IN_RUN}FRAISEQL_SECURITY_PROFILE is not one of STANDARD, REGULATED, RESTRICTED; {profile} needs the profile STANDARD or REGULATED or RESTRICTED. Set envs[0].value: "STANDARD". ${IN_CODE}`,
      ],
      profiles: ["STANDARD"],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a profile that is not known yet": {
      stack: [application({ FRAISEQL_SECURITY_PROFILE: unknown })],
      mentions: ["FRAISEQL_SECURITY_PROFILE is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [runJob()] } },
});
