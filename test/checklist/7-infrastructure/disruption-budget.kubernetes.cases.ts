import { cases, resource, unknown } from "../../kit/cases";
import { applicationPatch } from "../kubernetes/application";

const deployment = (spec: object = {}, labels: unknown = { app: "fraiseql", tier: "web" }) =>
  resource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api", namespace: "prod", labels: { app: "fraiseql" } },
    spec: {
      ...spec,
      template: { metadata: { labels }, spec: { containers: [{ name: "api", image: "fraiseql:1.4.0" }] } },
    },
  });
const budget = (spec: object, namespace = "prod", version = "policy/v1") =>
  resource(`kubernetes:${version}:PodDisruptionBudget`, "api-pdb", {
    metadata: { name: "api", namespace },
    spec,
  });
const selector = { matchLabels: { app: "fraiseql" } };

const NONE =
  "7.2 Disruption budget: no disruption budget in the stack covers this Deployment. Add a PodDisruptionBudget with maxUnavailable: 1 whose selector matches its pods.";
const blocks = (path: string, says: string) =>
  `7.2 Disruption budget: disruption budget api-pdb: ${path} is ${says}; {profile} needs`;

export default cases({
  requirement: "7.2-disruption-budget",
  provider: "kubernetes",
  valid: {
    "one pod may go": { stack: [deployment(), budget({ maxUnavailable: 1, selector })] },
    "half stay": {
      stack: [
        deployment(),
        budget({
          minAvailable: "50%",
          selector: { matchExpressions: [{ key: "tier", operator: "In", values: ["web"] }] },
        }),
      ],
    },
    "every pod of the namespace": {
      stack: [deployment({ replicas: 3 }), budget({ minAvailable: 2, selector: {} })],
    },
  },
  invalid: {
    "none": { stack: [deployment()], remediable: false, finds: [NONE] },
    "of another namespace, of other pods, and without a selector": {
      stack: [
        deployment(),
        budget({ maxUnavailable: 1, selector }, "staging"),
        { ...budget({ maxUnavailable: 1, selector: { matchLabels: { app: "db" } } }), name: "db" },
        { ...budget({ maxUnavailable: 1 }), name: "nobody" },
        { ...budget({ maxUnavailable: 1, selector: {} }, "prod", "policy/v1beta1"), name: "nobody-either" },
      ],
      remediable: false,
      finds: [NONE],
    },
    "no pod may go": {
      stack: [deployment(), budget({ maxUnavailable: "0%", selector })],
      remediable: false,
      finds: [`${blocks("spec.maxUnavailable", "0%")} at least 1. Set spec.maxUnavailable: 1.`],
    },
    "all have to stay": {
      stack: [deployment({ replicas: 2 }), budget({ minAvailable: 2, selector })],
      remediable: false,
      finds: [`${blocks("spec.minAvailable", "2")} less than all of them.`],
    },
  },
  unknown: {
    "labels of the pods are not known yet": {
      stack: [deployment({}, { app: unknown }), budget({ maxUnavailable: 1, selector })],
      mentions: ["whether disruption budget api-pdb covers its pods is not known until the update"],
    },
    "how many may go is not known yet": {
      stack: [deployment(), budget({ maxUnavailable: unknown, selector })],
      mentions: ["spec.maxUnavailable is not known until the update"],
    },
  },
  notApplicable: {
    "a patch, of what is kept elsewhere": { stack: [applicationPatch()] },
    "a Rollout whose pods are a Deployment's": {
      stack: [
        resource("kubernetes:argoproj.io/v1alpha1:Rollout", "api", {
          metadata: { name: "api", labels: { app: "fraiseql" } },
          spec: { workloadRef: { kind: "Deployment", name: "api" } },
        }),
      ],
    },
    "a Job, a DaemonSet and another workload": {
      stack: [
        resource("kubernetes:batch/v1:Job", "migrate", {
          metadata: { labels: { app: "fraiseql" } },
          spec: { template: { spec: { containers: [] } } },
        }),
        resource("kubernetes:apps/v1:DaemonSet", "edge", {
          metadata: { labels: { app: "fraiseql" } },
          spec: { template: { spec: { containers: [] } } },
        }),
        resource("kubernetes:apps/v1:Deployment", "other", {
          spec: { template: { spec: { containers: [{ name: "nginx", image: "nginx:1.29" }] } } },
        }),
      ],
    },
  },
});
