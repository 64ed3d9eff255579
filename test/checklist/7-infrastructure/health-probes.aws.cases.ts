import { cases, unknown } from "../../kit/cases";
import { api, appRunner, batchJob, lambda, task } from "../aws/workloads";

const calling = (...command: readonly unknown[]) => task([api({ healthCheck: { command } })]);

export default cases({
  requirement: "7.2-health-probes",
  provider: "aws",
  valid: {
    "a command that calls /health": { stack: [task([api()])] },
    "a command without a shell": {
      stack: [calling("CMD", "wget", "-q", "-O-", "http://127.0.0.1:8000/health")],
    },
    "a sidecar without ports has none": {
      stack: [task([api(), { name: "log-router", image: "fluent-bit" }])],
    },
    "another program with a check of its own": {
      stack: [
        task([api({ image: "nginx:1.29", healthCheck: { command: ["CMD", "/check.sh"] } })], {
          family: "proxy",
        }),
      ],
    },
    "App Runner calls /health": {
      stack: [appRunner({ healthCheckConfiguration: { protocol: "HTTP", path: "/health" } })],
    },
  },
  invalid: {
    "no health check": {
      stack: [task([api({ healthCheck: undefined })])],
      remediable: false,
      finds: [
        "7.2 Health probes: container api (containerDefinitions[0]): healthCheck is not set; {profile} needs a probe. Add a healthCheck whose command calls http://localhost:8000/health; the target group asks for readiness.",
      ],
    },
    "a command that calls another path": {
      stack: [calling("CMD-SHELL", "curl -f http://localhost:8000/ || exit 1")],
      remediable: false,
      finds: [
        '7.2 Health probes: container api (containerDefinitions[0]): healthCheck.command is a command that calls "/"; {profile} needs "/health".',
      ],
    },
    "App Runner opens a connection by default": {
      stack: [appRunner()],
      finds: [
        '7.2 Health probes: container image (sourceConfiguration.imageRepository): healthCheckConfiguration is not set; {profile} needs "/health". Set healthCheckConfiguration: {"protocol":"HTTP","path":"/health"}.',
      ],
    },
    "App Runner calls / unless told": {
      stack: [appRunner({ healthCheckConfiguration: { protocol: "HTTP" } })],
      finds: [
        '7.2 Health probes: container image (sourceConfiguration.imageRepository): healthCheckConfiguration.path is not set, which means "/"; {profile} needs "/health". Set healthCheckConfiguration.path: "/health".',
      ],
    },
  },
  unknown: {
    "definitions with an output in them are not known": {
      stack: [task(unknown)],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a script of the image's own": {
      stack: [calling("CMD", "/healthcheck.sh")],
      mentions: ["healthCheck.command calls no URL"],
    },
    "App Runner's protocol is not known": {
      stack: [appRunner({ healthCheckConfiguration: { protocol: unknown } })],
      mentions: ["healthCheckConfiguration.protocol is not known until the update"],
    },
  },
  notApplicable: {
    "a task that serves nothing runs to its end": {
      stack: [task([api({ portMappings: undefined, healthCheck: undefined })])],
    },
    "a Batch job": { stack: [batchJob({})] },
    "a Lambda function": { stack: [lambda()] },
  },
});
