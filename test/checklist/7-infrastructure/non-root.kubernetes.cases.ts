import { cases, resource, unknown } from "../../kit/cases";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const image = "ghcr.io/fraiseql/fraiseql:1.4.0";

const pod = (spec: object) => ({ metadata: { name: "api" }, spec: { template: { spec } } });
const container = (securityContext: object, name = "api") => ({ name, image, securityContext });
const deployment = (spec: object) => [resource(DEPLOYMENT, "api", pod(spec))];

export default cases({
  requirement: "7.1-non-root",
  provider: "kubernetes",
  valid: {
    "the pod says so for its containers": {
      stack: deployment({ securityContext: { runAsNonRoot: true }, containers: [{ name: "api", image }] }),
    },
    "the container overrides its pod": {
      stack: deployment({
        securityContext: { runAsNonRoot: false },
        containers: [container({ runAsNonRoot: true })],
      }),
    },
    "a user id above 0 is enough": {
      stack: deployment({ containers: [container({ runAsUser: 1000 })] }),
    },
    "a CronJob's pods are three templates deep": {
      stack: [
        resource("kubernetes:batch/v1:CronJob", "purge", {
          metadata: { name: "purge" },
          spec: {
            jobTemplate: {
              spec: { template: { spec: { containers: [container({ runAsNonRoot: true })] } } },
            },
          },
        }),
      ],
    },
    "a bare pod and a pod template": {
      stack: [
        resource("kubernetes:core/v1:Pod", "debug", {
          spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: "sh", image: "busybox" }] },
        }),
        resource("kubernetes:core/v1:PodTemplate", "runner", {
          template: { spec: { containers: [container({ runAsUser: "65532" })] } },
        }),
      ],
    },
  },
  invalid: {
    "nothing is said, so that the image decides": {
      stack: deployment({ containers: [{ name: "api", image }] }),
      finds: [
        "7.1 Non-root user: container api (spec.template.spec.containers[0]): securityContext.runAsNonRoot is not set; {profile} needs true. Set securityContext.runAsNonRoot: true.",
      ],
    },
    "the container overrides a good pod": {
      stack: deployment({
        securityContext: { runAsNonRoot: true },
        containers: [container({ runAsNonRoot: false })],
      }),
      finds: [
        "7.1 Non-root user: container api (spec.template.spec.containers[0]): securityContext.runAsNonRoot is false; {profile} needs true. Set securityContext.runAsNonRoot: true.",
      ],
    },
    "the pod's user is root, whatever runAsNonRoot says": {
      stack: deployment({
        securityContext: { runAsUser: 0, runAsNonRoot: true },
        containers: [{ name: "api", image }],
      }),
      finds: [
        "7.1 Non-root user: container api (spec.template.spec.containers[0]): spec.template.spec.securityContext.runAsUser is 0; {profile} needs a user other than root. Set spec.template.spec.securityContext.runAsUser: 1000.",
      ],
    },
    "init, sidecar and ephemeral containers count": {
      stack: deployment({
        containers: [container({ runAsNonRoot: true })],
        initContainers: [
          { name: "migrate", image },
          { name: "proxy", image: "envoyproxy/envoy", restartPolicy: "Always" },
        ],
        ephemeralContainers: [{ name: "debug", image: "busybox" }],
      }),
      finds: [
        "7.1 Non-root user: container migrate (spec.template.spec.initContainers[0]): securityContext.runAsNonRoot is not set; {profile} needs true. Set securityContext.runAsNonRoot: true.",
        "7.1 Non-root user: container proxy (spec.template.spec.initContainers[1]): securityContext.runAsNonRoot is not set; {profile} needs true. Set securityContext.runAsNonRoot: true.",
        "7.1 Non-root user: container debug (spec.template.spec.ephemeralContainers[0]): securityContext.runAsNonRoot is not set; {profile} needs true. Set securityContext.runAsNonRoot: true.",
      ],
    },
    "an Argo Rollout of any version": {
      stack: [
        resource(
          "kubernetes:argoproj.io/v1alpha1:Rollout",
          "api",
          pod({ containers: [{ name: "api", image }] }),
        ),
      ],
      finds: [
        "7.1 Non-root user: container api (spec.template.spec.containers[0]): securityContext.runAsNonRoot is not set; {profile} needs true. Set securityContext.runAsNonRoot: true.",
      ],
    },
    "a patch is judged on what it sets": {
      stack: [
        resource(
          "kubernetes:apps/v1:DeploymentPatch",
          "api",
          pod({
            containers: [container({ runAsUser: 0 })],
          }),
        ),
      ],
      finds: [
        "7.1 Non-root user: container api (spec.template.spec.containers[0]): securityContext.runAsUser is 0; {profile} needs a user other than root. Set securityContext.runAsUser: 1000.",
      ],
    },
  },
  unknown: {
    "the pod's setting is not known yet": {
      stack: deployment({
        securityContext: { runAsNonRoot: unknown },
        containers: [{ name: "api", image }],
      }),
      mentions: ["spec.template.spec.securityContext.runAsNonRoot"],
    },
    "the whole pod is not known yet": {
      stack: [resource(DEPLOYMENT, "api", { metadata: { name: "api" }, spec: { template: unknown } })],
      mentions: ["spec.template.spec.containers"],
    },
    "one container is not known yet, another is root": {
      stack: deployment({ containers: [{ name: "api", image }, unknown] }),
      mentions: ["spec.template.spec.containers[1]"],
      finds: [
        "7.1 Non-root user: container api (spec.template.spec.containers[0]): securityContext.runAsNonRoot is not set; {profile} needs true. Set securityContext.runAsNonRoot: true.",
      ],
    },
  },
  notApplicable: {
    "Windows pods have no root user": {
      stack: [
        ...deployment({ os: { name: "windows" }, containers: [{ name: "api", image }] }),
        resource(
          DEPLOYMENT,
          "worker",
          pod({
            nodeSelector: { "kubernetes.io/os": "windows" },
            containers: [{ name: "worker", image }],
          }),
        ),
      ],
    },
    "a patch that says nothing of it": {
      stack: [resource("kubernetes:apps/v1:DeploymentPatch", "api", { spec: { replicas: 3 } })],
    },
    "a Rollout whose pods are a Deployment's": {
      stack: [
        resource("kubernetes:argoproj.io/v1alpha1:Rollout", "api", {
          spec: { workloadRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" } },
        }),
      ],
    },
  },
});
