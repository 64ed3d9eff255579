import { cases, resource, unknown } from "../../kit/cases";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const image = "ghcr.io/fraiseql/fraiseql:1.4.0";
const at = "spec.template.spec.containers[0]";

const hardened = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};
const api = (securityContext: object = hardened, more: object = {}) => ({
  name: "api",
  image,
  securityContext,
  ...more,
});
const workload = (spec: object, type = DEPLOYMENT) =>
  resource(type, "api", { metadata: { name: "api" }, spec: { template: { spec } } });
const deployment = (spec: object) => [workload({ containers: [api()], ...spec })];

/** A log agent on every node, which mounts the node's log files. */
const logAgent = (readOnly: unknown = true, path = "/var/log", more: object = {}) =>
  workload(
    {
      containers: [
        {
          ...api(hardened, { volumeMounts: [{ name: "logs", mountPath: "/logs", readOnly }] }),
          image: "cr.fluentbit.io/fluent/fluent-bit:3.1.4",
        },
      ],
      volumes: [{ name: "logs", hostPath: { path } }],
      ...more,
    },
    "kubernetes:apps/v1:DaemonSet",
  );
const onHost = (path: string) =>
  `7.1 Dropped privileges: spec.template.spec.volumes[0].hostPath.path is "${path}"; {profile} needs no directory of the host. Use another kind of volume. A log agent may mount log files read-only; any other that reads its node needs an exemption.`;

const above = ["REGULATED", "RESTRICTED"] as const;
const standard = { profiles: ["STANDARD"], advisory: true, remediable: false } as const;
const unhardened = (container: string) => [
  `7.1 Dropped privileges: container ${container}: securityContext.allowPrivilegeEscalation is not set, which means true; {profile} needs false. Set securityContext.allowPrivilegeEscalation: false.`,
  `7.1 Dropped privileges: container ${container}: securityContext.capabilities.drop is not set; {profile} needs ["ALL"]. Set securityContext.capabilities.drop: ["ALL"].`,
  `7.1 Dropped privileges: container ${container}: securityContext.seccompProfile.type is not set, which means "Unconfined"; {profile} needs "RuntimeDefault" or "Localhost". Set securityContext.seccompProfile.type: "RuntimeDefault".`,
];

