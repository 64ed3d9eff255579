import { cases, resource, secret, unknown } from "../../kit/cases";
import { api, appRunner, batchJob, lambda, task } from "../aws/workloads";

const needsUser = 'a user other than root. Set user: "1000"';

export default cases({
  requirement: "7.1-non-root",
  provider: "aws",
  valid: {
    "a numeric user": { stack: [task([api()])] },
    "a user and group by name": { stack: [task([api({ user: "app:app" })])] },
    "a Batch job with a user": { stack: [batchJob({ user: "nobody" })] },
    "a job of several containers": {
      stack: [
        resource("aws:batch/jobDefinition:JobDefinition", "migrate", {
          type: "container",
          ecsProperties: JSON.stringify({
            taskProperties: [{ containers: [{ name: "migrate", image: "migrate", user: "1000" }] }],
          }),
        }),
      ],
    },
    "Lambda never runs as root": { stack: [lambda()] },
  },
  invalid: {
    "no user": {
      stack: [task([api({ user: undefined })])],
      finds: [
        `7.1 Non-root user: container api (containerDefinitions[0]): user is not set; {profile} needs ${needsUser}.`,
      ],
    },
    "root by name, by id and with a group": {
      stack: [
        task([api({ user: "root" }), api({ name: "b", user: "0" }), api({ name: "c", user: "0:1000" })]),
      ],
      finds: [
        `7.1 Non-root user: container api (containerDefinitions[0]): user is "root"; {profile} needs ${needsUser}.`,
        `7.1 Non-root user: container b (containerDefinitions[1]): user is "0"; {profile} needs ${needsUser}.`,
        `7.1 Non-root user: container c (containerDefinitions[2]): user is "0:1000"; {profile} needs ${needsUser}.`,
      ],
    },
    "secret definitions are not shown": {
      stack: [task(secret(JSON.stringify([api({ user: "root" })])))],
      finds: [
        `7.1 Non-root user: container 1 (containerDefinitions[0]): user is a secret value that does not comply; {profile} needs ${needsUser}.`,
      ],
    },
    "a Batch job as root": {
      stack: [batchJob({ user: "root" })],
      finds: [
        `7.1 Non-root user: container 1 (containerProperties): user is "root"; {profile} needs ${needsUser}.`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them are not known": {
      stack: [task(unknown)],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "definitions that are not JSON": {
      stack: [task("[{")],
      mentions: ["containerDefinitions is not valid JSON"],
    },
  },
  notApplicable: {
    "a Windows task": {
      stack: [
        task([api({ user: "ContainerAdministrator" })], {
          runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
        }),
      ],
    },
    "App Runner has no such setting": { stack: [appRunner()] },
    "a Lambda function without an image": {
      stack: [resource("aws:lambda/function:Function", "zip", { role: "r", runtime: "nodejs22.x" })],
    },
  },
});
