import { cases, unknown } from "../../kit/cases";
import { above, channel, connections, disk, errors, latency, policy } from "../gcp/monitoring";
import { application } from "../gcp/workloads";

const pager = channel();
/** A channel of another stack. */
const known = { notificationChannels: ["projects/shop/notificationChannels/123"] };
const all = [errors(0.01), latency(1000), connections(), disk(0.8)];
const promql = (displayName: string, query: string) => ({
  displayName,
  conditionPrometheusQueryLanguage: { query, duration: "60s" },
});
const inPromql = [
  promql(
    "Errors",
    'sum(rate(run_googleapis_com:request_count{response_code_class="5xx"}[5m])) / sum(rate(run_googleapis_com:request_count[5m])) > 0.01',
  ),
  promql(
    "Latency",
    "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:request_latencies_bucket[5m]))) > 1000",
  ),
  promql("Connections", "max(cloudsql_googleapis_com:database_postgresql_num_backends) > 180"),
  promql(
    "Disk",
    'cloudsql_googleapis_com:database_disk_utilization{monitored_resource="cloudsql_database"} > 0.8',
  ),
];
const none = (what: string, when: string) =>
  `5.3 Alerts: no alert in the stack watches ${what}; {profile} needs alerts for when ${when}. Add gcp.monitoring.AlertPolicy resources on them, with notificationChannels.`;

