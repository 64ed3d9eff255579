import { cases, secret } from "../../kit/cases";
import { containerApp, containerGroup, IN_GROUP, webApp } from "../azure/workloads";

const hardened = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
const group = (securityContext?: unknown, props: object = {}) =>
  containerGroup({}, { securityContext }, { ...props });
const TITLE = `7.1 Dropped privileges: ${IN_GROUP}`;
const above = ["REGULATED", "RESTRICTED"] as const;

export default cases({
  requirement: "7.1-privileges-dropped",
  provider: "azure",
  valid: {
    "the container drops everything": { stack: [group(hardened)] },
    "a low port may be bound, and what is off is off": {
      stack: [
        group({
          ...hardened,
          privileged: "false",
          capabilities: { drop: ["all"], add: ["NET_BIND_SERVICE"] },
        }),
      ],
    },
    "Windows has neither": { stack: [group(undefined, { osType: "Windows" })] },
  },
  invalid: {
    "the runtime's own capabilities": {
      stack: [group()],
      profiles: above,
      finds: [
        `${TITLE}securityContext.allowPrivilegeEscalation is not set, which means true; {profile} needs false. Set securityContext.allowPrivilegeEscalation: false.`,
        `${TITLE}securityContext.capabilities.drop is not set; {profile} needs ["ALL"]. Set securityContext.capabilities.drop: ["ALL"].`,
      ],
    },
    "the same, as advice": {
      stack: [group()],
      profiles: ["STANDARD"],
      advisory: true,
      remediable: false,
      finds: [
        `${TITLE}it has more privileges than it needs. Set securityContext.allowPrivilegeEscalation: false, securityContext.capabilities.drop: ["ALL"].`,
      ],
    },
    "a privileged container with another capability": {
      stack: [group({ ...hardened, privileged: true, capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] } })],
      profiles: above,
      finds: [
        `${TITLE}securityContext.privileged is true; {profile} needs false. Set securityContext.privileged: false.`,
        `${TITLE}securityContext.capabilities.add is ["SYS_ADMIN"]; {profile} needs no capability but NET_BIND_SERVICE. Set securityContext.capabilities.add: [].`,
      ],
    },
    "capabilities that the program keeps secret are not shown": {
      stack: [group({ ...hardened, capabilities: { drop: ["ALL"], add: [secret("SYS_ADMIN")] } })],
      profiles: above,
      finds: [
        `${TITLE}securityContext.capabilities.add is a secret value that does not comply; {profile} needs no capability but NET_BIND_SERVICE. Set securityContext.capabilities.add: [].`,
      ],
    },
    "an init container": {
      stack: [group(hardened, { initContainers: [{ name: "migrate", image: "m:1", securityContext: {} }] })],
      profiles: above,
      finds: [
        "7.1 Dropped privileges: container migrate (initContainers[0]): securityContext.allowPrivilegeEscalation is not set, which means true; {profile} needs false. Set securityContext.allowPrivilegeEscalation: false.",
        '7.1 Dropped privileges: container migrate (initContainers[0]): securityContext.capabilities.drop is not set; {profile} needs ["ALL"]. Set securityContext.capabilities.drop: ["ALL"].',
      ],
    },
  },
  unknown: {},
  unknownIn: {
    "whether it may gain privileges": {
      of: "the container drops everything",
      at: "api: containers.0.securityContext.allowPrivilegeEscalation",
      mentions: ["securityContext.allowPrivilegeEscalation is not known until the update"],
    },
    "which capabilities it drops": {
      of: "the container drops everything",
      at: "api: containers.0.securityContext.capabilities.drop.0",
      mentions: ["securityContext.capabilities.drop[0] is not known until the update"],
    },
  },
  notApplicable: {
    "Container Apps and App Service have no such settings": { stack: [containerApp(), webApp()] },
  },
});
