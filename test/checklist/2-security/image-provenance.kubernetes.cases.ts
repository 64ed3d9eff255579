import { cases, resource, unknown } from "../../kit/cases";

const digest = `sha256:${"4f2a".repeat(16)}`;
const pinned = `ghcr.io/fraiseql/fraiseql:1.4.0@${digest}`;
const deployment = (image: unknown = pinned, more: object = {}) =>
  resource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api", namespace: "prod", labels: { app: "fraiseql" } },
    spec: { template: { spec: { containers: [{ name: "api", image }], ...more } } },
  });

const attestors = [{ entries: [{ keyless: { subject: "https://github.com/fraiseql/*" } }] }];
const rule = (verification: object, more: object = {}) => ({
  name: "signed",
  match: { any: [{ resources: { kinds: ["Pod"] } }] },
  ...more,
  verifyImages: [{ imageReferences: ["ghcr.io/fraiseql/*"], attestors, ...verification }],
});
const kyverno = (spec: object, kind = "ClusterPolicy") =>
  resource(`kubernetes:kyverno.io/v1:${kind}`, "signed", {
    metadata: { name: "signed", namespace: kind === "Policy" ? "prod" : undefined },
    spec,
  });
const enforced = { validationFailureAction: "Enforce" };
const validating = (spec: object) =>
  resource("kubernetes:policies.kyverno.io/v1:ImageValidatingPolicy", "signed", {
    metadata: { name: "signed" },
    spec: {
      matchImageReferences: [{ glob: "ghcr.io/fraiseql/*" }],
      attestors: [{ name: "ci", cosign: { keyless: {} } }],
      ...spec,
    },
  });
const sigstore = (spec: object) =>
  resource("kubernetes:policy.sigstore.dev/v1beta1:ClusterImagePolicy", "signed", {
    metadata: { name: "signed" },
    spec: {
      images: [{ glob: "ghcr.io/fraiseql/**" }],
      authorities: [{ keyless: { identities: [{ issuer: "https://token.example" }] } }],
      ...spec,
    },
  });

const tagged = (image: string, container = "api (spec.template.spec.containers[0])") =>
  `2.6 Image provenance: container ${container}: image is "${image}"; {profile} needs a digest (@sha256:...).`;
const UNVERIFIED =
  "2.6 Image provenance: container api (spec.template.spec.containers[0]): no policy in the stack verifies the signature of its image; {profile} needs a verified signature. Add one that enforces it: a Kyverno ImageValidatingPolicy or a Sigstore ClusterImagePolicy.";
const policy = (says: string) => `2.6 Image provenance: image policy signed: ${says}`;

