import { cases, resource, unknown } from "../../kit/cases";

const image = "ghcr.io/fraiseql/fraiseql:1.4.0";
const readOnly = { readOnlyRootFilesystem: true };
const spec = (pod: object, more: object = {}) => ({
  metadata: { name: "api" },
  spec: { template: { spec: pod }, ...more },
});
const deployment = (pod: object) => [resource("kubernetes:apps/v1:Deployment", "api", spec(pod))];
const mounting = (mount: object, volume: object) =>
  deployment({
    containers: [{ name: "api", image, securityContext: readOnly, volumeMounts: [{ name: "v", ...mount }] }],
    volumes: [{ name: "v", ...volume }],
  });

export default cases({
  requirement: "7.1-read-only-filesystem",
  provider: "kubernetes",
  valid: {
    "a read-only root with scratch space": {
      stack: mounting({ mountPath: "/tmp" }, { emptyDir: { sizeLimit: "64Mi" } }),
    },
    "configuration is read-only by nature": {
      stack: mounting({ mountPath: "/etc/app" }, { configMap: { name: "app" } }),
    },
    "a claim that is mounted read-only": {
      stack: mounting(
        { mountPath: "/models" },
        { persistentVolumeClaim: { claimName: "models", readOnly: true } },
      ),
    },
    "a database keeps its data in a claim of the StatefulSet": {
      stack: [
        resource(
          "kubernetes:apps/v1:StatefulSet",
          "db",
          spec(
            {
              containers: [
                {
                  name: "postgres",
                  image: "docker.io/library/postgres:16@sha256:0123",
                  securityContext: readOnly,
                  volumeMounts: [{ name: "data", mountPath: "/var/lib/postgresql/data" }],
                },
              ],
            },
            { volumeClaimTemplates: [{ metadata: { name: "data" } }] },
          ),
        ),
      ],
    },
  },
  invalid: {
    "the root filesystem is writable by default": {
      stack: deployment({ containers: [{ name: "api", image }], initContainers: [{ name: "init", image }] }),
      finds: [
        "7.1 Read-only filesystem: container api (spec.template.spec.containers[0]): securityContext.readOnlyRootFilesystem is not set, which means false; {profile} needs true. Set securityContext.readOnlyRootFilesystem: true.",
        "7.1 Read-only filesystem: container init (spec.template.spec.initContainers[0]): securityContext.readOnlyRootFilesystem is not set, which means false; {profile} needs true. Set securityContext.readOnlyRootFilesystem: true.",
      ],
    },
    "the node's own files are writable": {
      stack: mounting({ mountPath: "/host" }, { hostPath: { path: "/var/log" } }),
      finds: [
        "7.1 Read-only filesystem: container api (spec.template.spec.containers[0]): volumeMounts[0] mounts the node's own files, writable; {profile} needs scratch volumes only. Use scratch storage (an emptyDir on Kubernetes), or mount it read-only.",
      ],
      remediable: false,
    },
    "a claim of what is no database": {
      stack: mounting({ mountPath: "/data", readOnly: false }, { persistentVolumeClaim: { claimName: "x" } }),
      finds: [
        "7.1 Read-only filesystem: container api (spec.template.spec.containers[0]): volumeMounts[0] mounts a persistent volume, writable; {profile} needs scratch volumes only. Use scratch storage (an emptyDir on Kubernetes), or mount it read-only.",
      ],
      remediable: false,
    },
  },
  unknownIn: {
    "a claim that may be mounted read-only": {
      of: "a claim that is mounted read-only",
      at: "api: spec.template.spec.volumes.0.persistentVolumeClaim.readOnly",
      mentions: ["persistentVolumeClaim.readOnly"],
    },
    "an image that may be a database": {
      of: "a database keeps its data in a claim of the StatefulSet",
      at: "db: spec.template.spec.containers.0.image",
      mentions: ["image is not known"],
    },
  },
  unknown: {
    "the setting is not known yet": {
      stack: deployment({
        containers: [{ name: "api", image, securityContext: { readOnlyRootFilesystem: unknown } }],
      }),
      mentions: ["securityContext.readOnlyRootFilesystem"],
    },
    "the volumes are not known yet": {
      stack: deployment({
        containers: [
          { name: "api", image, securityContext: readOnly, volumeMounts: [{ name: "v", mountPath: "/x" }] },
        ],
        volumes: unknown,
      }),
      mentions: ["volumeMounts[0].name"],
    },
  },
  notApplicable: {
    "Windows pods": {
      stack: deployment({ os: { name: "windows" }, containers: [{ name: "api", image }] }),
    },
  },
});
