import { cases, ref, resource, unknown } from "../../kit/cases";

const image = "ghcr.io/fraiseql/fraiseql:1.8.1";
const labels = { app: "api", tier: "web" };
const workloadOf = (type: string, template: object, name = "api") =>
  resource(`kubernetes:${type}`, name, { metadata: { name, namespace: "prod" }, spec: { template } });
const containers = [
  { name: "api", image, ports: [{ name: "http", containerPort: 8000 }] },
  { name: "proxy", image: "envoyproxy/envoy:v1.31", ports: [{ name: "admin", containerPort: 9901 }] },
];
const api = (podMetadata: object = { labels }, type = "apps/v1:Deployment") =>
  workloadOf(type, { metadata: podMetadata, spec: { containers } });
const v2 = (env: readonly object[]) =>
  workloadOf("apps/v1:Deployment", {
    metadata: { labels },
    spec: { containers: [{ name: "api", image, ports: [{ name: "http", containerPort: 8000 }], env }] },
  });
const service = (spec: object = {}, metadata: object = {}) =>
  resource("kubernetes:core/v1:Service", "api", {
    metadata: { name: "api", namespace: "prod", labels: { app: "api" }, ...metadata },
    spec: { selector: { app: "api" }, ports: [{ name: "http", port: 80, targetPort: "http" }], ...spec },
  });
const monitor = (
  spec: object = {},
  { namespace = "prod", type = "monitoring.coreos.com/v1:ServiceMonitor" } = {},
) =>
  resource(`kubernetes:${type}`, "api-metrics", {
    metadata: { name: "api-metrics", namespace },
    spec: { selector: { matchLabels: { app: "api" } }, endpoints: [{ port: "http" }], ...spec },
  });
const podMonitor = (spec: object = {}) =>
  resource("kubernetes:monitoring.coreos.com/v1:PodMonitor", "api-pods", {
    metadata: { name: "api-pods", namespace: "prod" },
    spec: {
      selector: { matchLabels: { app: "api" } },
      podMetricsEndpoints: [{ port: "http", path: "/metrics" }],
      ...spec,
    },
  });

const NOTHING = (type = "Deployment") =>
  `5.3 Metrics: nothing in the stack collects the metrics of this ${type}; {profile} needs its /metrics collected. Add a ServiceMonitor or PodMonitor that selects it, or the annotation prometheus.io/scrape: "true".`;

