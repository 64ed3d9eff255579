import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { pass } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { metricsCollector, type MetricsEndpoint } from "../../kinds/metrics-collector";

/** Collectors that stand beside the application. */
const COLLECTORS =
  /opentelemetry-collector|otel(-|collector|col)|(^|\/)(alloy|grafana-agent|prometheus|vmagent|vector|telegraf)([:@-]|$)|datadog/;

const NOTHING = new Listing<MetricsEndpoint>([]);

/** What collects the metrics of a container app or a container group: a container beside the application. */
export const besideContainers = reader(
  ["azure-native:app:ContainerApp", "azure-native:containerinstance:ContainerGroup"],
  metricsCollector,
  (inputs, { type }) => ({
    endpointsOn: (target, self) => {
      if (target.resource !== self.resource) return NOTHING;
      return type.endsWith(":ContainerApp")
        ? endpointsIn(inputs.at("template"), "env")
        : endpointsIn(inputs, "environmentVariables");
    },
  }),
);

function endpointsIn(template: Inputs, variables: string): Listing<MetricsEndpoint> {
  const containers = template.list("containers");
  const untold = containers.items
    .map((container) => container.string("image"))
    .find(({ state }) => state.is === "unknown");
  const endpoints = containers.items
    .filter((container) => COLLECTORS.test(container.string("image").value ?? ""))
    .map((collector) => scraped(collector, variables));
  const all = Listing.of(NOTHING, ...endpoints);
  const why = untold?.state.is === "unknown" ? { path: untold.path, why: untold.state.why } : undefined;
  return new Listing(all.items, all.missing ?? containers.missing ?? why);
}

/** Of a collector, the configuration decides, which is read where it stands in a variable. */
function scraped(collector: Inputs, variables: string): Listing<MetricsEndpoint> {
  const image = collector.string("image");
  const written = collector
    .list(variables)
    .items.map((variable) => variable.string("value"))
    .find(({ value }) => /scrape_configs|prometheus/.test(value ?? ""));
  if (written === undefined) {
    return Listing.unknown({ path: image.path, why: "may collect metrics, as its configuration says" });
  }
  const path = /metrics_path["']?:\s*["']?([^\s"',]+)/.exec(written.value ?? "")?.[1] ?? "/metrics";
  return new Listing([
    {
      reaches: pass,
      path: new Fact<string>({ is: "known", value: path }, written.path, { hidden: true, fixable: false }),
    },
  ]);
}

/** What collects from an app of App Service stands outside it. */
export const outsideWebApps = reader(
  ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"],
  metricsCollector,
  () => ({
    endpointsOn: (target, self) =>
      target.resource === self.resource
        ? Listing.unknown({
            why: "what collects the metrics of an app of App Service stands outside it, and is not read",
          })
        : NOTHING,
  }),
);

/** `azure-native:containerservice:ManagedCluster` with Managed Prometheus, for workloads of Kubernetes. */
export const aksMetrics = reader(
  "azure-native:containerservice:ManagedCluster",
  metricsCollector,
  (inputs, { name }) => ({
    endpointsOn: (target) => {
      const enabled = inputs.boolean("azureMonitorProfile.metrics.enabled", { whenAbsent: false });
      const isOn = target.resource.type.startsWith("kubernetes:") && enabled.value !== false;
      return isOn
        ? Listing.unknown({
            why: `Managed Prometheus of cluster ${name} may collect them, as a ConfigMap in kube-system says`,
          })
        : NOTHING;
    },
  }),
);
