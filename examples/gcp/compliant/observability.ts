// What is seen of it: a dashboard, and alerts that wake somebody up.
import * as pulumi from "@pulumi/pulumi";
import { AlertPolicy, Dashboard, NotificationChannel } from "@pulumi/gcp/monitoring";
import { profile } from "./profile";

const onCall = new NotificationChannel("on-call", {
  displayName: "On call",
  type: "pagerduty",
  sensitiveLabels: { serviceKey: new pulumi.Config().requireSecret("pagerKey") },
});

const REQUESTS = 'metric.type="run.googleapis.com/request_count" AND resource.type="cloud_run_revision"';
const FAILED = `${REQUESTS} AND metric.labels.response_code_class="5xx"`;
const LATENCIES = 'metric.type="run.googleapis.com/request_latencies" AND resource.type="cloud_run_revision"';
const ofDatabase = (metric: string) =>
  `metric.type="cloudsql.googleapis.com/database/${metric}" AND resource.type="cloudsql_database"`;

const every = { alignmentPeriod: "60s" };
const rate = { ...every, perSeriesAligner: "ALIGN_RATE", crossSeriesReducer: "REDUCE_SUM" };
const p95 = { ...every, perSeriesAligner: "ALIGN_PERCENTILE_95", crossSeriesReducer: "REDUCE_MAX" };
const mean = { ...every, perSeriesAligner: "ALIGN_MEAN" };

const alerts = {
  "Error rate": {
    filter: FAILED,
    aggregations: [rate],
    denominatorFilter: REQUESTS,
    denominatorAggregations: [rate],
    thresholdValue: (profile.alertErrorRatePercent ?? 1) / 100,
  },
  "Latency, in milliseconds": {
    filter: LATENCIES,
    aggregations: [p95],
    thresholdValue: profile.alertLatencyP95Ms ?? 1000,
  },
  "Connections: three quarters of what ten instances may open": {
    filter: ofDatabase("postgresql/num_backends"),
    aggregations: [mean],
    thresholdValue: 7.5 * ((profile.poolSizeMin ?? 20) + (profile.poolMaxOverflow ?? 10)),
  },
  "Disk, as a share that is used": {
    filter: ofDatabase("disk/utilization"),
    aggregations: [mean],
    thresholdValue: 1 - (profile.alertDiskFreePercent ?? 20) / 100,
  },
};

for (const [displayName, condition] of Object.entries(alerts)) {
  const [word = ""] = displayName.toLowerCase().split(/\W/);
  new AlertPolicy(word, {
    displayName,
    combiner: "OR",
    notificationChannels: [onCall.id],
    conditions: [
      {
        displayName,
        conditionThreshold: { comparison: "COMPARISON_GT", duration: "300s", ...condition },
      },
    ],
  });
}

const graph = (title: string, filter: string, aggregation: object) => ({
  title,
  xyChart: { dataSets: [{ timeSeriesQuery: { timeSeriesFilter: { filter, aggregation } } }] },
});
new Dashboard("shop", {
  dashboardJson: JSON.stringify({
    displayName: "Shop",
    gridLayout: {
      columns: "2",
      widgets: [
        graph("Latency", LATENCIES, p95),
        graph("Errors", FAILED, rate),
        graph("Throughput", REQUESTS, rate),
        graph("Database connections", ofDatabase("postgresql/num_backends"), mean),
      ],
    },
  }),
});