export default cases({
  requirement: "2.6-image-provenance",
  provider: "kubernetes",
  valid: {
    "pinned, in a stack of workloads alone": { stack: [deployment()] },
    "other containers have their own": {
      stack: [
        deployment(pinned, {
          containers: [
            { name: "api", image: pinned },
            { name: "proxy", image: "envoyproxy/envoy:v1.34.1" },
          ],
        }),
      ],
    },
    "a Kyverno policy of the cluster": {
      stack: [deployment(), kyverno({ ...enforced, rules: [rule({})] })],
    },
    "a Kyverno policy whose rule enforces": {
      stack: [
        deployment(),
        kyverno({ rules: [{ name: "labels" }, rule({ failureAction: "Enforce" })] }, "Policy"),
      ],
    },
    "a Kyverno policy that enforces in the application's namespace": {
      stack: [
        deployment(),
        kyverno({
          validationFailureActionOverrides: [{ action: "Enforce", namespaces: ["prod*"] }],
          rules: [
            rule({}, { match: { resources: { kinds: ["apps/v1/Deployment"], namespaces: ["prod"] } } }),
          ],
        }),
      ],
    },
    "Kyverno's later kind of policy": { stack: [deployment(), validating({})] },
    "a Sigstore policy": { stack: [deployment(), sigstore({})] },
    "a Sigstore policy of an image of Docker Hub": {
      stack: [
        deployment(`fraiseql/fraiseql@${digest}`),
        sigstore({ images: [{ glob: "index.docker.io/fraiseql/*" }] }),
      ],
    },
    "a verifier of Ratify's": {
      stack: [
        deployment(),
        resource("kubernetes:config.ratify.deislabs.io/v1beta1:Verifier", "notation", {
          spec: { name: "notation" },
        }),
      ],
    },
    "a policy of another namespace says nothing": {
      stack: [
        deployment(),
        resource("kubernetes:kyverno.io/v1:Policy", "labels", {
          metadata: { name: "labels", namespace: "dev" },
          spec: { rules: [{ name: "labels" }] },
        }),
      ],
    },
    "a policy of another namespace that may verify images": {
      stack: [
        deployment(),
        resource("kubernetes:kyverno.io/v1:Policy", "images", {
          metadata: { name: "images", namespace: "dev" },
          spec: { rules: [unknown] },
        }),
      ],
    },
  },
  invalid: {
    "a tag": {
      stack: [deployment("fraiseql:1.4.0")],
      remediable: false,
      finds: [tagged("fraiseql:1.4.0")],
    },
    "migrations from the same repository": {
      stack: [
        deployment(pinned, {
          initContainers: [{ name: "migrate", image: "ghcr.io/fraiseql/fraiseql:1.4.0" }],
        }),
      ],
      remediable: false,
      finds: [tagged("ghcr.io/fraiseql/fraiseql:1.4.0", "migrate (spec.template.spec.initContainers[0])")],
    },
    "policies of the cluster that look at something else": {
      stack: [
        deployment(),
        kyverno({ ...enforced, rules: [{ name: "labels", validate: {} }] }),
        { ...kyverno({ ...enforced, rules: [rule({ imageReferences: ["docker.io/*"] })] }), name: "others" },
        { ...sigstore({ images: [{ glob: "gcr.io/**" }] }), name: "google" },
      ],
      remediable: false,
      finds: [UNVERIFIED],
    },
    "a Kyverno policy that only reports": {
      stack: [deployment(), kyverno({ rules: [rule({})] })],
      remediable: false,
      finds: [
        policy(
          'spec.rules[0].verifyImages[0].failureAction is not set, which means "Audit"; {profile} needs "Enforce". Set spec.rules[0].verifyImages[0].failureAction: "Enforce".',
        ),
      ],
    },
    "a Kyverno policy that trusts everyone, and skips the image": {
      stack: [
        deployment(),
        kyverno({ ...enforced, rules: [rule({ attestors: undefined, required: false })] }),
        {
          ...kyverno({ ...enforced, rules: [rule({ skipImageReferences: ["*fraiseql*"] })] }),
          name: "skips",
        },
      ],
      remediable: false,
      finds: [
        policy(
          "spec.rules[0].verifyImages[0].required is false; {profile} needs true. Set spec.rules[0].verifyImages[0].required: true.",
        ),
        policy("spec.rules[0].verifyImages[0].attestors is not set; {profile} needs who may sign."),
      ],
    },
    "Kyverno's later kind of policy warns": {
      stack: [deployment(), validating({ validationActions: ["Warn"] })],
      remediable: false,
      finds: [
        policy(
          'spec.validationActions[0] is "Warn"; {profile} needs "Deny". Set spec.validationActions[0]: "Deny".',
        ),
      ],
    },
    "a Sigstore policy that warns, and lets some pass": {
      stack: [deployment(), sigstore({ mode: "warn", authorities: [{ static: { action: "pass" } }] })],
      remediable: false,
      finds: [
        policy('spec.mode is "warn"; {profile} needs "enforce". Set spec.mode: "enforce".'),
        policy('spec.authorities[0].static.action is "pass"; {profile} needs a value other than "pass".'),
      ],
    },
  },
  unknownIn: {
    "the override may be for the namespace": {
      of: "a Kyverno policy that enforces in the application's namespace",
      at: "signed: spec.validationFailureActionOverrides.0.namespaces.0",
      mentions: ["applies to namespaces that are not known"],
    },
  },
  unknown: {
    "the image is not known yet": {
      stack: [deployment(unknown)],
      mentions: ["image is not known until the update"],
    },
    "the mode of the policy is not known yet, and the image has a tag": {
      stack: [deployment("ghcr.io/fraiseql/fraiseql:1.4.0"), sigstore({ mode: unknown })],
      mentions: ["image policy signed: spec.mode is not known until the update"],
      finds: [tagged("ghcr.io/fraiseql/fraiseql:1.4.0")],
    },
    "a policy for labels of pods": {
      stack: [
        deployment(),
        kyverno({
          ...enforced,
          rules: [rule({}, { exclude: { any: [{ resources: { namespaceSelector: {} } }] } })],
        }),
      ],
      mentions: ["whether it speaks of these workloads cannot be told from the stack"],
    },
    "what a rule verifies, and whom it matches, is not known yet": {
      stack: [
        deployment(),
        kyverno({ ...enforced, rules: [{ name: "signed", verifyImages: unknown }] }),
        { ...kyverno({ ...enforced, rules: [rule({}, { match: { any: unknown } })] }), name: "matches" },
      ],
      mentions: [
        "image policy signed: spec.rules[0].verifyImages is not known until the update",
        "image policy matches: whether it speaks of these workloads cannot be told from the stack",
      ],
    },
    "an expression chooses the images": {
      stack: [deployment(), validating({ matchImageReferences: [{ expression: "true" }] })],
      mentions: ["whether it speaks of these images cannot be told from the stack"],
    },
  },
  notApplicable: {
    "another workload": {
      stack: [
        resource("kubernetes:apps/v1:Deployment", "nginx", {
          spec: { template: { spec: { containers: [{ name: "nginx", image: "nginx" }] } } },
        }),
        kyverno({ rules: [] }),
      ],
    },
  },
});
