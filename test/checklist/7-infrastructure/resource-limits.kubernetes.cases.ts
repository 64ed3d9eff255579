import { cases, resource, unknown } from "../../kit/cases";

const image = "ghcr.io/fraiseql/fraiseql:1.4.0";
const full = { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: 1, memory: "1Gi" } };
const deployment = (pod: object, type = "kubernetes:apps/v1:Deployment") => [
  resource(type, "api", { metadata: { name: "api" }, spec: { template: { spec: pod } } }),
];
const container = (resources: unknown, name = "api") => ({ name, image, resources });
const limitRange = (limits: unknown, namespace: unknown = "default") =>
  resource("kubernetes:core/v1:LimitRange", "defaults", {
    metadata: { name: "defaults", namespace },
    spec: { limits },
  });
const given = { cpu: "500m", memory: "512Mi" };
const unlimited = deployment({ containers: [{ name: "api", image }] });
const EXAMPLE = 'Set what the container needs, for example cpu "250m" and memory "512Mi".';

export default cases({
  requirement: "7.2-resource-limits",
  provider: "kubernetes",
  valid: {
    "a LimitRange of the namespace gives limits, and requests with them": {
      stack: [...unlimited, limitRange([{ type: "Container", default: given }])],
    },
    "a LimitRange's maximum is the limit of what sets none": {
      stack: [...unlimited, limitRange([{ type: "Pod" }, { type: "Container", max: given }])],
    },
    "requests and limits are set": { stack: deployment({ containers: [container(full)] }) },
    "a request defaults to its limit": {
      stack: deployment({ containers: [container({ limits: { cpu: "0.5", memory: "1e9" } })] }),
    },
    "the pod's own resources bound its containers": {
      stack: deployment({
        resources: full,
        containers: [
          { name: "api", image },
          { name: "log", image },
        ],
      }),
    },
    "ephemeral containers cannot have any": {
      stack: deployment({
        containers: [container(full)],
        ephemeralContainers: [{ name: "debug", image: "busybox" }],
      }),
    },
  },
  invalid: {
    "a LimitRange of another namespace": {
      stack: [...unlimited, limitRange([{ type: "Container", default: given }], "other")],
      remediable: false,
      finds: [
        `7.2 Resource limits: container api (spec.template.spec.containers[0]): resources.requests.cpu, resources.limits.cpu, resources.requests.memory and resources.limits.memory are not set; {profile} needs a value above 0. ${EXAMPLE}`,
      ],
    },
    "a LimitRange of pods, which sets no defaults": {
      stack: [...unlimited, limitRange([{ type: "Pod", max: given }])],
      remediable: false,
      finds: [
        `7.2 Resource limits: container api (spec.template.spec.containers[0]): resources.requests.cpu, resources.limits.cpu, resources.requests.memory and resources.limits.memory are not set; {profile} needs a value above 0. ${EXAMPLE}`,
      ],
    },
    "a LimitRange that gives requests alone": {
      stack: [...unlimited, limitRange([{ type: "Container", defaultRequest: given }])],
      remediable: false,
      finds: [
        `7.2 Resource limits: container api (spec.template.spec.containers[0]): resources.limits.cpu and resources.limits.memory are not set; {profile} needs a value above 0. ${EXAMPLE}`,
      ],
    },
    "a request above the limit that a LimitRange gives": {
      stack: [
        ...deployment({ containers: [container({ requests: { cpu: 2 } })] }),
        limitRange([{ type: "Container", default: given }]),
      ],
      remediable: false,
      finds: [
        "7.2 Resource limits: container api (spec.template.spec.containers[0]): resources.requests.cpu is 2 cores; {profile} needs at most the limit.",
      ],
    },
    "nothing is set": {
      stack: deployment({ containers: [{ name: "api", image }] }),
      remediable: false,
      finds: [
        `7.2 Resource limits: container api (spec.template.spec.containers[0]): resources.requests.cpu, resources.limits.cpu, resources.requests.memory and resources.limits.memory are not set; {profile} needs a value above 0. ${EXAMPLE}`,
      ],
    },
    "a sidecar and an init container have no memory limit": {
      stack: deployment(
        {
          containers: [container(full)],
          initContainers: [
            { ...container({ ...full, limits: { cpu: "1" } }, "proxy"), restartPolicy: "Always" },
            container({ ...full, limits: { cpu: "1" } }, "migrate"),
          ],
        },
        "kubernetes:extensions/v1beta1:Deployment",
      ),
      remediable: false,
      finds: [
        `7.2 Resource limits: container proxy (spec.template.spec.initContainers[0]): resources.limits.memory is not set; {profile} needs a value above 0. ${EXAMPLE}`,
        `7.2 Resource limits: container migrate (spec.template.spec.initContainers[1]): resources.limits.memory is not set; {profile} needs a value above 0. ${EXAMPLE}`,
      ],
    },
    "a limit of 0 is none": {
      stack: deployment({
        containers: [container({ requests: { cpu: 0, memory: "1Gi" }, limits: { cpu: 1, memory: "1Gi" } })],
      }),
      remediable: false,
      finds: [
        `7.2 Resource limits: container api (spec.template.spec.containers[0]): resources.requests.cpu is 0 cores; {profile} needs a value above 0. ${EXAMPLE}`,
      ],
    },
    "a request above its limit": {
      stack: deployment({
        containers: [
          container({ requests: { cpu: "1500m", memory: "1Gi" }, limits: { cpu: 1, memory: "1Gi" } }),
        ],
      }),
      remediable: false,
      finds: [
        "7.2 Resource limits: container api (spec.template.spec.containers[0]): resources.requests.cpu is 1500m (1.5 cores); {profile} needs at most the limit.",
      ],
    },
  },
  unknown: {
    "a LimitRange whose namespace is not known yet": {
      stack: [...unlimited, limitRange([{ type: "Container", default: given }], unknown)],
      mentions: ["may be set by LimitRange defaults, which is not known until the update"],
    },
    "a LimitRange whose defaults are not known yet": {
      stack: [...unlimited, limitRange(unknown)],
      mentions: ["may be set by LimitRange defaults"],
    },
    "a limit is not known yet": {
      stack: deployment({ containers: [container({ ...full, limits: { cpu: unknown, memory: "1Gi" } })] }),
      mentions: ["resources.limits.cpu"],
    },
    "a quantity cannot be read": {
      stack: deployment({ containers: [container({ ...full, limits: { cpu: "plenty", memory: "1Gi" } })] }),
      mentions: ["resources.limits.cpu is not a quantity"],
    },
  },
  notApplicable: {
    "a patch that says nothing of them": {
      stack: deployment({ containers: [{ name: "api", image }] }, "kubernetes:apps/v1:DeploymentPatch"),
    },
  },
});
