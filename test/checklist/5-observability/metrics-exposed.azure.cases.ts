import { cases, resource, unknown } from "../../kit/cases";
import { application } from "../azure/workloads";

const fraiseql = { name: "fraiseql", image: "ghcr.io/fraiseql/fraiseql:1.2.0" };
const collector = (value?: unknown, image: unknown = "otel/opentelemetry-collector-contrib:0.140.0") => ({
  name: "collector",
  image,
  ...(value === undefined ? {} : { env: [{ name: "OTEL_CONFIG", value }] }),
});
const app = (...containers: readonly object[]) => application({ template: { containers } });
const config = "receivers:\n  prometheus:\n    config:\n      scrape_configs:\n        - job_name: api\n";

export default cases({
  requirement: "5.3-metrics-exposed",
  provider: "azure",
  valid: { "a collector beside it": { stack: [app(fraiseql, collector(config))] } },
  invalid: {
    "nothing": {
      stack: [application()],
      remediable: false,
      finds: [
        "5.3 Metrics: nothing in the stack collects the metrics of this ContainerApp; {profile} needs its /metrics collected. Add a container beside it that collects them, such as an OpenTelemetry collector.",
      ],
    },
    "another path": {
      stack: [app(fraiseql, collector(`${config}          metrics_path: /stats\n`))],
      remediable: false,
      finds: [
        '5.3 Metrics: template.containers[1].env[0].value does not comply; {profile} needs "/metrics".',
      ],
    },
    "a container group": {
      stack: [
        resource("azure-native:containerinstance:ContainerGroup", "api", {
          containerGroupName: "api",
          osType: "Linux",
          containers: [fraiseql],
        }),
      ],
      remediable: false,
      finds: [
        "5.3 Metrics: nothing in the stack collects the metrics of this ContainerGroup; {profile} needs its /metrics collected. Add a container beside it that collects them, such as an OpenTelemetry collector.",
      ],
    },
  },
  unknown: {
    "a collector with a configuration elsewhere": {
      stack: [app(fraiseql, collector())],
      mentions: ["may collect metrics, as its configuration says"],
    },
    "what stands beside it": {
      stack: [app(fraiseql, collector(undefined, unknown))],
      mentions: ["template.containers[1].image is not known until the update"],
    },
  },
});
