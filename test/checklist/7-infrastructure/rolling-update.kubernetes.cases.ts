import { cases, resource, unknown } from "../../kit/cases";

const fraiseql = (type: string, spec: object) =>
  resource(`kubernetes:${type}`, type, {
    metadata: { name: "api", labels: { app: "fraiseql" } },
    spec: { ...spec, template: { spec: { containers: [{ name: "api", image: "fraiseql:1.4.0" }] } } },
  });
const deployment = (strategy: unknown, spec: object = {}) =>
  fraiseql("apps/v1:Deployment", { ...spec, strategy });
const rolling = (maxUnavailable: unknown, maxSurge?: unknown) => ({
  type: "RollingUpdate",
  rollingUpdate: { maxUnavailable, maxSurge },
});
const rollout = (strategy: object) => fraiseql("argoproj.io/v1alpha1:Rollout", { strategy });

const ROLLING = "spec.strategy.rollingUpdate";
const many = (path: string, says: string) =>
  `7.2 Rolling update: ${path} is ${says}; {profile} needs at most 1 or 25%. Set ${path}: "25%".`;
const ON_DELETE = 'a rolling update. Set spec.updateStrategy.type: "RollingUpdate".';

export default cases({
  requirement: "7.2-rolling-update",
  provider: "kubernetes",
  valid: {
    "a quarter, unless set": { stack: [deployment(undefined)] },
    "one, in every form": {
      stack: [deployment(rolling(1, "1"))],
    },
    "a quarter, and none": { stack: [deployment(rolling("25%", 0))] },
    "none may be missing": { stack: [deployment(rolling("0%", "10%"))] },
    "two of eight are a quarter": { stack: [deployment(rolling(2, 2), { replicas: 8 })] },
    "a half of three is one, and of two": {
      stack: [
        deployment(rolling("50%"), { replicas: 3 }),
        { ...deployment(rolling(0, "50%"), { replicas: 2 }), name: "two" },
      ],
    },
    "one pod in the oldest API": { stack: [fraiseql("extensions/v1beta1:Deployment", {})] },
    "a StatefulSet, and a DaemonSet": {
      stack: [
        fraiseql("apps/v1:StatefulSet", {}),
        fraiseql("apps/v1beta2:StatefulSet", { updateStrategy: { rollingUpdate: { partition: 0 } } }),
        fraiseql("apps/v1:DaemonSet", { updateStrategy: { rollingUpdate: { maxUnavailable: "10%" } } }),
      ],
    },
    "a canary, and blue and green": {
      stack: [
        rollout({ canary: {} }),
        { ...rollout({ blueGreen: { activeService: "api" } }), name: "blue-green" },
        {
          ...rollout({ canary: { maxUnavailable: 1, maxSurge: "100%", trafficRouting: { nginx: {} } } }),
          name: "routed",
        },
      ],
    },
  },
  invalid: {
    "every pod stops first": {
      stack: [deployment({ type: "Recreate" })],
      finds: [
        '7.2 Rolling update: spec.strategy.type is Recreate, which means no rolling update; {profile} needs a rolling update. Set spec.strategy.type: "RollingUpdate".',
      ],
    },
    "a half": {
      stack: [deployment(rolling("50%", "100%"))],
      finds: [many(`${ROLLING}.maxUnavailable`, "50%"), many(`${ROLLING}.maxSurge`, "100%")],
    },
    "three of four": {
      stack: [deployment(rolling("3"), { replicas: 4 })],
      finds: [many(`${ROLLING}.maxUnavailable`, "3")],
    },
    "two of however many there are": {
      stack: [deployment(rolling(2, 1))],
      finds: [many(`${ROLLING}.maxUnavailable`, "2")],
    },
    "a StatefulSet that waits for its pods to be deleted": {
      stack: [
        fraiseql("apps/v1:StatefulSet", { updateStrategy: { type: "OnDelete" } }),
        fraiseql("apps/v1beta1:StatefulSet", {}),
        fraiseql("extensions/v1beta1:DaemonSet", {}),
      ],
      finds: [
        `7.2 Rolling update: spec.updateStrategy.type is OnDelete, which means no rolling update; {profile} needs ${ON_DELETE}`,
        `7.2 Rolling update: spec.updateStrategy.type is not set, which means no rolling update; {profile} needs ${ON_DELETE}`,
        `7.2 Rolling update: spec.updateStrategy.type is not set, which means no rolling update; {profile} needs ${ON_DELETE}`,
      ],
    },
    "a ReplicaSet": {
      stack: [fraiseql("apps/v1:ReplicaSet", {})],
      remediable: false,
      finds: [
        "7.2 Rolling update: spec has no update strategy in a ReplicaSet; {profile} needs a rolling update.",
      ],
    },
    "a Rollout without a strategy, and one that replaces all": {
      stack: [rollout({}), { ...rollout({ canary: { maxUnavailable: "100%" } }), name: "all" }],
      remediable: false,
      finds: [
        "7.2 Rolling update: spec.strategy names neither canary nor blueGreen; {profile} needs a rolling update.",
        many("spec.strategy.canary.maxUnavailable", "100%"),
      ],
    },
    "paused, and held back: advice": {
      stack: [
        deployment(undefined, { paused: true }),
        fraiseql("apps/v1:StatefulSet", { updateStrategy: { rollingUpdate: { partition: 3 } } }),
      ],
      advisory: true,
      remediable: false,
      finds: [
        "7.2 Rolling update: spec.paused is true; {profile} needs false. Set spec.paused: false.",
        "7.2 Rolling update: spec.updateStrategy.rollingUpdate.partition is 3 replicas; {profile} needs at most 0. Set spec.updateStrategy.rollingUpdate.partition: 0.",
      ],
    },
    "a patch": {
      stack: [
        resource("kubernetes:apps/v1:DeploymentPatch", "api", {
          metadata: { name: "api", labels: { app: "fraiseql" } },
          spec: { strategy: { rollingUpdate: { maxUnavailable: "100%" } } },
        }),
      ],
      finds: [many(`${ROLLING}.maxUnavailable`, "100%")],
    },
  },
  unknown: {
    "the strategy is not known yet": {
      stack: [deployment(unknown)],
      mentions: [
        "spec.strategy.type, spec.strategy.rollingUpdate.maxUnavailable and spec.strategy.rollingUpdate.maxSurge are not known until the update",
      ],
    },
    "two, of a number that is not known yet; and the surge is too much": {
      stack: [deployment(rolling(2, "75%"), { replicas: unknown })],
      mentions: [
        "spec.strategy.rollingUpdate.maxUnavailable is 2, and how many replicas there are is not known",
      ],
    },
    "text that is no percentage": {
      stack: [deployment(rolling("a few"))],
      mentions: ["spec.strategy.rollingUpdate.maxUnavailable is neither a number nor a percentage"],
    },
  },
  notApplicable: {
    "another workload, and a Job": {
      stack: [
        resource("kubernetes:apps/v1:Deployment", "grafana", {
          spec: {
            strategy: { type: "Recreate" },
            template: { spec: { containers: [{ name: "grafana", image: "grafana/grafana:11" }] } },
          },
        }),
        fraiseql("batch/v1:Job", {}),
      ],
    },
  },
});
