import { cases, ref, resource, unknown } from "../../kit/cases";
import { application } from "../azure/workloads";

const group = resource("azure-native:monitor:ActionGroup", "oncall", {
  enabled: true,
  groupShortName: "oncall",
  actionGroupName: "oncall",
});
const actions = [{ actionGroupId: ref("oncall") }];
const metric = (
  name: string,
  metricName: unknown,
  threshold: unknown,
  props: object = {},
  criterion: object = {},
) =>
  resource("azure-native:monitor:MetricAlert", name, {
    enabled: true,
    scopes: ["/subscriptions/s/x"],
    severity: 1,
    evaluationFrequency: "PT1M",
    windowSize: "PT5M",
    actions,
    criteria: {
      odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
      allOf: [
        {
          criterionType: "StaticThresholdCriterion",
          name: "own",
          metricName,
          operator: "GreaterThan",
          threshold,
          timeAggregation: "Average",
          ...criterion,
        },
      ],
    },
    ...props,
  });
const query = (text: unknown, threshold: unknown = 1000, props: object = {}) =>
  resource("azure-native:monitor:ScheduledQueryRule", "slow", {
    enabled: true,
    severity: 2,
    evaluationFrequency: "PT5M",
    windowSize: "PT5M",
    scopes: ["/subscriptions/s/x"],
    actions: { actionGroups: [ref("oncall")] },
    criteria: {
      allOf: [
        {
          query: text,
          metricMeasureColumn: "p95",
          operator: "GreaterThan",
          threshold,
          timeAggregation: "Average",
        },
      ],
    },
    ...props,
  });
const P95 = "AppRequests | summarize p95 = percentile(DurationMs, 95) by bin(TimeGenerated, 5m)";
const failing = metric("failing", "Percentage5XX", 1);
const pool = metric("pool", "active_connections", 90);
const disk = metric("disk", "storage_percent", 80);
const four = [application(), group, failing, query(P95), pool, disk];
const rule = (alert: string, expression: unknown, props: object = {}) => ({
  alert,
  expression,
  for: "PT5M",
  actions,
  ...props,
});
const rules = (list: unknown, props: object = {}) =>
  resource("azure-native:alertsmanagement:PrometheusRuleGroup", "rules", {
    resourceGroupName: "production",
    ruleGroupName: "api",
    scopes: ["/subscriptions/s/workspace"],
    rules: list,
    ...props,
  });

export default cases({
  requirement: "5.3-alerts",
  provider: "azure",
  valid: {
    "rules on metrics and on a query": { stack: four },
    "rules in PromQL": {
      stack: [
        application(),
        group,
        rules([
          rule(
            "HighErrorRate",
            'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.01',
          ),
          rule(
            "HighLatency",
            "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1",
          ),
          rule("PoolExhausted", "db_pool_connections_active >= db_pool_connections_max"),
          rule("DiskFull", "node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.2"),
        ]),
      ],
    },
  },
  invalid: {
    "none": {
      stack: [application()],
      remediable: false,
      finds: [
        "5.3 Alerts: no alert in the stack watches the share of requests that fail, p95 latency, the database connection pool and free disk space; {profile} needs alerts for when more than 1 percent of requests fail, p95 latency is over 1000 milliseconds, the connection pool is exhausted and less than 20 percent of a disk is free. Add azure-native:monitor:MetricAlert, ScheduledQueryRule or azure-native:alertsmanagement:PrometheusRuleGroup resources on them, with an action group.",
      ],
    },
    "one that is off": {
      stack: [
        application(),
        group,
        failing,
        query(P95),
        pool,
        metric("disk", "storage_percent", 80, { enabled: false }),
      ],
      remediable: false,
      finds: [
        "5.3 Alerts: no alert in the stack watches free disk space; {profile} needs alerts for when less than 20 percent of a disk is free. Add azure-native:monitor:MetricAlert, ScheduledQueryRule or azure-native:alertsmanagement:PrometheusRuleGroup resources on them, with an action group.",
      ],
    },
    "one that tells nobody": {
      stack: [
        application(),
        group,
        failing,
        query(P95),
        pool,
        metric("disk", "storage_percent", 80, { actions: undefined }),
      ],
      remediable: false,
      finds: [
        "5.3 Alerts: alert disk: actions is not set, so that nobody is told; {profile} needs an action group. Add the id of an azure-native:monitor:ActionGroup.",
      ],
    },
    "a disk that is nearly full": {
      stack: [application(), group, failing, query(P95), pool, metric("disk", "storage_percent", 95)],
      remediable: false,
      finds: [
        "5.3 Alerts: alert disk: criteria.allOf[0].threshold fires at 5 percent of free space; {profile} needs at least 20. Set criteria.allOf[0].threshold: 80.",
      ],
    },
    "an average latency": {
      stack: [application(), group, failing, pool, disk, metric("slow", "requests/duration", 1000)],
      remediable: false,
      finds: [
        "5.3 Alerts: alert slow: criteria.allOf[0].metricName measures average latency; {profile} needs the 95th percentile, or a higher one. Metric alerts know no percentiles: add a ScheduledQueryRule with percentile(DurationMs, 95), or a PrometheusRuleGroup.",
      ],
    },
    "a median": {
      stack: [application(), group, failing, pool, disk, query(P95.replace("95)", "50)"))],
      remediable: false,
      finds: [
        "5.3 Alerts: alert slow (criteria.allOf[0]): query measures the 50th percentile of latency; {profile} needs the 95th percentile, or a higher one. Use percentile(DurationMs, 95).",
      ],
    },
  },
  unknown: {
    "the metric": {
      stack: [application(), group, failing, query(P95), pool, metric("own", unknown, 80)],
      mentions: ["metricName is not known until the update"],
    },
    "the threshold": {
      stack: [application(), group, failing, query(P95), pool, metric("disk", "storage_percent", unknown)],
      mentions: ["threshold is not known until the update"],
    },
    "a count of failures": {
      stack: [
        application(),
        group,
        query(P95),
        pool,
        disk,
        metric("failing", "Http5xx", 10, {}, { timeAggregation: "Total" }),
      ],
      mentions: ["counts errors, and does not compare them with all requests"],
    },
    "a query in KQL": {
      stack: [
        application(),
        group,
        failing,
        pool,
        disk,
        query("AppRequests | where DurationMs > 1000 | summarize latency = count()"),
      ],
      mentions: ["is in KQL, which is not read"],
    },
    "the rules": {
      stack: [application(), group, rules(unknown)],
      mentions: ["rules is not known until the update"],
    },
  },
});
