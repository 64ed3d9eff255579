import { cases, resource, unknown } from "../../kit/cases";

const app = (...containers: readonly object[]) =>
  resource("azure-native:app:ContainerApp", "api", {
    resourceGroupName: "production",
    template: { containers },
  });
const group = (resources: unknown) =>
  resource("azure-native:containerinstance:ContainerGroup", "api", {
    resourceGroupName: "production",
    osType: "Linux",
    containers: [{ name: "api", image: "api:1", resources }],
  });
const at = "7.2 Resource limits: container api (containers[0]):";

export default cases({
  requirement: "7.2-resource-limits",
  provider: "azure",
  valid: {
    "a container app sets its resources": {
      stack: [app({ name: "api", image: "api:1", resources: { cpu: 0.25, memory: "0.5Gi" } })],
    },
    "memory in another spelling": {
      stack: [app({ image: "api:1", resources: { cpu: 1, memory: "250Mb" } })],
    },
    "Container Apps sets resources itself": { stack: [app({ image: "api:1" })] },
    "a job": {
      stack: [
        resource("azure-native:app:Job", "migrate", {
          template: { containers: [{ image: "m:1" }], initContainers: [{ image: "i:1" }] },
        }),
      ],
    },
    "a group's requests are its limits": { stack: [group({ requests: { cpu: 1, memoryInGB: 1.5 } })] },
    "a group's limits are above its requests": {
      stack: [group({ requests: { cpu: 1, memoryInGB: 1.5 }, limits: { cpu: 2, memoryInGB: 2 } })],
    },
  },
  invalid: {
    "a group has no resources": {
      stack: [group(undefined)],
      finds: [
        `${at} resources.requests.cpu, resources.limits.cpu, resources.requests.memoryInGB and resources.limits.memoryInGB are not set; {profile} needs a value above 0.`,
      ],
      remediable: false,
    },
    "a request is above its limit": {
      stack: [group({ requests: { cpu: 4, memoryInGB: 1 }, limits: { cpu: 2, memoryInGB: 1 } })],
      finds: [`${at} resources.requests.cpu is 4 cores; {profile} needs at most the limit.`],
      remediable: false,
    },
    "a container app asks for no CPU": {
      stack: [app({ name: "api", image: "api:1", resources: { cpu: 0, memory: "1Gi" } })],
      finds: [
        "7.2 Resource limits: container api (template.containers[0]): resources.cpu is 0 cores; {profile} needs a value above 0.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "the CPU comes from an output": {
      stack: [app({ image: "api:1", resources: { cpu: unknown, memory: "1Gi" } })],
      mentions: ["resources.cpu"],
    },
    "memory is not a quantity": {
      stack: [app({ image: "api:1", resources: { cpu: 1, memory: "lots" } })],
      mentions: ["resources.memory is not a quantity"],
    },
    "a group's request comes from an output": {
      stack: [group({ requests: { cpu: unknown, memoryInGB: 1 } })],
      mentions: ["resources.requests.cpu"],
    },
  },
});
