import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { pass } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { StackView } from "../../evaluation/stack";
import { metricsCollector, type MetricsCollector, type MetricsEndpoint } from "../../kinds/metrics-collector";
import { identityOf } from "./identity";
import { servicesSelecting, type SelectedPods } from "./pod-privacy";
import { scrapeTargetOf } from "./scrape-target";

/** The Prometheus operator's scrape configurations: static targets, and service discovery, which is not followed. */
export const scrapeConfig = reader(
  [
    "kubernetes:monitoring.coreos.com/*:ScrapeConfig",
    "kubernetes:operator.victoriametrics.com/*:VMScrapeConfig",
    "kubernetes:operator.victoriametrics.com/*:VMStaticScrape",
  ],
  metricsCollector,
  (config): MetricsCollector => ({
    endpointsOn: (target, _self, stack) => {
      const of = scrapeTargetOf(target);
      if (of === undefined) return new Listing<MetricsEndpoint>([]);
      const hosts = servicesOf(of.pods, stack);
      const endpoint = (): MetricsEndpoint => ({
        reaches: pass,
        get path() {
          return config.string("spec.metricsPath", { whenAbsent: "/metrics" });
        },
      });
      const targets = targetsOf(config);
      const own = identityOf(config).namespace.value;
      const isNamed = targets.items.some(
        ({ value }) => value !== undefined && hosts.includes(serviceOf(value, own)),
      );
      if (isNamed) return new Listing([endpoint()]);
      const unknown = targets.missing ?? targets.items.find(({ state }) => state.is === "unknown");
      if (unknown) {
        return Listing.unknown({
          path: unknown.path ?? ["spec", "staticConfigs"],
          why: "is not known until the update",
        });
      }
      return DISCOVERIES.some((name) => config.has(`spec.${name}`))
        ? Listing.unknown({
            path: ["spec"],
            why: "finds its targets by service discovery, which is not followed",
          })
        : new Listing<MetricsEndpoint>([]);
    },
  }),
);

const DISCOVERIES = ["kubernetesSDConfigs", "dnsSDConfigs", "httpSDConfigs", "consulSDConfigs"];

function targetsOf(config: Inputs) {
  return Listing.of(
    ...config.list("spec.staticConfigs").items.map((group) => group.strings("targets")),
    ...config.list("spec.targetEndpoints").items.map((group) => group.strings("targets")),
  );
}

/** The Services that select the pods, as `api.shop`. */
function servicesOf(pods: SelectedPods, stack: StackView): readonly string[] {
  return servicesSelecting(pods, stack).map(({ subject: { thing } }) => {
    const { name, namespace } = thing.identity;
    return `${name.value ?? ""}.${namespace.value ?? ""}`;
  });
}

/** `http://api.shop.svc.cluster.local:8000` as `api.shop`, and `api:8000` as `api.` and the configuration's namespace. */
function serviceOf(target: string, namespace: string | undefined): string {
  const [host = ""] = target.replace(/^https?:\/\//, "").split(/[:/]/);
  const [name = "", second] = host.split(".");
  return `${name}.${second ?? namespace ?? ""}`;
}