export default cases({
  requirement: "5.3-alerts",
  provider: "gcp",
  valid: {
    "each of the four is watched": { stack: [application(), pager, policy(all)] },
    "a policy for each": {
      stack: [application(), pager, ...all.map((condition, i) => policy([condition], {}, `policy-${i}`))],
    },
    "in PromQL": { stack: [application(), pager, policy(inPromql)] },
    "by the names that Managed Service for Prometheus gives to the application's own metrics": {
      stack: [
        application(),
        pager,
        policy([
          above(
            "Errors",
            "prometheus.googleapis.com/http_requests_total/counter",
            0.005,
            { denominatorFilter: 'metric.type="prometheus.googleapis.com/http_requests_total/counter"' },
            ' metric.labels.status=monitoring.regex.full_match("5..")',
          ),
          above("Latency", "prometheus.googleapis.com/http_request_duration_seconds/histogram", 0.8, {
            aggregations: [{ perSeriesAligner: "ALIGN_DELTA", crossSeriesReducer: "REDUCE_PERCENTILE_99" }],
          }),
          above("Pool", "prometheus.googleapis.com/db_pool_in_use/gauge", 20),
          above("Disk", "kubernetes.io/pod/volume/utilization", 0.75),
        ]),
      ],
    },
    "conditions that all have to hold": {
      stack: [
        application(),
        pager,
        policy(
          [errors(0.01), above("Traffic", "run.googleapis.com/request_count", 10)],
          { combiner: "AND" },
          "errors",
        ),
        policy([latency(1000), connections(), disk(0.8)], {}, "others"),
      ],
    },
    "channels outside the stack": {
      stack: [application(), policy(all, known)],
    },
  },
  invalid: {
    "there is none": {
      stack: [application()],
      finds: [
        none(
          "the share of requests that fail, p95 latency, the database connection pool and free disk space",
          "more than 1 percent of requests fail, p95 latency is over 1000 milliseconds, the connection pool is exhausted and less than 20 percent of a disk is free",
        ),
      ],
      remediable: false,
    },
    "a policy that is off": {
      stack: [application(), pager, policy(all.slice(0, 3)), policy([disk(0.8)], { enabled: false }, "off")],
      finds: [none("free disk space", "less than 20 percent of a disk is free")],
      remediable: false,
    },
    "numbers that fire too late": {
      stack: [application(), pager, policy([errors(0.05), latency(3000), connections(), disk(0.95)], known)],
      finds: [
        "5.3 Alerts: alert Errors (conditions[0]): conditionThreshold.thresholdValue fires at 5 percent of requests; {profile} needs at most 1. Set conditionThreshold.thresholdValue: 0.01.",
        "5.3 Alerts: alert Latency (conditions[1]): conditionThreshold.thresholdValue fires at 3000 milliseconds; {profile} needs at most 1000. Set conditionThreshold.thresholdValue: 1000.",
        "5.3 Alerts: alert Disk (conditions[3]): conditionThreshold.thresholdValue fires at 5 percent of free space; {profile} needs at least 20. Set conditionThreshold.thresholdValue: 0.8.",
      ],
      remediable: false,
    },
    "in PromQL, a number that fires too late": {
      stack: [
        application(),
        pager,
        policy([
          ...inPromql.slice(0, 3),
          promql("Disk", "cloudsql_googleapis_com:database_disk_utilization > 0.95"),
        ]),
      ],
      finds: [
        "5.3 Alerts: alert Disk (conditions[3]): conditionPrometheusQueryLanguage.query fires at 5 percent of free space; {profile} needs at least 20. Compare with 0.8.",
      ],
      remediable: false,
    },
    "the mean of latency, and the median": {
      stack: [
        application(),
        pager,
        policy([errors(0.01), latency(900, "ALIGN_MEAN"), connections(), disk(0.8)]),
      ],
      finds: [
        "5.3 Alerts: alert Latency (conditions[1]): conditionThreshold.filter measures average latency; {profile} needs the 95th percentile, or a higher one. Set perSeriesAligner: ALIGN_PERCENTILE_95.",
      ],
      remediable: false,
    },
    "nobody is told": {
      stack: [application(), policy(all, { notificationChannels: [] })],
      finds: [
        "Errors (conditions[0])",
        "Latency (conditions[1])",
        "Connections (conditions[2])",
        "Disk (conditions[3])",
      ].map(
        (alert) =>
          `5.3 Alerts: alert ${alert}: notificationChannels is not set, so that nobody is told; {profile} needs a notification channel. Add the name of a gcp:monitoring/notificationChannel:NotificationChannel.`,
      ),
      remediable: false,
    },
    "the channel is off": {
      stack: [
        application(),
        channel({ enabled: false }),
        policy(all.slice(0, 1)),
        policy(all.slice(1), known, "others"),
      ],
      finds: [
        "5.3 Alerts: alert Errors (conditions[0]): notificationChannels holds nothing but channels that are off (pager); {profile} needs a notification channel that is on.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "a filter that comes from an output": {
      stack: [
        application(),
        pager,
        policy([
          ...all.slice(0, 3),
          {
            displayName: "Disk usage",
            conditionThreshold: { ...(disk(0.8)["conditionThreshold"] as object), filter: unknown },
          },
        ]),
      ],
      mentions: ["conditionThreshold.filter"],
    },
    "a number that comes from an output": {
      stack: [application(), pager, policy([errors(unknown), ...all.slice(1)])],
      mentions: ["conditionThreshold.thresholdValue"],
    },
    "a switch that comes from an output": {
      stack: [
        application(),
        pager,
        policy(all.slice(0, 3)),
        policy([disk(0.8)], { enabled: unknown }, "switched"),
      ],
      mentions: ["enabled"],
    },
    "conditions that come from an output": {
      stack: [application(), pager, policy(unknown)],
      mentions: ["conditions"],
    },
    "errors that are counted, and compared with nothing": {
      stack: [
        application(),
        pager,
        policy([
          above(
            "Errors",
            "run.googleapis.com/request_count",
            5,
            {},
            ' AND metric.labels.response_code_class="5xx"',
          ),
          ...all.slice(1),
        ]),
      ],
      mentions: ["counts errors, and does not compare them with all requests"],
    },
    "a query of the Monitoring Query Language": {
      stack: [
        application(),
        pager,
        policy([
          ...all.slice(0, 3),
          {
            displayName: "Disk usage",
            conditionMonitoringQueryLanguage: { query: "fetch cloudsql_database", duration: "60s" },
          },
        ]),
      ],
      mentions: ["is in the Monitoring Query Language, which is not read"],
    },
    "a metric of one's own": {
      stack: [
        application(),
        pager,
        policy([...all.slice(0, 3), above("Disk usage", "custom.googleapis.com/volumes", 80)]),
      ],
      mentions: ["cannot be read as what the alert's name suggests"],
    },
  },
});
