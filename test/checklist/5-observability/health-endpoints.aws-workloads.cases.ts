import { cases, unknown } from "../../kit/cases";
import { api, appRunner, expressService, service, task, unknownTask } from "../aws/workloads";

const check = (command: string, interval?: unknown) =>
  api({ healthCheck: { command: ["CMD-SHELL", command], ...(interval === undefined ? {} : { interval }) } });
const http = (path: unknown, interval?: unknown) =>
  appRunner({ healthCheckConfiguration: { protocol: "HTTP", path, interval } });
const IN_TASK = "5.1 Health endpoints: container api (containerDefinitions[0]): ";

export default cases({
  requirement: "5.1-health-endpoints",
  provider: "aws",
  valid: {
    "the health check of a container": {
      stack: [task([check("curl -fsS http://localhost:8000/health || exit 1")]), service()],
    },
    "every ten seconds, beside a sidecar": {
      stack: [
        task([
          check("wget -q -O- http://127.0.0.1:8000/health", "10"),
          { name: "proxy", image: "envoyproxy/envoy:v1.30" },
        ]),
      ],
    },
    "the health check of an express service": { stack: [expressService({}, { healthCheckPath: "/health" })] },
    "the health check of App Runner": { stack: [http("/health", 20)] },
  },
  invalid: {
    "another path": {
      stack: [task([check("curl -f http://localhost:8000/ping")])],
      remediable: false,
      finds: [
        `${IN_TASK}healthCheck.command is a command that calls "/ping"; {profile} needs a command that calls "/health".`,
      ],
    },
    "the default path of an express service": {
      stack: [expressService()],
      finds: [
        '5.1 Health endpoints: container primary (primaryContainer): healthCheckPath is not set, which means "/"; {profile} needs "/health". Set healthCheckPath: "/health".',
      ],
    },
    "once a minute": {
      stack: [task([check("curl -f http://localhost:8000/health", 60)])],
      finds: [
        `${IN_TASK}healthCheck.interval is 60 seconds; {profile} needs at most 30. Set healthCheck.interval: 30.`,
      ],
    },
    "the default path of App Runner": {
      stack: [appRunner({ healthCheckConfiguration: { protocol: "HTTP" } })],
      finds: [
        `5.1 Health endpoints: container image (sourceConfiguration.imageRepository): healthCheckConfiguration.path is not set, which means "/"; {profile} needs "/health". Set healthCheckConfiguration.path: "/health".`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a command that calls no URL": {
      stack: [task([check("python -m fraiseql.healthcheck")])],
      mentions: ["healthCheck.command calls no URL, so that its path cannot be read"],
    },
    "a path of App Runner that is not known yet": {
      stack: [http(unknown)],
      mentions: ["healthCheckConfiguration.path is not known until the update"],
    },
  },
  notApplicable: { "7.2 asks for the health check": { stack: [task([api({ healthCheck: undefined })])] } },
});
