import { cases, resource, unknown } from "../../kit/cases";

const containers = [{ image: "ghcr.io/fraiseql/fraiseql:1.2.0" }];
const service = (scaling: unknown, ofService?: unknown) =>
  resource("gcp:cloudrunv2/service:Service", "api", {
    location: "europe-west1",
    template: { containers, scaling },
    scaling: ofService,
  });
const v1 = (annotations: object, ofService: object = {}) =>
  resource("gcp:cloudrun/service:Service", "api", {
    location: "europe-west1",
    metadata: { annotations: ofService },
    template: { metadata: { annotations }, spec: { containers } },
  });
const pool = (scaling: unknown) =>
  resource("gcp:cloudrunv2/workerPool:WorkerPool", "worker", { template: { containers }, scaling });

const TITLE = "7.2 Autoscaling:";
const MIN_V1 = 'template.metadata.annotations["autoscaling.knative.dev/minScale"]';

export default cases({
  requirement: "7.2-autoscaling",
  provider: "gcp",
  valid: {
    "the revision has two to ten instances": {
      stack: [service({ minInstanceCount: 2, maxInstanceCount: 10 })],
    },
    "the service has two instances, up to the default of 100": {
      stack: [service(undefined, { minInstanceCount: 2 })],
    },
    "the service's minimum is above the revision's": {
      stack: [service({ minInstanceCount: 0, maxInstanceCount: 10 }, { minInstanceCount: 3 })],
    },
    "it scales at 70 % CPU": {
      stack: [service({ minInstanceCount: 2, maxInstanceCount: 10, cpuUtilization: 0.7 })],
    },
    "the first API's annotations": {
      stack: [v1({ "autoscaling.knative.dev/minScale": "2", "autoscaling.knative.dev/maxScale": "10" })],
    },
    "the first API's annotation on the service": { stack: [v1({}, { "run.googleapis.com/minScale": "2" })] },
    "a worker pool that scales": { stack: [pool({ scalingMode: "AUTOMATIC", minInstanceCount: 2 })] },
  },
  invalid: {
    "it scales to zero": {
      stack: [service({ maxInstanceCount: 10 })],
      finds: [
        `${TITLE} template.scaling.minInstanceCount is not set, which means 0; {profile} needs at least 2. Set template.scaling.minInstanceCount: 2.`,
      ],
    },
    "its maximum is one": {
      stack: [service({ minInstanceCount: 2, maxInstanceCount: 1 })],
      finds: [
        `${TITLE} template.scaling.maxInstanceCount is 1; {profile} needs a maximum of at least 2. Set template.scaling.maxInstanceCount: 10.`,
      ],
    },
    "it scales at 90 % CPU": {
      stack: [service({ minInstanceCount: 2, maxInstanceCount: 10, cpuUtilization: 0.9 })],
      finds: [
        `${TITLE} template.scaling.cpuUtilization is 0.9 (90 percent); {profile} needs at most 70. Set template.scaling.cpuUtilization: 0.7.`,
      ],
    },
    "it does not scale on CPU": {
      stack: [service({ minInstanceCount: 2, maxInstanceCount: 10, cpuUtilization: 0 })],
      finds: [
        `${TITLE} template.scaling.cpuUtilization is 0, which turns scaling on CPU off; {profile} needs at most 70 percent.`,
      ],
      remediable: false,
    },
    "the number of instances is fixed": {
      stack: [service({ minInstanceCount: 2 }, { scalingMode: "MANUAL", manualInstanceCount: 3 })],
      finds: [
        `${TITLE} scaling.scalingMode is "MANUAL", which never scales; {profile} needs scaling on CPU.`,
      ],
      remediable: false,
    },
    "the first API scales to zero": {
      stack: [v1({ "autoscaling.knative.dev/maxScale": "10" })],
      finds: [
        `${TITLE} ${MIN_V1} is not set, which means 0; {profile} needs at least 2. Set ${MIN_V1}: "2".`,
      ],
    },
    "a worker pool has a fixed number of instances by default": {
      stack: [pool({ minInstanceCount: 2 })],
      finds: [
        `${TITLE} scaling.scalingMode is not set, which means "MANUAL", which never scales; {profile} needs scaling on CPU.`,
      ],
      remediable: false,
    },
  },
  unknown: {
    "the minimum comes from an output": {
      stack: [service({ minInstanceCount: unknown, maxInstanceCount: 10 })],
      mentions: ["template.scaling.minInstanceCount"],
    },
    "the mode comes from an output": {
      stack: [service({ minInstanceCount: 2 }, { scalingMode: unknown })],
      mentions: ["scaling.scalingMode"],
    },
    "an unknown minimum does not hide a maximum that is too low": {
      stack: [service({ minInstanceCount: unknown, maxInstanceCount: 1 })],
      mentions: ["template.scaling.minInstanceCount"],
      finds: [
        `${TITLE} template.scaling.maxInstanceCount is 1; {profile} needs a maximum of at least 2. Set template.scaling.maxInstanceCount: 10.`,
      ],
    },
  },
  notApplicable: {
    "a service that is not the application": {
      stack: [
        resource("gcp:cloudrunv2/service:Service", "billing", { template: { containers: [{ image: "b" }] } }),
      ],
    },
    "a job": {
      stack: [resource("gcp:cloudrunv2/job:Job", "migrate", { template: { template: { containers } } })],
    },
  },
});
