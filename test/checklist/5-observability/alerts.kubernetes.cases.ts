import { cases, resource, unknown } from "../../kit/cases";

const api = (type = "apps/v1:Deployment") =>
  resource(`kubernetes:${type}`, "api", {
    metadata: { name: "api", namespace: "prod" },
    spec: {
      template: {
        metadata: { labels: { app: "fraiseql" } },
        spec: { containers: [{ name: "api", image: "registry.example/shop/api:3" }] },
      },
    },
  });

const errors = {
  alert: "HighErrorRate",
  expr: 'sum(rate(fraiseql_http_requests_total{status=~"5.."}[5m])) / sum(rate(fraiseql_http_requests_total[5m])) > 0.01',
  for: "5m",
  labels: { severity: "critical" },
};
const latency = {
  alert: "HighLatency",
  expr: "histogram_quantile(0.95, sum by (le) (rate(fraiseql_http_request_duration_seconds_bucket[5m]))) > 1",
};
const pool = {
  alert: "PoolExhausted",
  expr: "fraiseql_db_pool_connections_active / fraiseql_db_pool_connections_total > 0.9",
};
const disk = {
  alert: "DiskSpaceLow",
  expr: "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.2",
};
const rule = (
  rules: unknown,
  { name = "api-alerts", type = "monitoring.coreos.com/v1:PrometheusRule" } = {},
) =>
  resource(`kubernetes:${type}`, name, {
    metadata: { name, namespace: "prod", labels: { release: "prometheus" } },
    spec: { groups: [{ name: "api", rules }] },
  });
const all = [errors, latency, pool, disk];
const without = (...left: readonly object[]) => all.filter((it) => !left.includes(it));

const MISSING = (what: string, when: string, on = "") =>
  `5.3 Alerts: ${on}no alert in the stack watches ${what}; {profile} needs alerts for when ${when}. Add rules for them to a PrometheusRule.`;
const ERROR_RATE = "more than 1 percent of requests fail";
const LATENCY = "p95 latency is over 1000 milliseconds";
const POOL = "the connection pool is exhausted";
const DISK = "less than 20 percent of a disk is free";
const FOUND = (alert: string, index: number, rest: string) =>
  `5.3 Alerts: alert ${alert} (spec.groups[0].rules[${index}]): expr ${rest}`;

