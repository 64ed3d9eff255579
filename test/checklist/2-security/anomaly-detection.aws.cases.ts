import { cases, resource, unknown } from "../../kit/cases";
import { application, batchJob, service } from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;
const guardDuty = (props: Props = {}) => resource("aws:guardduty/detector:Detector", "detector", props);
const alarm = (expression: unknown) =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "latency", {
    comparisonOperator: "GreaterThanUpperThreshold",
    evaluationPeriods: 2,
    thresholdMetricId: "band",
    metricQueries: [{ id: "band", expression, returnData: true }],
  });

export default cases({
  requirement: "x-anomaly-detection",
  provider: "aws",
  valid: {
    "GuardDuty": { stack: [application(), guardDuty()] },
    "GuardDuty, said to be on": { stack: [application(), service(), guardDuty({ enable: "true" })] },
    "an alarm on what is unusual": { stack: [application(), alarm("ANOMALY_DETECTION_BAND(m1, 2)")] },
    "a detector on logs": {
      stack: [
        application(),
        resource("aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector", "logs", {
          enabled: true,
          logGroupArnLists: [unknown],
        }),
      ],
    },
    "a detector on Prometheus": {
      stack: [
        application(),
        resource("aws:amp/anomalyDetector:AnomalyDetector", "metrics", {
          workspaceId: unknown,
          alias: "latency",
        }),
      ],
    },
  },
  invalid: {
    "nothing": {
      stack: [application()],
      finds: [
        "Anomaly detection: nothing in the stack detects anomalies around this TaskDefinition; {profile} needs threat or anomaly detection that is on. Add an aws.guardduty.Detector, or a detector on the application's metrics or logs; where another stack has it, exempt this one with that reason.",
      ],
      remediable: false,
    },
    "GuardDuty, switched off": {
      stack: [application(), guardDuty({ enable: false })],
      finds: [
        "Anomaly detection: nothing in the stack detects anomalies around this TaskDefinition; {profile} needs threat or anomaly detection that is on. Add an aws.guardduty.Detector, or a detector on the application's metrics or logs; where another stack has it, exempt this one with that reason.",
      ],
      remediable: false,
    },
    "an alarm on a number": {
      stack: [application(), alarm("m1 / m2 * 100")],
      finds: [
        "Anomaly detection: nothing in the stack detects anomalies around this TaskDefinition; {profile} needs threat or anomaly detection that is on. Add an aws.guardduty.Detector, or a detector on the application's metrics or logs; where another stack has it, exempt this one with that reason.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "whether GuardDuty is on": {
      stack: [application(), guardDuty({ enable: unknown })],
      mentions: ["enable is not known until the update"],
    },
  },
  notApplicable: {
    "another workload": {
      stack: [batchJob({ image: "busybox:1" })],
    },
  },
});
