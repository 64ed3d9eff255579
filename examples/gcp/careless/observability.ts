// What is seen of it.
import { AlertPolicy, NotificationChannel } from "@pulumi/gcp/monitoring";

// Read in the morning.
const team = new NotificationChannel("team", {
  type: "email",
  labels: { email_address: "team@shop.example.com" },
});

const REQUESTS = 'metric.type="run.googleapis.com/request_count" AND resource.type="cloud_run_revision"';
const rate = { alignmentPeriod: "300s", perSeriesAligner: "ALIGN_RATE", crossSeriesReducer: "REDUCE_SUM" };

// One in ten fails before anybody hears of it.
new AlertPolicy("errors", {
  displayName: "Errors",
  combiner: "OR",
  notificationChannels: [team.id],
  conditions: [
    {
      displayName: "Errors",
      conditionThreshold: {
        filter: `${REQUESTS} AND metric.labels.response_code_class="5xx"`,
        aggregations: [rate],
        denominatorFilter: REQUESTS,
        denominatorAggregations: [rate],
        comparison: "COMPARISON_GT",
        duration: "900s",
        thresholdValue: 0.1,
      },
    },
  ],
});
