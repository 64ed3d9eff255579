import { cases, resource, unknown } from "../../kit/cases";

const digest = `sha256:${"4f2a".repeat(16)}`;
const fraiseql = (
  type: string,
  spec: object,
  image: unknown = "ghcr.io/fraiseql/fraiseql:1.4.0",
  more = {},
) =>
  resource(`kubernetes:${type}`, "api", {
    metadata: { name: "api", labels: { app: "fraiseql" } },
    spec: { ...spec, template: { spec: { containers: [{ name: "api", image }], ...more } } },
  });
const deployment = (spec: object, image?: unknown, more?: object) =>
  fraiseql("apps/v1:Deployment", spec, image, more);

const moves = (image: string, container = "api (spec.template.spec.containers[0])") =>
  `7.4 Rollback strategy: container ${container}: image is "${image}"; {profile} needs the tag of one release, or a digest.`;
const NO_HISTORY =
  "7.4 Rollback strategy: spec.revisionHistoryLimit is 0; {profile} needs at least 1. Set spec.revisionHistoryLimit: 10.";

export default cases({
  requirement: "7.4-rollback-strategy",
  provider: "kubernetes",
  valid: {
    "ten versions are kept unless set, and the image has its tag": { stack: [deployment({})] },
    "a digest": { stack: [deployment({ revisionHistoryLimit: 3 }, `fraiseql:latest@${digest}`)] },
    "old versions of the API": {
      stack: [
        fraiseql("apps/v1beta1:Deployment", {}),
        { ...fraiseql("extensions/v1beta1:Deployment", {}), name: "old" },
      ],
    },
    "a sidecar of someone else": {
      stack: [
        deployment({}, undefined, {
          containers: [
            { name: "api", image: "ghcr.io/fraiseql/fraiseql:1.4.0" },
            { name: "proxy", image: "envoyproxy/envoy:latest" },
          ],
        }),
      ],
    },
  },
  invalid: {
    "no version is kept": { stack: [deployment({ revisionHistoryLimit: 0 })], finds: [NO_HISTORY] },
    "a StatefulSet, a DaemonSet and a Rollout": {
      stack: ["apps/v1:StatefulSet", "apps/v1:DaemonSet", "argoproj.io/v1alpha1:Rollout"].map((type) => ({
        ...fraiseql(type, { revisionHistoryLimit: 0 }),
        name: type,
      })),
      finds: [NO_HISTORY, NO_HISTORY, NO_HISTORY],
    },
    "a patch": {
      stack: [
        resource("kubernetes:apps/v1:DeploymentPatch", "api", {
          metadata: { name: "api", labels: { app: "fraiseql" } },
          spec: { revisionHistoryLimit: "0" },
        }),
      ],
      finds: [NO_HISTORY],
    },
    "tags that move on": {
      stack: ["fraiseql", "fraiseql:latest", "fraiseql:main", "fraiseql:latest-alpine"].map((image) => ({
        ...deployment({}, image),
        name: image,
      })),
      remediable: false,
      finds: [
        moves("fraiseql"),
        moves("fraiseql:latest"),
        moves("fraiseql:main"),
        moves("fraiseql:latest-alpine"),
      ],
    },
    "migrations from the same repository": {
      stack: [
        deployment({}, "fraiseql:1.4.0", { initContainers: [{ name: "migrate", image: "fraiseql:stable" }] }),
      ],
      remediable: false,
      finds: [moves("fraiseql:stable", "migrate (spec.template.spec.initContainers[0])")],
    },
  },
  unknown: {
    "how many are kept is not known yet": {
      stack: [deployment({ revisionHistoryLimit: unknown })],
      mentions: ["spec.revisionHistoryLimit is not known until the update"],
    },
    "the image is not known yet, and no version is kept": {
      stack: [deployment({ revisionHistoryLimit: 0 }, unknown)],
      mentions: ["image is not known until the update"],
      finds: [NO_HISTORY],
    },
  },
  notApplicable: {
    "another workload": {
      stack: [
        resource("kubernetes:apps/v1:Deployment", "redis", {
          spec: {
            revisionHistoryLimit: 0,
            template: { spec: { containers: [{ name: "redis", image: "redis" }] } },
          },
        }),
      ],
    },
    "a migration that runs once": {
      stack: [fraiseql("batch/v1:Job", {}, "fraiseql:latest")],
    },
  },
});
