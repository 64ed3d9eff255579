import { cases, secret, unknown } from "../../kit/cases";
import { api, appRunner, batchJob, task, unknownTask } from "../aws/workloads";

const drop = { capabilities: { drop: ["ALL"] } };
const onHosts = { networkMode: "bridge", requiresCompatibilities: ["EC2"] };
const hardened = (props: object = {}) => api({ linuxParameters: drop, ...props });
const IN_TASK = "7.1 Dropped privileges: container api (containerDefinitions[0]): ";
/** A log agent on every host, which mounts its log files. */
const logAgent = (mount: object = {}, ...others: readonly object[]) => [
  task(
    [
      hardened({
        image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.4",
        dockerSecurityOptions: ["no-new-privileges"],
        mountPoints: [{ sourceVolume: "logs", containerPath: "/logs", readOnly: true, ...mount }],
      }),
      ...others,
    ],
    { ...onHosts, volumes: [{ name: "logs", hostPath: "/var/lib/docker/containers" }] },
  ),
];
const other = (props: object) =>
  hardened({ name: "web", image: "nginx:1.29", dockerSecurityOptions: ["no-new-privileges"], ...props });
const onHost =
  '7.1 Dropped privileges: volumes[0].hostPath is "/var/lib/docker/containers"; {profile} needs no directory of the host. Use another kind of volume. A log agent may mount log files read-only; any other that reads its node needs an exemption.';
const above = ["REGULATED", "RESTRICTED"] as const;

export default cases({
  requirement: "7.1-privileges-dropped",
  provider: "aws",
  valid: {
    "Fargate, without capabilities": { stack: [task([hardened()])] },
    "on a host, without new privileges": {
      stack: [task([hardened({ dockerSecurityOptions: ["no-new-privileges"] })], onHosts)],
    },
    "a low port may be bound": {
      stack: [
        task([hardened({ linuxParameters: { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } } })]),
      ],
    },
    "a log agent that only reads log files": { stack: logAgent() },
    "another that takes the log files over, to read them": {
      stack: logAgent(
        {},
        other({ image: "fluent/fluent-bit:3.1", volumesFrom: [{ sourceContainer: "api", readOnly: true }] }),
      ),
    },
    "a job": { stack: [batchJob({ privileged: "false" })] },
  },
  invalid: {
    "Docker's own capabilities": {
      stack: [task([api()])],
      profiles: above,
      finds: [
        `${IN_TASK}linuxParameters.capabilities.drop is not set; {profile} needs ["ALL"]. Set linuxParameters.capabilities.drop: ["ALL"].`,
      ],
    },
    "the same, as advice": {
      stack: [task([api()])],
      profiles: ["STANDARD"],
      advisory: true,
      remediable: false,
      finds: [
        `${IN_TASK}it has more privileges than it needs. Set linuxParameters.capabilities.drop: ["ALL"].`,
      ],
    },
    "a privileged container on a host, which may gain more": {
      stack: [task([hardened({ privileged: true, dockerSecurityOptions: ["label:type:api"] })], onHosts)],
      profiles: above,
      finds: [
        `${IN_TASK}privileged is true; {profile} needs false. Set privileged: false.`,
        `${IN_TASK}dockerSecurityOptions is ["label:type:api"], which means that processes may gain privileges; {profile} needs no-new-privileges. Set dockerSecurityOptions: ["label:type:api","no-new-privileges"].`,
      ],
    },
    "a task in the midst of its host": {
      stack: [
        task([hardened({ dockerSecurityOptions: ["no-new-privileges:true"] })], {
          networkMode: "host",
          pidMode: "host",
          ipcMode: "host",
          requiresCompatibilities: ["EC2"],
          volumes: [{ name: "docker", hostPath: "/var/run/docker.sock" }, { name: "tmp" }],
        }),
      ],
      profiles: above,
      remediable: false,
      finds: [
        "7.1 Dropped privileges: networkMode is host, which means the network of its host; {profile} needs network of its own.",
        "7.1 Dropped privileges: pidMode is host, which means the processes of its host; {profile} needs processes of its own.",
        "7.1 Dropped privileges: ipcMode is host, which means the interprocess communication of its host; {profile} needs interprocess communication of its own.",
        '7.1 Dropped privileges: volumes[0].hostPath is "/var/run/docker.sock"; {profile} needs no directory of the host. Use another kind of volume. A log agent may mount log files read-only; any other that reads its node needs an exemption.',
      ],
    },
    "a log agent that may write": {
      stack: logAgent({ readOnly: false }),
      profiles: above,
      remediable: false,
      finds: [onHost],
    },
    "log files that another container mounts too": {
      stack: logAgent({}, other({ mountPoints: [{ sourceVolume: "logs", readOnly: true }] })),
      profiles: above,
      remediable: false,
      finds: [onHost],
    },
    "log files that another container takes over": {
      stack: logAgent({}, other({ volumesFrom: [{ sourceContainer: "api", readOnly: true }] })),
      profiles: above,
      remediable: false,
      finds: [onHost],
    },
    "definitions that the program keeps secret are not shown": {
      stack: [
        task(secret(JSON.stringify([hardened({ dockerSecurityOptions: ["label:type:hidden"] })])), onHosts),
      ],
      profiles: above,
      remediable: false,
      finds: [
        "7.1 Dropped privileges: container 1 (containerDefinitions[0]): dockerSecurityOptions is a secret value that does not comply; {profile} needs no-new-privileges.",
      ],
    },
    "a privileged job": {
      stack: [batchJob({ privileged: true })],
      profiles: above,
      finds: [
        "7.1 Dropped privileges: container 1 (containerProperties): privileged is true; {profile} needs false. Set privileged: false.",
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a network mode that is not known yet": {
      stack: [task([hardened()], { networkMode: unknown })],
      mentions: ["networkMode is not known until the update"],
    },
  },
  unknownIn: {
    "volumes of which nothing is known": {
      of: "a log agent that only reads log files",
      at: "task: volumes",
      mentions: ["volumes is not known until the update"],
    },
    "a volume whose name is not known": {
      of: "a log agent that only reads log files",
      at: "task: volumes.0.name",
      mentions: ["volumes[0].name is not known until the update"],
    },
  },
  notApplicable: { "App Runner has no such settings": { stack: [appRunner()] } },
});
