import { cases, unknown } from "../../kit/cases";
import { api, appRunner, batchJob, lambda, task } from "../aws/workloads";

const mounted = (volume: Readonly<Record<string, unknown>>, mount: Readonly<Record<string, unknown>> = {}) =>
  task([api({ mountPoints: [{ sourceVolume: "data", containerPath: "/data", ...mount }] })], {
    volumes: [{ name: "data", ...volume }],
  });
const writableMount = (storage: string) =>
  `7.1 Read-only filesystem: container api (containerDefinitions[0]): mountPoints[0] mounts ${storage}, writable; {profile} needs scratch volumes only. Use scratch storage (an emptyDir on Kubernetes), or mount it read-only.`;

export default cases({
  requirement: "7.1-read-only-filesystem",
  provider: "aws",
  valid: {
    "a read-only root": { stack: [task([api()])] },
    "a scratch volume for temporary files": { stack: [mounted({})] },
    "a Docker volume of the task": { stack: [mounted({ dockerVolumeConfiguration: { scope: "task" } })] },
    "a file system that is mounted read-only": {
      stack: [mounted({ efsVolumeConfiguration: { fileSystemId: "fs-1" } }, { readOnly: true })],
    },
    "a database's data": {
      stack: [
        task(
          [
            api({
              image: "public.ecr.aws/docker/library/postgres:17",
              mountPoints: [{ sourceVolume: "data", containerPath: "/var/lib/postgresql/data" }],
            }),
          ],
          { volumes: [{ name: "data", configureAtLaunch: true }] },
        ),
      ],
    },
    "a Batch job": { stack: [batchJob({ readonlyRootFilesystem: true })] },
    "Lambda's filesystem is read-only": { stack: [lambda()] },
  },
  invalid: {
    "nothing is said": {
      stack: [task([api({ readonlyRootFilesystem: undefined })])],
      finds: [
        "7.1 Read-only filesystem: container api (containerDefinitions[0]): readonlyRootFilesystem is not set, which means false; {profile} needs true. Set readonlyRootFilesystem: true.",
      ],
    },
    "a sidecar writes": {
      stack: [task([api(), { name: "log-router", image: "fluent-bit", readonlyRootFilesystem: false }])],
      finds: [
        "7.1 Read-only filesystem: container log-router (containerDefinitions[1]): readonlyRootFilesystem is false; {profile} needs true. Set readonlyRootFilesystem: true.",
      ],
    },
    "a writable file system": {
      stack: [mounted({ efsVolumeConfiguration: { fileSystemId: "fs-1" } })],
      finds: [writableMount("a persistent volume")],
      remediable: false,
    },
    "a writable directory of the host": {
      stack: [mounted({ hostPath: "/srv" })],
      finds: [writableMount("the node's own files")],
      remediable: false,
    },
    "a Batch job that writes": {
      stack: [batchJob({})],
      finds: [
        "7.1 Read-only filesystem: container 1 (containerProperties): readonlyRootFilesystem is not set, which means false; {profile} needs true. Set readonlyRootFilesystem: true.",
      ],
    },
  },
  unknown: {
    "definitions with an output in them are not known": {
      stack: [task(unknown)],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "what a function's file system allows": {
      stack: [lambda({ fileSystemConfig: { arn: unknown, localMountPath: "/mnt/data" } })],
      mentions: ["fileSystemConfig is writable as far as its access point allows"],
    },
  },
  notApplicable: {
    "a Windows task": {
      stack: [
        task([api({ readonlyRootFilesystem: undefined })], {
          runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
        }),
      ],
    },
    "App Runner has no such setting": { stack: [appRunner()] },
  },
});
