import { cases, unknown } from "../../kit/cases";
import {
  api,
  application,
  IN_CODE,
  IN_RUN,
  runJob,
  runService,
  secretsOf,
  unknownContainers,
} from "../gcp/workloads";

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" };

export default cases({
  requirement: "5.4-tracing",
  provider: "gcp",
  valid: {
    "an endpoint": { stack: [application(endpoint)] },
    "Google's collector beside the application": {
      stack: [
        runService([
          api(),
          {
            name: "otel",
            image:
              "us-docker.pkg.dev/cloud-ops-agents-artifacts/google-cloud-opentelemetry-collector/otelcol-google:0.122.1",
          },
        ]),
      ],
    },
    "an endpoint that Secret Manager holds": {
      stack: [runService([api({}, { envs: secretsOf("OTEL_EXPORTER_OTLP_ENDPOINT") })])],
    },
  },
  invalid: {
    "nothing takes its traces": {
      stack: [application()],
      remediable: false,
      finds: [
        `5.4 Tracing: ${IN_RUN}OTEL_EXPORTER_OTLP_ENDPOINT is not set; {profile} needs the address of a collector. Set it to the collector's address, such as http://otel-collector:4318. ${IN_CODE}`,
      ],
    },
    "too few are kept": {
      stack: [
        application({
          ...endpoint,
          OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
          OTEL_TRACES_SAMPLER_ARG: "0.001",
        }),
      ],
      finds: [
        `5.4 Tracing: ${IN_RUN}OTEL_TRACES_SAMPLER_ARG does not comply; {profile} needs at least 0.01. Set envs[2].value: "0.01". ${IN_CODE}`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "an endpoint that is not known yet": {
      stack: [application({ OTEL_EXPORTER_OTLP_ENDPOINT: unknown })],
      mentions: ["OTEL_EXPORTER_OTLP_ENDPOINT is not known until the update"],
    },
    "a collector whose configuration is not read": {
      stack: [runService([api(), { name: "otel", image: "datadog/agent:7" }])],
      mentions: ["template.containers[1].image may take traces, as its configuration says"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [runJob()] } },
});
