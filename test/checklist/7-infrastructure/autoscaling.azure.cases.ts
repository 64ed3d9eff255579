import { cases, resource, unknown } from "../../kit/cases";

const containers = [{ name: "fraiseql", image: "ghcr.io/fraiseql/fraiseql:1.2.0" }];
const app = (scale: unknown) =>
  resource("azure-native:app:ContainerApp", "api", {
    resourceGroupName: "production",
    template: { containers, scale },
  });
const cpu = (value: unknown, type = "Utilization") => ({
  name: "cpu",
  custom: { type: "cpu", metadata: { type, value } },
});
const http = { name: "http", http: { metadata: { concurrentRequests: "50" } } };

const TITLE = "7.2 Autoscaling:";
const rule = '{"name":"cpu","custom":{"type":"cpu","metadata":{"type":"Utilization","value":"70"}}}';
const VALUE = "template.scale.rules[0].custom.metadata.value";

export default cases({
  requirement: "7.2-autoscaling",
  provider: "azure",
  valid: {
    "it scales from two replicas at 70 % CPU": {
      stack: [app({ minReplicas: 2, maxReplicas: 10, rules: [cpu("70")] })],
    },
    "it scales on requests too": { stack: [app({ minReplicas: 3, rules: [http, cpu("60")] })] },
  },
  invalid: {
    "it scales to zero, on requests alone": {
      stack: [app(undefined)],
      finds: [
        `${TITLE} template.scale.minReplicas is not set, which means 0; {profile} needs at least 2. Set template.scale.minReplicas: 2.`,
        `${TITLE} template.scale.rules[0] is not set; {profile} needs at most 70 percent. Add ${rule} to template.scale.rules.`,
      ],
    },
    "the SDK wrote the maximum": {
      stack: [app({ minReplicas: 1, maxReplicas: 10, rules: [http] })],
      finds: [
        `${TITLE} template.scale.minReplicas is 1; {profile} needs at least 2. Set template.scale.minReplicas: 2.`,
        `${TITLE} template.scale.rules[1] is not set; {profile} needs at most 70 percent. Add ${rule} to template.scale.rules.`,
      ],
    },
    "it scales at 90 % CPU": {
      stack: [app({ minReplicas: 2, rules: [cpu("90")] })],
      finds: [`${TITLE} ${VALUE} is 90 percent; {profile} needs at most 70. Set ${VALUE}: "70".`],
    },
    "its maximum is its minimum less one": {
      stack: [app({ minReplicas: 3, maxReplicas: 2, rules: [cpu("70")] })],
      finds: [
        `${TITLE} template.scale.maxReplicas is 2; {profile} needs a maximum of at least 3. Set template.scale.maxReplicas: 10.`,
      ],
    },
  },
  unknown: {
    "the minimum comes from an output": {
      stack: [app({ minReplicas: unknown, rules: [cpu("70")] })],
      mentions: ["template.scale.minReplicas"],
    },
    "the rules come from an output": {
      stack: [app({ minReplicas: 2, rules: unknown })],
      mentions: ["template.scale.rules"],
    },
    "a rule's type comes from an output": {
      stack: [app({ minReplicas: 2, rules: [{ custom: { type: unknown } }] })],
      mentions: ["template.scale.rules[0].custom.type"],
    },
    "the target is an amount": {
      stack: [app({ minReplicas: 2, rules: [cpu("500m", "AverageValue")] })],
      mentions: [VALUE],
    },
    "an unknown target does not hide a low minimum": {
      stack: [app({ minReplicas: 1, rules: [cpu(unknown)] })],
      mentions: [VALUE],
      finds: [
        `${TITLE} template.scale.minReplicas is 1; {profile} needs at least 2. Set template.scale.minReplicas: 2.`,
      ],
    },
  },
  notApplicable: {
    "an app that is not the application": {
      stack: [
        resource("azure-native:app:ContainerApp", "billing", {
          template: { containers: [{ image: "b:1" }] },
        }),
      ],
    },
    "a job": { stack: [resource("azure-native:app:Job", "migrate", { template: { containers } })] },
    "a container group": {
      stack: [
        resource("azure-native:containerinstance:ContainerGroup", "api", { osType: "Linux", containers }),
      ],
    },
  },
});
