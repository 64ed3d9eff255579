import { cases, resource, unknown } from "../../kit/cases";

const service = (...containers: readonly object[]) =>
  resource("gcp:cloudrunv2/service:Service", "api", { location: "europe-west1", template: { containers } });

export default cases({
  requirement: "7.2-resource-limits",
  provider: "gcp",
  valid: {
    "limits are set": {
      stack: [service({ image: "api", resources: { limits: { cpu: "1000m", memory: "512Mi" } } })],
    },
    "Cloud Run sets limits itself": { stack: [service({ image: "api" }, { image: "proxy", name: "proxy" })] },
    "a job": {
      stack: [
        resource("gcp:cloudrunv2/job:Job", "migrate", {
          location: "europe-west1",
          template: { template: { containers: [{ image: "migrate", resources: { limits: { cpu: "2" } } }] } },
        }),
      ],
    },
    "a worker pool": {
      stack: [
        resource("gcp:cloudrunv2/workerPool:WorkerPool", "worker", {
          template: { containers: [{ image: "worker" }] },
        }),
      ],
    },
    "a service of the first API": {
      stack: [
        resource("gcp:cloudrun/service:Service", "api", {
          template: { spec: { containers: [{ image: "api", resources: { limits: { cpu: "0.5" } } }] } },
        }),
      ],
    },
  },
  invalid: {
    "a limit of nothing": {
      stack: [service({ name: "api", image: "api", resources: { limits: { cpu: "0", memory: "512Mi" } } })],
      finds: [
        "7.2 Resource limits: container api (template.containers[0]): resources.limits.cpu is 0 cores; {profile} needs a value above 0.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "a limit comes from an output": {
      stack: [service({ image: "api", resources: { limits: { cpu: unknown } } })],
      mentions: ["resources.limits.cpu"],
    },
    "a limit is not a quantity": {
      stack: [service({ image: "api", resources: { limits: { memory: "lots" } } })],
      mentions: ["resources.limits.memory is not a quantity"],
    },
    "the containers come from an output": {
      stack: [resource("gcp:cloudrunv2/service:Service", "api", { template: { containers: unknown } })],
      mentions: ["template.containers"],
    },
  },
});
