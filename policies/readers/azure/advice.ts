import type { PlatformAdvice } from "../../kinds/platform-advice";

/** What to write beside a container app, a job, a container group or an app of App Service. */
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
