import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { pass } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { metricsCollector, type MetricsEndpoint } from "../../kinds/metrics-collector";

/** The sidecar of Managed Service for Prometheus, which asks the container beside it for /metrics. */
const PROMETHEUS_SIDECAR = /(^|\/)(cloud-)?run-gmp-sidecar([:@]|$)/;

/** Collectors that may, as their configuration says. */
const COLLECTORS =
  /opentelemetry-(operations-)?collector|otel(-|collector|col)|google-built-opentelemetry|(^|\/)(alloy|grafana-agent|prometheus|vmagent|vector)([:@]|$)|datadog/;

/** What collects the metrics of a Cloud Run workload: a container beside the application. */
export const cloudRunMetrics = reader(
  ["gcp:cloudrunv2/service:Service", "gcp:cloudrunv2/workerPool:WorkerPool"],
  metricsCollector,
  (inputs) => ({
    isItsOwn: true,
    endpointsOn: (target, self) =>
      target.resource === self.resource ? endpointsIn(inputs.at("template")) : new Listing([]),
  }),
);

/** The same, of the first version of the API. */
export const cloudRunMetricsV1 = reader("gcp:cloudrun/service:Service", metricsCollector, (inputs) => ({
  isItsOwn: true,
  endpointsOn: (target, self) =>
    target.resource === self.resource ? endpointsIn(inputs.at("template.spec")) : new Listing([]),
}));

function endpointsIn(template: Inputs): Listing<MetricsEndpoint> {
  const containers = template.list("containers");
  if (containers.missing) return Listing.unknown(containers.missing);
  const images = containers.items.map((container) => container.string("image"));
  const scraped = images.filter(({ value }) => PROMETHEUS_SIDECAR.test(value ?? ""));
  if (scraped.length > 0) {
    return new Listing(scraped.map(({ path }) => ({ reaches: pass, path: Fact.given("/metrics", path) })));
  }
  const unknown = images.find(({ state }) => state.is === "unknown");
  const collector = images.find(({ value }) => COLLECTORS.test(value ?? ""));
  // The only container is the application itself, whatever its image.
  if (collector === undefined && unknown?.state.is === "unknown" && images.length > 1) {
    return Listing.unknown({ path: unknown.path, why: unknown.state.why });
  }
  return collector
    ? Listing.unknown({ path: collector.path, why: "may collect metrics, as its configuration says" })
    : new Listing([]);
}
