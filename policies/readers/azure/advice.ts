import type { PlatformAdvice } from "../../kinds/platform-advice";

/** What to write beside a container app or a job. */
export const azureAdvice: PlatformAdvice = {
  secret:
    "Keep it in Key Vault, and refer to it: a secret with keyVaultUrl and identity, named by secretRef.",
  metrics: "Add a container beside it that collects them, such as an OpenTelemetry collector.",
  logs: "Send them to a Log Analytics workspace.",
  alerts:
    "Add azure-native:monitor:MetricAlert, ScheduledQueryRule or azure-native:alertsmanagement:PrometheusRuleGroup resources on them, with an action group.",
  dashboards:
    "Add an azure-native:portal:Dashboard or an azure-native:applicationinsights:Workbook with them.",
};

/** The same for Container Instances, which take no values from Key Vault by themselves. */
export const containerGroupAdvice: PlatformAdvice = {
  ...azureAdvice,
  secret:
    "Take it from a secret of the program, such as one read from Key Vault, and give it as secureValue.",
};

/** The same for apps of App Service. */
export const appServiceAdvice: PlatformAdvice = {
  ...azureAdvice,
  autoscaling:
    "Add an azure-native:monitor:AutoscaleSetting of its plan with a rule on CpuPercentage, or set elasticScaleEnabled: true on the plan.",
  secret: "Keep it in Key Vault, and refer to it: @Microsoft.KeyVault(SecretUri=...).",
};
