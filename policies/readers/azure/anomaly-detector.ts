import { Fact } from "../../evaluation/fact";
import { reader } from "../../evaluation/reader";
import { anomalyDetector } from "../../kinds/anomaly-detector";

/** `azure-native:security:Pricing`: Defender for Cloud, for one kind of resources. Free finds no threats. */
export const defenderPlan = reader("azure-native:security:Pricing", anomalyDetector, (inputs) => ({
  get enabled() {
    return inputs.string("pricingTier", { whenAbsent: "Free" }).map((tier) => tier === "Standard");
  },
}));

/** `azure-native:security:DefenderForStorage`. */
export const defenderForStorage = reader(
  "azure-native:security:DefenderForStorage",
  anomalyDetector,
  (inputs) => ({
    get enabled() {
      return inputs.boolean("properties.isEnabled", { whenAbsent: false });
    },
  }),
);

/** `azure-native:securityinsights:AnomalySecurityMLAnalyticsSettings`: Sentinel's own models. */
export const sentinelAnomalies = reader(
  "azure-native:securityinsights:AnomalySecurityMLAnalyticsSettings",
  anomalyDetector,
  (inputs) => ({
    get enabled() {
      return inputs.boolean("enabled", { whenAbsent: false });
    },
  }),
);

/** `azure-native:monitor:MetricAlert` with a threshold that it learns. */
export const dynamicThreshold = reader("azure-native:monitor:MetricAlert", anomalyDetector, (inputs) => {
  const { items, missing } = inputs.list("criteria.allOf").where(
    (criterion) => criterion.string("criterionType"),
    (type) => type === "DynamicThresholdCriterion",
  );
  if (items.length === 0 && missing === undefined) return undefined;
  return {
    get enabled() {
      const enabled = inputs.boolean("enabled", { whenAbsent: true });
      return items.length > 0 || enabled.value === false
        ? enabled
        : Fact.unknown<boolean>(missing?.path ?? [], missing?.why ?? "");
    },
  };
});
