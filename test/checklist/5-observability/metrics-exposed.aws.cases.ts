import { cases } from "../../kit/cases";
import { api, appRunner, batchJob, envOf, service, task, unknownTask } from "../aws/workloads";

const enabled = { environment: envOf({ FRAISEQL_METRICS_ENABLED: "true", FRAISEQL_ENABLE_METRICS: "true" }) };
const labelled = (dockerLabels: object) => task([api({ ...enabled, dockerLabels })]);
const beside = (image: string, variables: Readonly<Record<string, unknown>> = {}) =>
  task([api(enabled), { name: "collector", image, environment: envOf(variables) }]);
const ADOT = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0";
const scraping = (path: string) => `
receivers:
  prometheus:
    config:
      scrape_configs:
        - job_name: api
          metrics_path: ${path}
          static_configs: [{ targets: ["localhost:8000"] }]
`;
const NOTHING =
  "5.3 Metrics: nothing in the stack collects the metrics of this TaskDefinition; {profile} needs its /metrics collected. Add a collector beside it that scrapes it, such as the AWS Distro for OpenTelemetry, and say so with the docker label ECS_PROMETHEUS_EXPORTER_PORT.";

export default cases({
  requirement: "5.3-metrics-exposed",
  provider: "aws",
  valid: {
    "docker labels that the CloudWatch agent follows": {
      stack: [labelled({ ECS_PROMETHEUS_EXPORTER_PORT: "8000" }), service()],
    },
    "labels of Prometheus": {
      stack: [labelled({ "prometheus.io/scrape": "true", "prometheus.io/path": "/metrics" })],
    },
    "a collector whose configuration scrapes": {
      stack: [beside(ADOT, { AOT_CONFIG_CONTENT: scraping("/metrics") }), service()],
    },
  },
  invalid: {
    "nothing collects": { stack: [task([api(enabled)]), service()], remediable: false, finds: [NOTHING] },
    "a collector of traces alone": {
      stack: [beside(ADOT, { AOT_CONFIG_CONTENT: "receivers:\n  otlp:\n" })],
      remediable: false,
      finds: [NOTHING],
    },
    "labels of a sidecar": {
      stack: [
        task([
          api(enabled),
          { name: "proxy", image: "nginx:1", dockerLabels: { ECS_PROMETHEUS_EXPORTER_PORT: "9113" } },
        ]),
      ],
      remediable: false,
      finds: [NOTHING],
    },
    "a collector that scrapes another path": {
      stack: [beside(ADOT, { AOT_CONFIG_CONTENT: scraping("/prometheus") })],
      remediable: false,
      finds: ['5.3 Metrics: AOT_CONFIG_CONTENT does not comply; {profile} needs "/metrics".'],
    },
    "another path": {
      stack: [labelled({ ECS_PROMETHEUS_EXPORTER_PORT: "8000", ECS_PROMETHEUS_METRICS_PATH: "/prometheus" })],
      finds: [
        '5.3 Metrics: containerDefinitions[0].dockerLabels.ECS_PROMETHEUS_METRICS_PATH is "/prometheus"; {profile} needs "/metrics". Set containerDefinitions[0].dockerLabels.ECS_PROMETHEUS_METRICS_PATH: "/metrics".',
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a collector whose configuration is not read": {
      stack: [beside(ADOT)],
      mentions: ["containerDefinitions[1].image may collect metrics, as its configuration says"],
    },
    "App Runner": {
      stack: [appRunner()],
      mentions: ["what collects the metrics of a service of App Runner stands outside it"],
    },
  },
  notApplicable: { "a migration": { stack: [batchJob({})] } },
});