export default cases({
  requirement: "5.3-metrics-exposed",
  provider: "kubernetes",
  valid: {
    "a ServiceMonitor that selects the Service": { stack: [api(), service(), monitor()] },
    "a ServiceMonitor of another namespace that names this one": {
      stack: [
        api(),
        service(),
        monitor(
          { namespaceSelector: { matchNames: ["staging", "prod"] }, endpoints: [{ targetPort: 8000 }] },
          { namespace: "monitoring" },
        ),
      ],
    },
    "a ServiceMonitor of every namespace, by expressions": {
      stack: [
        api(),
        service(),
        monitor(
          {
            namespaceSelector: { any: true },
            selector: { matchExpressions: [{ key: "app", operator: "In", values: ["api", "worker"] }] },
            endpoints: [{ port: "grpc" }, { port: "http", path: "/metrics", interval: "30s" }],
          },
          { namespace: "monitoring" },
        ),
      ],
    },
    "a PodMonitor": { stack: [api(), podMonitor()] },
    "Azure's own ServiceMonitor": {
      stack: [api(), service(), monitor({}, { type: "azmonitoring.coreos.com/v1:ServiceMonitor" })],
    },
    "Google's PodMonitoring": {
      stack: [
        api({ labels }, "apps/v1:StatefulSet"),
        resource("kubernetes:monitoring.googleapis.com/v1:PodMonitoring", "api", {
          metadata: { name: "api", namespace: "prod" },
          spec: { selector: { matchLabels: labels }, endpoints: [{ port: 8000, interval: "30s" }] },
        }),
      ],
    },
    "Google's ClusterPodMonitoring": {
      stack: [
        api(),
        resource("kubernetes:monitoring.googleapis.com/v1:ClusterPodMonitoring", "all", {
          metadata: { name: "all" },
          spec: {
            selector: { matchLabels: { tier: "web" } },
            endpoints: [{ port: "http", interval: "30s" }],
          },
        }),
      ],
    },
    "annotations of the pods": {
      stack: [
        api({
          labels,
          annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "8000" },
        }),
      ],
    },
    "annotations of the Service": {
      stack: [api(), service({}, { annotations: { "prometheus.io/scrape": true } })],
    },
    "Datadog's OpenMetrics check": {
      stack: [
        api({
          labels,
          annotations: {
            "ad.datadoghq.com/api.checks":
              '{"openmetrics":{"instances":[{"openmetrics_endpoint":"http://%%host%%:8000/metrics"}]}}',
          },
        }),
      ],
    },
    "a static target of a ScrapeConfig": {
      stack: [
        api(),
        service(),
        resource("kubernetes:monitoring.coreos.com/v1alpha1:ScrapeConfig", "static", {
          metadata: { name: "static", namespace: "monitoring" },
          spec: { staticConfigs: [{ targets: ["api.prod.svc.cluster.local:80"] }] },
        }),
      ],
    },
    "v2 with its metrics on": {
      applicationGeneration: "v2",
      stack: [v2([{ name: "FRAISEQL_METRICS_ENABLED", value: "true" }]), podMonitor()],
    },
    "one of two monitors that collects": {
      stack: [api(), service(), monitor({ endpoints: [{ port: "metrics" }] }), podMonitor()],
    },
  },
  invalid: {
    "v2 with its metrics off": {
      applicationGeneration: "v2",
      stack: [v2([{ name: "FRAISEQL_METRICS_ENABLED", value: "false" }]), podMonitor()],
      finds: [
        '5.3 Metrics: container api (spec.template.spec.containers[0]): FRAISEQL_METRICS_ENABLED does not comply; {profile} needs true. Set env[0].value: "true".',
      ],
    },
    "nothing collects": { stack: [api(), service()], remediable: false, finds: [NOTHING()] },
    "workloads of other kinds, in a list": {
      stack: [
        resource("kubernetes:apps/v1:DeploymentList", "all", {
          items: [
            {
              metadata: { name: "api", namespace: "prod" },
              spec: { template: { metadata: { labels }, spec: { containers } } },
            },
          ],
        }),
      ],
      remediable: false,
      finds: [NOTHING().replace("Metrics: ", "Metrics: item api (items[0]): ")],
    },
    "a monitor of another namespace": {
      stack: [api(), service(), monitor({}, { namespace: "monitoring" })],
      remediable: false,
      finds: [NOTHING()],
    },
    "a monitor of other Services": {
      stack: [api(), service(), monitor({ selector: { matchLabels: { app: "web" } } })],
      remediable: false,
      finds: [NOTHING()],
    },
    "a port that the Service does not have": {
      stack: [api(), service(), monitor({ endpoints: [{ port: "metrics" }] })],
      remediable: false,
      finds: [
        '5.3 Metrics: metrics collector api-metrics: spec.endpoints[0].port is "metrics", which is no port\'s name of service api; {profile} needs "http".',
      ],
    },
    "a port that the pods do not have": {
      stack: [api(), podMonitor({ podMetricsEndpoints: [{ port: "metrics" }] })],
      remediable: false,
      finds: [
        '5.3 Metrics: metrics collector api-pods: spec.podMetricsEndpoints[0].port is "metrics", which is no port\'s name of its pods; {profile} needs the name of a port.',
      ],
    },
    "another path": {
      stack: [api(), service(), monitor({ endpoints: [{ port: "http", path: "/stats" }] })],
      remediable: false,
      finds: [
        '5.3 Metrics: metrics collector api-metrics: spec.endpoints[0].path is "/stats"; {profile} needs "/metrics". Set spec.endpoints[0].path: "/metrics".',
      ],
    },
    "another path in the annotations": {
      stack: [
        api({ labels, annotations: { "prometheus.io/scrape": "true", "prometheus.io/path": "/prometheus" } }),
      ],
      finds: [
        '5.3 Metrics: spec.template.metadata.annotations["prometheus.io/path"] is "/prometheus"; {profile} needs "/metrics". Set spec.template.metadata.annotations["prometheus.io/path"]: "/metrics".',
      ],
    },
    "annotations that say no": {
      stack: [api({ labels, annotations: { "prometheus.io/scrape": "false" } })],
      remediable: false,
      finds: [NOTHING()],
    },
    "a release that brings something else": {
      stack: [api(), resource("kubernetes:helm.sh/v3:Release", "cache", { chart: "redis" })],
      remediable: false,
      finds: [NOTHING()],
    },
  },
  unknownIn: {
    "a check that may be for OpenMetrics": {
      of: "Datadog's OpenMetrics check",
      at: "api: spec.template.metadata.annotations.ad.datadoghq.com/api.checks",
      mentions: ["ad.datadoghq.com/api.checks"],
    },
    "a Service that may be the target": {
      of: "a static target of a ScrapeConfig",
      at: "api: metadata.namespace",
      mentions: ["names a Service that may be the one of its pods"],
    },
  },
  unknown: {
    "v2 that its configuration file may tell": {
      applicationGeneration: "v2",
      stack: [v2([{ name: "METRICS_ENABLED", value: "true" }]), podMonitor()],
      mentions: ["FRAISEQL_METRICS_ENABLED is not set, and the application's configuration file"],
    },
    "labels of the pods are not known yet": {
      stack: [api({ labels: { app: unknown } }), podMonitor()],
      mentions: ["whether it selects its pods is not known until the update"],
    },
    "a monitor of a Service that is not in the stack": {
      stack: [api(), monitor()],
      mentions: ["no Service of this stack selects its pods"],
    },
    "the port's name is not known yet": {
      stack: [api(), service(), monitor({ endpoints: [{ port: ref("api") }] })],
      mentions: ["spec.endpoints[0].port is not known until the update"],
    },
    "a release that may collect": {
      stack: [
        api(),
        resource("kubernetes:helm.sh/v3:Release", "monitoring", {
          chart: "oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack",
        }),
      ],
      mentions: [
        "what collects its metrics may be installed by Helm release monitoring (kube-prometheus-stack), whose objects are not visible to this pack",
      ],
    },
    "a ScrapeConfig with service discovery": {
      stack: [
        api(),
        resource("kubernetes:monitoring.coreos.com/v1alpha1:ScrapeConfig", "pods", {
          metadata: { name: "pods", namespace: "monitoring" },
          spec: { kubernetesSDConfigs: [{ role: "Pod" }] },
        }),
      ],
      mentions: ["finds its targets by service discovery"],
    },
  },
  notApplicable: {
    "a patch of a Deployment": { stack: [api({ labels }, "apps/v1:DeploymentPatch")] },
    "a Job": { stack: [api({ labels }, "batch/v1:Job")] },
    "another application": {
      stack: [
        workloadOf(
          "apps/v1:Deployment",
          {
            metadata: { labels: { app: "web" } },
            spec: { containers: [{ name: "web", image: "nginx:1.27" }] },
          },
          "web",
        ),
      ],
    },
  },
});
