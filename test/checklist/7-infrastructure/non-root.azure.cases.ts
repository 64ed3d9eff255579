import { cases, resource, unknown } from "../../kit/cases";

const group = (containers: unknown, props: object = {}) =>
  resource("azure-native:containerinstance:ContainerGroup", "api", {
    resourceGroupName: "production",
    osType: "Linux",
    containers,
    ...props,
  });
const api = (securityContext?: unknown) => ({ name: "api", image: "api:1", securityContext });

export default cases({
  requirement: "7.1-non-root",
  provider: "azure",
  valid: {
    "a user is set": { stack: [group([api({ runAsUser: 1000 })])] },
    "every container has a user": {
      stack: [
        group([api({ runAsUser: 1000, allowPrivilegeEscalation: false })], {
          initContainers: [{ name: "migrate", image: "m:1", securityContext: { runAsUser: "10001" } }],
        }),
      ],
    },
  },
  invalid: {
    "a container runs as root": {
      stack: [group([api({ runAsUser: 0 })])],
      finds: [
        "7.1 Non-root user: container api (containers[0]): securityContext.runAsUser is 0; {profile} needs a user other than root. Set securityContext.runAsUser: 1000.",
      ],
    },
    "an init container has no user": {
      stack: [group([api({ runAsUser: 1000 })], { initContainers: [{ name: "migrate", image: "m:1" }] })],
      finds: [
        "7.1 Non-root user: container migrate (initContainers[0]): securityContext.runAsUser is not set; {profile} needs a user other than root. Set securityContext.runAsUser: 1000.",
      ],
    },
  },
  unknown: {
    "the user comes from an output": {
      stack: [group([api({ runAsUser: unknown })])],
      mentions: ["securityContext.runAsUser"],
    },
    "the containers come from an output": { stack: [group(unknown)], mentions: ["containers"] },
  },
  notApplicable: {
    "a group that runs Windows": { stack: [group([api()], { osType: "Windows" })] },
    "a container app: its image decides": {
      stack: [
        resource("azure-native:app:ContainerApp", "api", { template: { containers: [{ image: "api:1" }] } }),
      ],
    },
  },
});
