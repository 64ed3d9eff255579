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
  const { items, missing } = inputs.list("metricQueries").where(
    (query) => query.string("expression"),
    (expression) => /ANOMALY_DETECTION_BAND/i.test(expression),
  );
  if (items.length === 0) {
    return missing && { enabled: Fact.unknown<boolean>(missing.path ?? ["metricQueries"], missing.why) };
  }
  return {
    get enabled() {
      return inputs.boolean("actionsEnabled", { whenAbsent: true });
    },
  };
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
