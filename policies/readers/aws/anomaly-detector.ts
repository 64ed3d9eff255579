import { Fact } from "../../evaluation/fact";
import { reader } from "../../evaluation/reader";
import { anomalyDetector } from "../../kinds/anomaly-detector";

/** `aws:guardduty/detector:Detector`: looks unless switched off. */
export const guardDuty = reader("aws:guardduty/detector:Detector", anomalyDetector, (inputs) => ({
  get enabled() {
    return inputs.boolean("enable", { whenAbsent: true });
  },
}));

/** `aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector`. */
export const logAnomalyDetector = reader(
  "aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector",
  anomalyDetector,
  (inputs) => ({
    get enabled() {
      return inputs.boolean("enabled");
    },
  }),
);

/** `aws:cloudwatch/metricAlarm:MetricAlarm` on the band of what is usual for a metric. */
export const anomalyAlarm = reader("aws:cloudwatch/metricAlarm:MetricAlarm", anomalyDetector, (inputs) => {
  const bands = inputs
    .list("metricQueries")
    .items.some((query) => /ANOMALY_DETECTION_BAND/i.test(query.string("expression").value ?? ""));
  return bands
    ? {
        get enabled() {
          return inputs.boolean("actionsEnabled", { whenAbsent: true });
        },
      }
    : undefined;
});

/** `aws:amp/anomalyDetector:AnomalyDetector`, of a Prometheus workspace. */
export const prometheusAnomalyDetector = reader(
  "aws:amp/anomalyDetector:AnomalyDetector",
  anomalyDetector,
  () => ({ enabled: Fact.given(true) }),
);

/** `aws:cloudtrail/trail:Trail` with insights, which tell unusual calls from usual ones. */
export const cloudTrailInsights = reader("aws:cloudtrail/trail:Trail", anomalyDetector, (inputs) =>
  inputs.list("insightSelectors").items.length > 0
    ? {
        get enabled() {
          return inputs.boolean("enableLogging", { whenAbsent: true });
        },
      }
    : undefined,
);
