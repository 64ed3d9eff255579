// What is seen of it.
import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import { namespace } from "./api";

const labels = { release: "prometheus" };

// Nobody has looked at the targets since the port got its name.
new CustomResource("shop-metrics", {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "ServiceMonitor",
  metadata: { name: "shop", namespace, labels },
  spec: { selector: { matchLabels: { app: "fraiseql" } }, endpoints: [{ port: "metrics" }] },
});

const requests = "fraiseql_http_requests_total";

// One in ten fails before anybody hears of it.
new CustomResource("shop-alerts", {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "PrometheusRule",
  metadata: { name: "shop", namespace, labels },
  spec: {
    groups: [
      {
        name: "shop",
        rules: [
          {
            alert: "HighErrorRate",
            expr: `sum(rate(${requests}{status=~"5.."}[5m])) / sum(rate(${requests}[5m])) > 0.1`,
            for: "15m",
            labels: { severity: "critical" },
          },
        ],
      },
    ],
  },
});

// Read in the morning.
new CustomResource("shop-routes", {
  apiVersion: "monitoring.coreos.com/v1alpha1",
  kind: "AlertmanagerConfig",
  metadata: { name: "shop", namespace, labels },
  spec: {
    route: { receiver: "team" },
    receivers: [
      { name: "team", slackConfigs: [{ channel: "#shop", apiURL: { name: "slack", key: "url" } }] },
    ],
  },
});

// The operator's example.
new CustomResource("audit-logs", {
  apiVersion: "loki.grafana.com/v1",
  kind: "LokiStack",
  metadata: { name: "audit-logs", namespace },
  spec: {
    size: "1x.extra-small",
    storage: { secret: { name: "audit-logs", type: "s3" } },
    limits: { global: { retention: { days: 30 } } },
  },
});