export default cases({
  requirement: "5.3-alerts",
  provider: "kubernetes",
  valid: {
    "the four alerts": { stack: [api(), rule(all)] },
    "in several objects, with stricter numbers": {
      stack: [
        api(),
        rule([{ ...errors, expr: errors.expr.replace("0.01", "0.005") }, latency]),
        rule([{ ...pool, expr: "fraiseql_db_pool_requests_waiting > 0" }, disk], {
          name: "storage",
          type: "monitoring.googleapis.com/v1:Rules",
        }),
      ],
    },
    "a later warning beside an alert that is early enough": {
      stack: [
        api(),
        rule([...all, { ...errors, alert: "Outage", expr: errors.expr.replace("0.01", "0.2") }]),
      ],
    },
    "percent, p99, and a forecast": {
      stack: [
        api(),
        rule([
          { alert: "Errors", expr: `100 * (${errors.expr.replace(" > 0.01", "")}) > 1` },
          { alert: "Slow", expr: latency.expr.replace("0.95", "0.99") },
          pool,
          { alert: "DiskFull", expr: "predict_linear(node_filesystem_avail_bytes[6h], 4 * 3600) < 0" },
        ]),
      ],
    },
    "recorded series": {
      stack: [
        api(),
        rule([
          { record: "api:errors:ratio5m", expr: errors.expr.replace(" > 0.01", "") },
          { ...errors, expr: "api:errors:ratio5m > 0.01" },
          latency,
          pool,
          disk,
        ]),
      ],
    },
    "a rule file of Prometheus without its operator": {
      stack: [
        api(),
        resource("kubernetes:core/v1:ConfigMap", "rules", {
          metadata: { name: "rules", namespace: "monitoring" },
          data: {
            "api.rules.yml": [
              "groups:",
              "  - name: api",
              "    rules:",
              "      - alert: Errors",
              "        expr: |",
              '          sum(rate(http_requests_total{status=~"5.."}[5m]))',
              "            / sum(rate(http_requests_total[5m])) > 0.01",
              "        for: 5m",
              "      - alert: Slow",
              '        expr: "histogram_quantile(0.95, rate(http_request_duration_seconds_bucket[5m])) > 1"',
              "      - expr: fraiseql_db_pool_requests_waiting > 0 # somebody waits",
              "        alert: Pool",
              "      - alert: Disk",
              "        expr:",
              "          node_filesystem_avail_bytes",
              "          / node_filesystem_size_bytes < 0.2",
              "        labels: { severity: page }",
            ].join("\n"),
          },
        }),
      ],
    },
    "a Rollout, and the rules of the whole cluster": {
      stack: [
        api("argoproj.io/v1alpha1:Rollout"),
        rule(all, { type: "monitoring.googleapis.com/v1:ClusterRules" }),
      ],
    },
  },
  invalid: {
    "no alerts": {
      stack: [api()],
      remediable: false,
      finds: [
        MISSING(
          "the share of requests that fail, p95 latency, the database connection pool and free disk space",
          `${ERROR_RATE}, ${LATENCY}, ${POOL} and ${DISK}`,
        ),
      ],
    },
    "two of four": {
      stack: [api(), rule(without(pool, disk))],
      remediable: false,
      finds: [MISSING("the database connection pool and free disk space", `${POOL} and ${DISK}`)],
    },
    "alerts on the platform alone": {
      stack: [
        api(),
        rule([
          ...without(errors),
          {
            alert: "KubeAPIErrors",
            expr: 'sum(rate(apiserver_request_total{code=~"5.."}[5m])) / sum(rate(apiserver_request_total[5m])) > 0.01',
          },
        ]),
      ],
      remediable: false,
      finds: [MISSING("the share of requests that fail", ERROR_RATE)],
    },
    "numbers that are too high, or too low": {
      stack: [
        api(),
        rule([
          { ...errors, expr: errors.expr.replace("0.01", "0.05") },
          { ...latency, expr: latency.expr.replace("> 1", "> 2") },
          pool,
          { ...disk, expr: disk.expr.replace("0.2", "0.1") },
        ]),
      ],
      remediable: false,
      finds: [
        FOUND(
          "HighErrorRate",
          0,
          "fires at 5 percent of requests; {profile} needs at most 1. Compare with 0.01.",
        ),
        FOUND("HighLatency", 1, "fires at 2000 milliseconds; {profile} needs at most 1000. Compare with 1."),
        FOUND(
          "DiskSpaceLow",
          3,
          "fires at 10 percent of free space; {profile} needs at least 20. Compare with 0.2.",
        ),
      ],
    },
    "of several that are too late, the earliest is told": {
      stack: [
        api(),
        rule([
          ...without(errors),
          { ...errors, alert: "Outage", expr: errors.expr.replace("0.01", "0.2") },
          { ...errors, expr: errors.expr.replace("0.01", "0.02") },
        ]),
      ],
      remediable: false,
      finds: [
        FOUND(
          "HighErrorRate",
          4,
          "fires at 2 percent of requests; {profile} needs at most 1. Compare with 0.01.",
        ),
      ],
    },
    "the median, and the average": {
      stack: [
        api(),
        rule([...without(latency), { ...latency, expr: latency.expr.replace("0.95", "0.5") }]),
        rule([], { name: "more" }),
      ],
      remediable: false,
      finds: [
        FOUND(
          "HighLatency",
          3,
          "measures the 50th percentile of latency; {profile} needs the 95th percentile, or a higher one. Use histogram_quantile(0.95, ...).",
        ),
      ],
    },
  },
  unknownIn: {
    "another alert may be early enough": {
      of: "a later warning beside an alert that is early enough",
      at: "api-alerts: spec.groups.0.rules.0.expr",
      mentions: ["whether alert HighErrorRate fires early enough"],
    },
    "a rule file": {
      of: "a rule file of Prometheus without its operator",
      at: "rules: data.api.rules.yml",
      mentions: ['data["api.rules.yml"]'],
    },
  },
  unknown: {
    "an expression is not known yet": {
      stack: [api(), rule([...without(disk), { ...disk, expr: unknown }])],
      mentions: ["alert DiskSpaceLow (spec.groups[0].rules[3]): expr is not known until the update"],
    },
    "the rules are not known yet": {
      stack: [api(), rule(unknown)],
      mentions: ["whether an alert watches the share of requests that fail", "spec.groups[0].rules"],
    },
    "an expression that only its name explains": {
      stack: [api(), rule([...without(errors), { alert: "ApiErrorRateHigh", expr: "shop:slo:burn > 2" }])],
      mentions: ["alert ApiErrorRateHigh", "cannot be read as what the alert's name suggests"],
    },
    "what is not PromQL": {
      stack: [
        api(),
        rule([...without(latency), { alert: "HighLatency", expr: "{{ .Values.latency }} > 1" }]),
      ],
      mentions: ["expr is not PromQL that can be read"],
    },
    "errors in a second, and not of all requests": {
      stack: [
        api(),
        rule([
          ...without(errors),
          { ...errors, expr: 'rate(fraiseql_http_requests_total{status=~"5.."}[5m]) > 0.05' },
        ]),
      ],
      mentions: ["expr counts errors, and does not compare them with all requests"],
    },
    "Grafana's own rules": {
      stack: [
        api(),
        rule(without(latency)),
        resource("kubernetes:grafana.integreatly.org/v1beta1:GrafanaAlertRuleGroup", "api", {
          metadata: { name: "api" },
          spec: {
            rules: [
              { title: "API latency p95", data: [] },
              { title: "Pods crash", data: [] },
            ],
          },
        }),
      ],
      mentions: ["alert API latency p95 (spec.rules[0]): data is a rule of Grafana's own"],
    },
    "a release that may bring alerts": {
      stack: [
        api(),
        resource("kubernetes:helm.sh/v3:Release", "monitoring", { chart: "kube-prometheus-stack" }),
      ],
      mentions: ["may be installed by Helm release monitoring (kube-prometheus-stack)"],
    },
  },
  notApplicable: {
    "a patch of a Deployment": { stack: [api("apps/v1:DeploymentPatch")] },
    "rules of something else": {
      stack: [
        rule([
          { alert: "Down", expr: "up == 0" },
          { record: "a:b", expr: "a" },
        ]),
      ],
    },
    "a migration Job": { stack: [api("batch/v1:Job")] },
  },
});
