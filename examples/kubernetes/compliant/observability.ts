// What is seen of it: logs in Loki, metrics in Prometheus, a dashboard in Grafana, and alerts that wake somebody up.
import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import { shop } from "./namespaces";
import { profile } from "./profile";

const monitoring = "monitoring";
const labels = { release: "prometheus" };

/** A Loki that keeps what it is sent for so many days. */
function logs(name: string, days: number): void {
  new CustomResource(name, {
    apiVersion: "loki.grafana.com/v1",
    kind: "LokiStack",
    metadata: { name, namespace: monitoring },
    spec: {
      size: "1x.small",
      storage: { secret: { name, type: "s3" }, schemas: [{ version: "v13", effectiveDate: "2025-01-01" }] },
      storageClassName: "shop-data",
      limits: { global: { retention: { days } } },
    },
  });
}

logs("logs", profile.logRetentionDays ?? 30);
logs("audit-logs", profile.auditRetentionDays ?? 30);

// The logging operator has an agent on every node; this tells it where the logs of this namespace go.
new CustomResource("logs-output", {
  apiVersion: "logging.banzaicloud.io/v1beta1",
  kind: "Output",
  metadata: { name: "loki", namespace: shop },
  spec: { loki: { url: "http://logs-distributor.monitoring:3100", configure_kubernetes_labels: true } },
});
new CustomResource("logs-flow", {
  apiVersion: "logging.banzaicloud.io/v1beta1",
  kind: "Flow",
  metadata: { name: "shop", namespace: shop },
  spec: { localOutputRefs: ["loki"] },
});

const requests = "fraiseql_http_requests_total";
const duration = "fraiseql_http_request_duration_seconds_bucket";
const errorRate = `sum(rate(${requests}{status=~"5.."}[5m])) / sum(rate(${requests}[5m]))`;
const latencyP95 = `histogram_quantile(0.95, sum by (le) (rate(${duration}[5m])))`;
// Each replica has a pool of its own, which its code reports.
const connections = (profile.poolSizeMin ?? 20) + (profile.poolMaxOverflow ?? 10);
const poolInUse = `max(fraiseql_db_connections_active) / ${connections}`;
const diskFree = "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes";

const alert = (name: string, expr: string, severity = "critical") => ({
  alert: name,
  expr,
  for: "5m",
  labels: { severity },
});

new CustomResource("shop-alerts", {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "PrometheusRule",
  metadata: { name: "shop", namespace: shop, labels },
  spec: {
    groups: [
      {
        name: "shop",
        rules: [
          alert("HighErrorRate", `${errorRate} > ${(profile.alertErrorRatePercent ?? 1) / 100}`),
          alert("HighLatency", `${latencyP95} > ${(profile.alertLatencyP95Ms ?? 1000) / 1000}`),
          alert("ConnectionPoolExhausted", `${poolInUse} > 0.9`),
          alert("DiskAlmostFull", `${diskFree} < ${(profile.alertDiskFreePercent ?? 20) / 100}`, "warning"),
        ],
      },
    ],
  },
});

new CustomResource("shop-routes", {
  apiVersion: "monitoring.coreos.com/v1alpha1",
  kind: "AlertmanagerConfig",
  metadata: { name: "shop", namespace: shop, labels },
  spec: {
    route: {
      receiver: "team",
      routes: [{ receiver: "on-call", matchers: [{ name: "severity", matchType: "=", value: "critical" }] }],
    },
    receivers: [
      {
        name: "on-call",
        pagerdutyConfigs: [{ routingKey: { name: "pagerduty", key: "routing-key" } }],
      },
      {
        name: "team",
        slackConfigs: [{ channel: "#shop", apiURL: { name: "slack", key: "url" } }],
      },
    ],
  },
});

const panel = (title: string, expr: string) => ({
  title,
  type: "timeseries",
  targets: [{ expr }],
  gridPos: { w: 12, h: 8 },
});

new ConfigMap("shop-dashboard", {
  metadata: { name: "shop-dashboard", namespace: monitoring, labels: { grafana_dashboard: "1" } },
  data: {
    "shop.json": JSON.stringify({
      title: "Shop",
      panels: [
        panel("Latency, p95", latencyP95),
        panel("Error rate", errorRate),
        panel("Throughput", `sum(rate(${requests}[5m]))`),
      ],
    }),
  },
});
