import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { alert, type Alert, type AlertMeasure } from "../../kinds/alert";
import { metricsCollector, type MetricsCollector, type MetricsEndpoint } from "../../kinds/metrics-collector";
import { isKubernetes } from "../kubernetes/identity";
import { alertsInRuleFile } from "../promql/rule-file";

/** `aws:amp/ruleGroupNamespace:RuleGroupNamespace`: a rule file of Prometheus. The workspace's Alertmanager routes. */
export const managedPrometheusRules = reader(
  "aws:amp/ruleGroupNamespace:RuleGroupNamespace",
  alert,
  (inputs, { name }): readonly Alert[] => {
    const { path, state } = inputs.string("data");
    if (state.is === "known" && state.secret !== true) return alertsInRuleFile(state.value, path);
    const why = state.is === "unknown" ? state.why : "is a secret, whose rules are not told";
    return state.is === "known" || state.is === "unknown"
      ? [
          {
            name: `of ${name}`,
            path,
            measures: Fact.unknown<AlertMeasure>(path, why),
            firesAt: Fact.unknown<number>(path, why),
          },
        ]
      : [];
  },
);

/** `aws:amp/scraper:Scraper` collects from a cluster of EKS, as its configuration says. */
export const managedScraper = reader(
  "aws:amp/scraper:Scraper",
  metricsCollector,
  (inputs): MetricsCollector => ({
    endpointsOn: (target) =>
      isKubernetes(target) && (inputs.has("source.eks") || !inputs.has("source.vpc"))
        ? Listing.unknown<MetricsEndpoint>({
            path: ["scrapeConfiguration"],
            why: "decides what is collected, and its service discovery is not followed",
          })
        : new Listing<MetricsEndpoint>([]),
  }),
);
