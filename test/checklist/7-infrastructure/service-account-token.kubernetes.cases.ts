import { cases, resource, unknown } from "../../kit/cases";

const pod = (spec: object, name = "fraiseql") =>
  resource("kubernetes:apps/v1:Deployment", name, {
    metadata: { name, namespace: "prod", labels: { app: name } },
    spec: {
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: "api" }], ...spec } },
    },
  });
const account = (props: object, name = "api", namespace: unknown = "prod") =>
  resource("kubernetes:core/v1:ServiceAccount", name, { metadata: { name, namespace }, ...props });

const NOT_SET =
  "7.1 Service account token: spec.template.spec.automountServiceAccountToken is not set, which means true; {profile} needs false. Set spec.template.spec.automountServiceAccountToken: false.";

export default cases({
  requirement: "7.1-service-account-token",
  provider: "kubernetes",
  valid: {
    "the pod takes none": { stack: [pod({ automountServiceAccountToken: false })] },
    "its ServiceAccount gives none": {
      stack: [pod({ serviceAccountName: "api" }), account({ automountServiceAccountToken: false })],
    },
    "the namespace's own ServiceAccount gives none": {
      stack: [pod({}), account({ automountServiceAccountToken: false }, "default")],
    },
    "the pod overrides its ServiceAccount": {
      stack: [
        pod({ serviceAccountName: "api", automountServiceAccountToken: false }),
        account({ automountServiceAccountToken: true }),
      ],
    },
  },
  invalid: {
    "neither says anything": {
      stack: [pod({ serviceAccountName: "api" }), account({})],
      remediable: false,
      finds: [NOT_SET],
    },
    "the namespace's own ServiceAccount": { stack: [pod({})], finds: [NOT_SET] },
    "a ServiceAccount of another namespace does not count": {
      stack: [pod({}), account({ automountServiceAccountToken: false }, "default", "staging")],
      finds: [NOT_SET],
    },
    "the pod asks for one": {
      stack: [
        pod({ serviceAccountName: "api", automountServiceAccountToken: true }),
        account({ automountServiceAccountToken: false }),
      ],
      finds: [
        "7.1 Service account token: spec.template.spec.automountServiceAccountToken is true; {profile} needs false. Set spec.template.spec.automountServiceAccountToken: false.",
      ],
    },
  },
  unknown: {
    "it is not known yet": {
      stack: [pod({ automountServiceAccountToken: unknown })],
      mentions: ["spec.template.spec.automountServiceAccountToken is not known until the update"],
    },
    "its ServiceAccount is outside the stack": {
      stack: [pod({ serviceAccountName: "api" })],
      mentions: [
        "spec.template.spec.automountServiceAccountToken is not set here, and its ServiceAccount, which is not in this stack, may decide it",
      ],
    },
    "what its ServiceAccount says is not known yet": {
      stack: [pod({ serviceAccountName: "api" }), account({ automountServiceAccountToken: unknown })],
      mentions: ["is left to its ServiceAccount"],
    },
  },
  notApplicable: {
    "a Rollout whose pods are a Deployment's": {
      stack: [
        resource("kubernetes:argoproj.io/v1alpha1:Rollout", "api", {
          metadata: { name: "api", labels: { app: "fraiseql" } },
          spec: { workloadRef: { kind: "Deployment", name: "api" } },
        }),
      ],
    },
    "an operator needs its token": { stack: [pod({}, "postgres-operator")] },
    "a patch that says nothing of it": {
      stack: [
        resource("kubernetes:apps/v1:DeploymentPatch", "api", {
          metadata: { name: "api", labels: { app: "fraiseql" } },
          spec: { replicas: 3 },
        }),
      ],
    },
  },
});
