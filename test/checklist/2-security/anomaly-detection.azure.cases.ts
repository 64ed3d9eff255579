import { cases, resource, unknown } from "../../kit/cases";
import { application } from "../azure/workloads";

const plan = (pricingTier: unknown, pricingName = "Containers") =>
  resource("azure-native:security:Pricing", "plan", { pricingName, pricingTier, scopeId: "subscriptions/s" });
const dynamic = (enabled: unknown) =>
  resource("azure-native:monitor:MetricAlert", "unusual", {
    enabled,
    severity: 2,
    scopes: ["/subscriptions/s/x"],
    evaluationFrequency: "PT5M",
    windowSize: "PT15M",
    criteria: {
      odataType: "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria",
      allOf: [
        {
          criterionType: "DynamicThresholdCriterion",
          name: "requests",
          metricName: "Requests",
          operator: "GreaterOrLessThan",
          alertSensitivity: "Medium",
          timeAggregation: "Total",
          failingPeriods: { minFailingPeriodsToAlert: 4, numberOfEvaluationPeriods: 4 },
        },
      ],
    },
  });

export default cases({
  requirement: "x-anomaly-detection",
  provider: "azure",
  valid: {
    "Defender for Containers": { stack: [application(), plan("Standard")] },
    "a threshold that Azure learns": { stack: [application(), dynamic(true)] },
    "Defender for an account": {
      stack: [
        application(),
        resource("azure-native:security:DefenderForStorage", "files", {
          resourceId: "/subscriptions/s/x",
          settingName: "current",
          properties: { isEnabled: true },
        }),
      ],
    },
    "Sentinel's own models": {
      stack: [
        application(),
        resource("azure-native:securityinsights:AnomalySecurityMLAnalyticsSettings", "models", {
          enabled: true,
          settingsStatus: "Production",
          workspaceName: "logs",
        }),
      ],
    },
  },
  invalid: {
    "nothing": {
      stack: [application()],
      remediable: false,
      finds: [
        "Anomaly detection: nothing in the stack detects anomalies around this ContainerApp; {profile} needs threat or anomaly detection that is on. Add the account's threat detection, or a detector on the application's metrics or logs; where another stack has it, exempt this one with that reason.",
      ],
    },
    "the free tier": {
      stack: [application(), plan("Free")],
      remediable: false,
      finds: [
        "Anomaly detection: nothing in the stack detects anomalies around this ContainerApp; {profile} needs threat or anomaly detection that is on. Add the account's threat detection, or a detector on the application's metrics or logs; where another stack has it, exempt this one with that reason.",
      ],
    },
    "an alert that is off": {
      stack: [application(), dynamic(false)],
      remediable: false,
      finds: [
        "Anomaly detection: nothing in the stack detects anomalies around this ContainerApp; {profile} needs threat or anomaly detection that is on. Add the account's threat detection, or a detector on the application's metrics or logs; where another stack has it, exempt this one with that reason.",
      ],
    },
  },
  unknown: {
    "the tier": {
      stack: [application(), plan(unknown)],
      mentions: ["pricingTier is not known until the update"],
    },
    "whether the alert is on": {
      stack: [application(), dynamic(unknown)],
      mentions: ["enabled is not known until the update"],
    },
  },
});