export default cases({
  requirement: "7.1-privileges-dropped",
  provider: "kubernetes",
  valid: {
    "the container drops everything": { stack: deployment({}) },
    "the seccomp profile is the pod's": {
      stack: deployment({
        securityContext: { seccompProfile: { type: "Localhost", localhostProfile: "api.json" } },
        containers: [api({ allowPrivilegeEscalation: false, capabilities: { drop: ["all"] } })],
      }),
    },
    "a low port may be bound, and what is off is off": {
      stack: deployment({
        hostNetwork: false,
        hostPID: "false",
        containers: [
          api(
            {
              ...hardened,
              privileged: false,
              capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] },
            },
            { ports: [{ containerPort: 8000 }, { containerPort: 443, hostPort: 0 }] },
          ),
        ],
        volumes: [{ name: "tmp", emptyDir: {} }],
      }),
    },
    "a log agent that only reads log files": { stack: [logAgent()] },
    "a log agent that only reads the files of Docker's containers": {
      stack: [logAgent("true", "/var/lib/docker/containers")],
    },
    "a CronJob": {
      stack: [
        resource("kubernetes:batch/v1:CronJob", "purge", {
          metadata: { name: "purge" },
          spec: { jobTemplate: { spec: { template: { spec: { containers: [api()] } } } } },
        }),
      ],
    },
    "Windows has neither capabilities nor system call filters": {
      stack: deployment({ os: { name: "windows" }, containers: [{ name: "api", image }] }),
    },
  },
  invalid: {
    "nothing is set": {
      stack: deployment({ containers: [{ name: "api", image }] }),
      profiles: above,
      finds: unhardened(`api (${at})`),
    },
    "nothing is set: one line of advice": {
      stack: deployment({ hostPID: true, containers: [{ name: "api", image }] }),
      ...standard,
      finds: [
        "7.1 Dropped privileges: its pods share more with the host than they need. Set spec.template.spec.hostPID: false.",
        `7.1 Dropped privileges: container api (${at}): it has more privileges than it needs. Set securityContext.allowPrivilegeEscalation: false, securityContext.capabilities.drop: ["ALL"], securityContext.seccompProfile.type: "RuntimeDefault".`,
      ],
    },
    "init, sidecar and ephemeral containers count": {
      stack: deployment({
        initContainers: [
          { name: "migrate", image },
          { name: "proxy", image: "envoyproxy/envoy:v1.34.1", restartPolicy: "Always" },
        ],
        ephemeralContainers: [{ name: "debug", image: "busybox:1.37" }],
      }),
      profiles: above,
      finds: [
        ...unhardened("migrate (spec.template.spec.initContainers[0])"),
        ...unhardened("proxy (spec.template.spec.initContainers[1])"),
        ...unhardened("debug (spec.template.spec.ephemeralContainers[0])"),
      ],
    },
    "privileged, and the container overrides its pod's profile": {
      stack: deployment({
        securityContext: { seccompProfile: { type: "RuntimeDefault" } },
        containers: [
          api({
            privileged: true,
            allowPrivilegeEscalation: true,
            capabilities: { drop: ["NET_RAW"], add: ["SYS_ADMIN", "NET_BIND_SERVICE"] },
            seccompProfile: { type: "Unconfined" },
          }),
        ],
      }),
      profiles: above,
      finds: [
        `7.1 Dropped privileges: container api (${at}): securityContext.privileged and securityContext.allowPrivilegeEscalation are true; {profile} needs false. Set securityContext.privileged: false, securityContext.allowPrivilegeEscalation: false.`,
        `7.1 Dropped privileges: container api (${at}): securityContext.capabilities.drop is ["NET_RAW"]; {profile} needs ["ALL"]. Set securityContext.capabilities.drop: ["ALL"].`,
        `7.1 Dropped privileges: container api (${at}): securityContext.capabilities.add is ["SYS_ADMIN","NET_BIND_SERVICE"]; {profile} needs no capability but NET_BIND_SERVICE. Set securityContext.capabilities.add: ["NET_BIND_SERVICE"].`,
        `7.1 Dropped privileges: container api (${at}): securityContext.seccompProfile.type is "Unconfined"; {profile} needs "RuntimeDefault" or "Localhost". Set securityContext.seccompProfile.type: "RuntimeDefault".`,
      ],
    },
    "a log shipper on every node": {
      stack: [
        workload(
          {
            hostNetwork: true,
            hostIPC: true,
            containers: [api(hardened, { ports: [{ containerPort: 2020, hostPort: 2020 }] })],
            volumes: [
              { name: "logs", hostPath: { path: "/var/log" } },
              { name: "tmp", emptyDir: {} },
            ],
          },
          "kubernetes:apps/v1:DaemonSet",
        ),
      ],
      profiles: above,
      remediable: false,
      finds: [
        "7.1 Dropped privileges: spec.template.spec.hostNetwork and spec.template.spec.hostIPC are true; {profile} needs false. Set spec.template.spec.hostNetwork: false, spec.template.spec.hostIPC: false.",
        '7.1 Dropped privileges: spec.template.spec.volumes[0].hostPath.path is "/var/log"; {profile} needs no directory of the host. Use another kind of volume. A log agent may mount log files read-only; any other that reads its node needs an exemption.',
        `7.1 Dropped privileges: container api (${at}): ports[0].hostPort is 2020; {profile} needs no port of the host. Leave it out and use a Service.`,
      ],
    },
    "a log agent that may write": {
      stack: [logAgent(false)],
      profiles: above,
      remediable: false,
      finds: [onHost("/var/log")],
    },
    "a log agent that reads more than logs": {
      stack: [logAgent(true, "/var/lib")],
      profiles: above,
      remediable: false,
      finds: [onHost("/var/lib")],
    },
    "log files that another container mounts too": {
      stack: [
        logAgent(true, "/var/log", {
          initContainers: [
            {
              name: "init",
              image: "busybox:1.36",
              securityContext: hardened,
              volumeMounts: [{ name: "logs", readOnly: true }],
            },
          ],
        }),
      ],
      profiles: above,
      remediable: false,
      finds: [onHost("/var/log")],
    },
    "the same as advice": {
      stack: [
        workload(
          { containers: [api()], volumes: [{ name: "logs", hostPath: { path: "/var/log" } }] },
          "kubernetes:apps/v1:DaemonSet",
        ),
      ],
      ...standard,
      finds: [
        '7.1 Dropped privileges: spec.template.spec.volumes[0].hostPath.path is "/var/log"; STANDARD needs no directory of the host. Use another kind of volume. A log agent may mount log files read-only; any other that reads its node needs an exemption.',
      ],
    },
    "a process of a Windows host": {
      stack: deployment({
        nodeSelector: { "kubernetes.io/os": "windows" },
        securityContext: { windowsOptions: { hostProcess: true } },
        containers: [{ name: "api", image }],
      }),
      profiles: above,
      finds: [
        `7.1 Dropped privileges: container api (${at}): spec.template.spec.securityContext.windowsOptions.hostProcess is true; {profile} needs false. Set spec.template.spec.securityContext.windowsOptions.hostProcess: false.`,
      ],
    },
    "a patch is judged on what it sets": {
      stack: [
        resource("kubernetes:apps/v1:DeploymentPatch", "api", {
          metadata: { name: "api" },
          spec: { template: { spec: { containers: [api({ privileged: true })] } } },
        }),
      ],
      profiles: above,
      finds: [
        `7.1 Dropped privileges: container api (${at}): securityContext.privileged is true; {profile} needs false. Set securityContext.privileged: false.`,
      ],
    },
  },
  unknownIn: {
    "a log agent that may write": {
      of: "a log agent that only reads log files",
      at: "api: spec.template.spec.containers.0.volumeMounts.0.readOnly",
      mentions: ["volumeMounts[0].readOnly is not known until the update"],
    },
    "an image that may be a log agent's": {
      of: "a log agent that only reads log files",
      at: "api: spec.template.spec.containers.0.image",
      mentions: ["containers[0].image is not known until the update"],
    },
    "a system that may be Windows": {
      of: "Windows has neither capabilities nor system call filters",
      at: "api: spec.template.spec.os.name",
      mentions: ["spec.os.name"],
    },
  },
  unknown: {
    "the whole security context is not known yet": {
      stack: deployment({ containers: [{ name: "api", image, securityContext: unknown }] }),
      mentions: ["securityContext.privileged, securityContext.allowPrivilegeEscalation"],
    },
    "a capability is not known yet": {
      stack: deployment({
        containers: [api({ ...hardened, capabilities: { drop: ["ALL"], add: [unknown] } })],
      }),
      mentions: ["securityContext.capabilities.add[0] is not known until the update"],
    },
    "the pod's profile is not known yet, and another setting is wrong": {
      stack: deployment({
        securityContext: { seccompProfile: unknown },
        containers: [api({ allowPrivilegeEscalation: true, capabilities: { drop: ["ALL"] } })],
      }),
      profiles: above,
      mentions: ["spec.template.spec.securityContext.seccompProfile.type"],
      finds: [
        `7.1 Dropped privileges: container api (${at}): securityContext.allowPrivilegeEscalation is true; {profile} needs false. Set securityContext.allowPrivilegeEscalation: false.`,
      ],
    },
    "the volumes are not known yet": {
      stack: deployment({ volumes: unknown }),
      mentions: ["spec.template.spec.volumes is not known until the update"],
    },
  },
  notApplicable: {
    "a Rollout whose pods are a Deployment's": {
      stack: [
        resource("kubernetes:argoproj.io/v1alpha1:Rollout", "api", {
          spec: { workloadRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" } },
        }),
      ],
    },
    "a patch that says nothing of it": {
      stack: [resource("kubernetes:apps/v1:DeploymentPatch", "api", { spec: { replicas: 3 } })],
    },
  },
});
