// What is seen of it: alerts that wake somebody up, on metrics of the application and of the database.
import * as pulumi from "@pulumi/pulumi";
import { PrometheusRuleGroup } from "@pulumi/azure-native/alertsmanagement";
import { ActionGroup, MetricAlert } from "@pulumi/azure-native/monitor";
import { database } from "./database";
import { inGroup, ofGroup } from "./group";
import { diagnosed } from "./logs";
import { profile } from "./profile";
import { metrics } from "./telemetry";

diagnosed("database", database.id);

const onCall = new ActionGroup("on-call", {
  ...ofGroup,
  location: "global",
  groupShortName: "on-call",
  enabled: true,
  webhookReceivers: [
    {
      name: "on-call",
      serviceUri: pulumi.secret(new pulumi.Config().require("onCallUrl")),
      useCommonAlertSchema: true,
    },
  ],
});
const actions = [{ actionGroupId: onCall.id }];

const requests = "fraiseql_http_requests_total";
const failed = `sum(rate(${requests}{status=~"5.."}[5m]))`;
const latencyP95 =
  "histogram_quantile(0.95, sum by (le) (rate(fraiseql_http_request_duration_seconds_bucket[5m])))";
// Each replica has a pool of its own, which its code reports.
const connections = (profile.poolSizeMin ?? 20) + (profile.poolMaxOverflow ?? 10);

const expressions = {
  HighErrorRate: `${failed} / sum(rate(${requests}[5m])) > ${(profile.alertErrorRatePercent ?? 1) / 100}`,
  HighLatency: `${latencyP95} > ${(profile.alertLatencyP95Ms ?? 1000) / 1000}`,
  ConnectionPoolExhausted: `max(fraiseql_db_connections_active) / ${connections} > 0.9`,
};

new PrometheusRuleGroup("shop", {
  ...inGroup,
  scopes: [metrics.id],
  interval: "PT1M",
  enabled: true,
  rules: Object.entries(expressions).map(([alert, expression]) => ({
    alert,
    expression,
    for: "PT5M",
    severity: 1,
    actions,
  })),
});

new MetricAlert("disk", {
  ...ofGroup,
  location: "global",
  description: "The database's disk, in percent that are used",
  enabled: true,
  severity: 1,
  scopes: [database.id],
  evaluationFrequency: "PT1M",
  windowSize: "PT5M",
  criteria: {
    odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
    allOf: [
      {
        name: "disk",
        criterionType: "StaticThresholdCriterion",
        metricNamespace: "Microsoft.DBforPostgreSQL/flexibleServers",
        metricName: "storage_percent",
        timeAggregation: "Average",
        operator: "GreaterThan",
        threshold: 100 - (profile.alertDiskFreePercent ?? 20),
      },
    ],
  },
  actions,
});
