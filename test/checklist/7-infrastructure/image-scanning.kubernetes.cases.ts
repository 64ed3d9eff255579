import { cases, resource, unknown } from "../../kit/cases";

const digest = `sha256:${"4f2a".repeat(16)}`;
const deployment = (image: unknown, more: object = {}) =>
  resource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api" },
    spec: { template: { spec: { containers: [{ name: "api", image }], ...more } } },
  });
const untagged = (image: string, container = "api (spec.template.spec.containers[0])") =>
  `7.1 Image scanning: container ${container}: image is "${image}"; {profile} needs a tag other than latest, or a digest.`;

export default cases({
  requirement: "7.1-image-scanning",
  provider: "kubernetes",
  valid: {
    "a tag": { stack: [deployment("ghcr.io/fraiseql/fraiseql:1.4.0")] },
    "a digest, whatever the tag": { stack: [deployment(`registry.example:5000/fraiseql:latest@${digest}`)] },
    "a registry with a port, and a tag": { stack: [deployment("localhost:5000/fraiseql:v2")] },
    "what the sidecar injector fills in": {
      stack: [
        deployment("fraiseql:1", {
          containers: [
            { name: "api", image: "fraiseql:1" },
            { name: "istio-proxy", image: "auto" },
          ],
        }),
      ],
    },
    "every item of a list": {
      stack: [
        resource("kubernetes:core/v1:PodList", "pods", {
          items: [{ metadata: { name: "a" }, spec: { containers: [{ name: "a", image: "busybox:1.37" }] } }],
        }),
      ],
    },
  },
  invalid: {
    "latest": {
      stack: [deployment("fraiseql/fraiseql:latest")],
      remediable: false,
      finds: [untagged("fraiseql/fraiseql:latest")],
    },
    "no tag, behind a registry with a port": {
      stack: [deployment("registry.example:5000/team/fraiseql")],
      remediable: false,
      finds: [untagged("registry.example:5000/team/fraiseql")],
    },
    "init containers of a CronJob": {
      stack: [
        resource("kubernetes:batch/v1:CronJob", "purge", {
          spec: {
            jobTemplate: {
              spec: {
                template: {
                  spec: {
                    initContainers: [{ name: "wait", image: "busybox" }],
                    containers: [{ name: "purge", image: "fraiseql:1.4.0" }],
                  },
                },
              },
            },
          },
        }),
      ],
      remediable: false,
      finds: [untagged("busybox", "wait (spec.jobTemplate.spec.template.spec.initContainers[0])")],
    },
    "a patch": {
      stack: [
        resource("kubernetes:apps/v1:DeploymentPatch", "api", {
          metadata: { name: "api" },
          spec: { template: { spec: { containers: [{ name: "api", image: "fraiseql" }, { name: "b" }] } } },
        }),
      ],
      remediable: false,
      finds: [untagged("fraiseql")],
    },
  },
  unknown: {
    "the image is not known yet, and another has no tag": {
      stack: [
        deployment(unknown, {
          initContainers: [{ name: "migrate", image: "fraiseql" }],
        }),
      ],
      mentions: ["image is not known until the update"],
      finds: [untagged("fraiseql", "migrate (spec.template.spec.initContainers[0])")],
    },
    "what stands there is no image": {
      stack: [deployment("{{ .Values.image }}")],
      mentions: ["image is not an image reference, so it cannot be judged"],
    },
  },
  notApplicable: {
    "a pod that names no image": { stack: [deployment(undefined)] },
  },
});
