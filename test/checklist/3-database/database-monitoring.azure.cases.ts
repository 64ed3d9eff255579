import { cases, ref, resource, unknown } from "../../kit/cases";
import { diagnostics, postgres } from "../azure/databases";

const workspace = resource("azure-native:operationalinsights:Workspace", "logs", {
  resourceGroupName: "production",
  workspaceName: "logs",
});
const allMetrics = { metrics: [{ category: "AllMetrics", enabled: true }], workspaceId: ref("logs") };
const alert = (metricName: unknown, scopes: unknown = [ref("db")], props: object = {}) =>
  resource("azure-native:monitor:MetricAlert", String(metricName), {
    enabled: true,
    scopes,
    severity: 1,
    evaluationFrequency: "PT1M",
    windowSize: "PT5M",
    criteria: {
      odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
      allOf: [
        {
          criterionType: "StaticThresholdCriterion",
          name: "own",
          metricName,
          operator: "GreaterThan",
          threshold: 80,
          timeAggregation: "Average",
        },
      ],
    },
    ...props,
  });
const three = (scopes?: unknown) =>
  ["active_connections", "longest_query_time_sec", "storage_percent"].map((metric) => alert(metric, scopes));
const id = "/subscriptions/s/resourceGroups/production/providers/Microsoft.DBforPostgreSQL/flexibleServers/";

export default cases({
  requirement: "3.4-database-monitoring",
  provider: "azure",
  valid: {
    "its metrics go to a workspace": { stack: [workspace, postgres(), diagnostics(ref("db"), allMetrics)] },
    "by its id": { stack: [postgres(), diagnostics(`${id}db-4f2a`, allMetrics), workspace] },
    "alerts on all three": { stack: [postgres(), ...three()] },
    "alerts by its id": { stack: [postgres(), ...three([`${id}DB-4F2A`])] },
  },
  invalid: {
    "nothing": {
      stack: [postgres()],
      remediable: false,
      finds: [
        "3.4 Database monitoring: nothing in the stack sends the metrics of this server on; {profile} needs a diagnostic setting with its metrics, or alerts on its connections, latency and disk. Add an azure-native:monitor:DiagnosticSetting of the server with metrics: [{ category: AllMetrics, enabled: true }] and a workspaceId.",
      ],
    },
    "logs alone": {
      stack: [postgres(), diagnostics(ref("db"), { logs: [{ categoryGroup: "allLogs", enabled: true }] })],
      remediable: false,
      finds: [
        "3.4 Database monitoring: nothing in the stack sends the metrics of this server on; {profile} needs a diagnostic setting with its metrics, or alerts on its connections, latency and disk. Add an azure-native:monitor:DiagnosticSetting of the server with metrics: [{ category: AllMetrics, enabled: true }] and a workspaceId.",
      ],
    },
    "metrics that are off": {
      stack: [
        workspace,
        postgres(),
        diagnostics(ref("db"), { ...allMetrics, metrics: [{ category: "AllMetrics", enabled: false }] }),
      ],
      remediable: false,
      finds: [
        "3.4 Database monitoring: nothing in the stack sends the metrics of this server on; {profile} needs a diagnostic setting with its metrics, or alerts on its connections, latency and disk. Add an azure-native:monitor:DiagnosticSetting of the server with metrics: [{ category: AllMetrics, enabled: true }] and a workspaceId.",
      ],
    },
    "an alert on its disk alone": {
      stack: [postgres(), alert("storage_percent")],
      remediable: false,
      finds: [
        "3.4 Database monitoring: nothing in the stack sends the metrics of this server on; {profile} needs a diagnostic setting with its metrics, or alerts on its connections, latency and disk. Add an azure-native:monitor:DiagnosticSetting of the server with metrics: [{ category: AllMetrics, enabled: true }] and a workspaceId.",
      ],
    },
    "alerts on another server": {
      stack: [postgres(), ...three([`${id}other`])],
      remediable: false,
      finds: [
        "3.4 Database monitoring: nothing in the stack sends the metrics of this server on; {profile} needs a diagnostic setting with its metrics, or alerts on its connections, latency and disk. Add an azure-native:monitor:DiagnosticSetting of the server with metrics: [{ category: AllMetrics, enabled: true }] and a workspaceId.",
      ],
    },
  },
  unknown: {
    "whose metrics go there": {
      stack: [workspace, postgres(), diagnostics(unknown, allMetrics)],
      mentions: ["whether diagnostic setting diagnostics is of this resource is not known until the update"],
    },
    "what alerts are of": { stack: [postgres(), ...three([unknown])], mentions: ["whether alert"] },
    "whether the metrics are on": {
      stack: [
        workspace,
        postgres(),
        diagnostics(ref("db"), { ...allMetrics, metrics: [{ category: "AllMetrics", enabled: unknown }] }),
      ],
      mentions: ["metrics[0].enabled"],
    },
  },
});
