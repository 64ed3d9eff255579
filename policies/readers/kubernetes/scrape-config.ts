import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { pass } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { metricsCollector, type MetricsCollector, type MetricsEndpoint } from "../../kinds/metrics-collector";
import { identityOf } from "./identity";
import { servicesSelecting, type SelectingService } from "./pod-privacy";
import { scrapeTargetOf } from "./scrape-target";
import { both, either, same, type Ternary } from "./ternary";

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
      const services = servicesSelecting(of.pods, stack);
      const endpoint = (): MetricsEndpoint => ({
        reaches: pass,
        get path() {
          return config.string("spec.metricsPath", { whenAbsent: "/metrics" });
        },
      });
      const targets = targetsOf(config);
      const { namespace } = identityOf(config);
      const targeted = targets.items.map((text) => ({ text, isOne: isService(text, namespace, services) }));
      if (targeted.some(({ isOne }) => isOne === true)) return new Listing([endpoint()]);
      const unknown = targets.missing ?? targeted.find(({ isOne }) => isOne === undefined)?.text;
      if (unknown) {
        const isRead = "state" in unknown && unknown.isDecided;
        return Listing.unknown({
          path: unknown.path ?? ["spec", "staticConfigs"],
          why: isRead ? "names a Service that may be the one of its pods" : UNTIL_UPDATE,
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

function targetsOf(config: Inputs): Listing<Fact<string>> {
  const groups = ["spec.staticConfigs", "spec.targetEndpoints"].map((path) => config.list(path));
  return Listing.of(
    ...groups.map(({ missing }) => new Listing<Fact<string>>([], missing)),
    ...groups.flatMap(({ items }) => items.map((group) => group.strings("targets"))),
  );
}

/** Whether a target is one of the Services: `http://api.shop.svc.cluster.local:8000`, or `api:8000` in the namespace. */
function isService(
  target: Fact<string>,
  namespace: Fact<string>,
  services: readonly SelectingService[],
): Ternary {
  if (target.value === undefined) return target.isAbsent ? false : undefined;
  const [host = ""] = target.value.replace(/^https?:\/\//, "").split(/[:/]/);
  const [name = "", second] = host.split(".");
  return either(
    ...services.map(({ subject: { thing }, selects }) =>
      both(
        selects,
        same(thing.identity.name, Fact.given(name)),
        same(thing.identity.namespace, second === undefined ? namespace : Fact.given(second)),
      ),
    ),
  );
}
