import { cases, resource, secret, unknown } from "../../kit/cases";

const api = (type = "apps/v1:Deployment") =>
  resource(`kubernetes:${type}`, "api", {
    metadata: { name: "api", namespace: "prod" },
    spec: { template: { spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1" }] } } },
  });
const configMap = (data: unknown, labels: unknown = { grafana_dashboard: "1" }) =>
  resource("kubernetes:core/v1:ConfigMap", "api-dashboard", {
    metadata: { name: "api-dashboard", namespace: "monitoring", labels },
    data,
  });
const grafana = (spec: object) =>
  resource("kubernetes:grafana.integreatly.org/v1beta1:GrafanaDashboard", "api", {
    metadata: { name: "api" },
    spec: { instanceSelector: { matchLabels: { dashboards: "grafana" } }, ...spec },
  });
const json = JSON.stringify({ title: "FraiseQL", panels: [{ title: "p95", type: "timeseries" }] });

const NONE =
  '5.3 Dashboards: no dashboard in the stack shows this Deployment; {profile} needs at least one with latency, error rate and throughput. Add a ConfigMap with the label grafana_dashboard: "1", or a GrafanaDashboard.';
const EMPTY = (name: string) =>
  `5.3 Dashboards: dashboard ${name} has no panels; {profile} needs a dashboard with latency, error rate and throughput.`;

export default cases({
  requirement: "5.3-dashboards",
  provider: "kubernetes",
  valid: {
    "a ConfigMap for Grafana's sidecar": { stack: [api(), configMap({ "api.json": json })] },
    "an older one with rows, wrapped": {
      stack: [
        api(),
        configMap({ "a.json": "{}", "b.json": JSON.stringify({ dashboard: { rows: [{ panels: [{}] }] } }) }),
      ],
    },
    "a GrafanaDashboard": { stack: [api(), grafana({ json })] },
    "a published dashboard": { stack: [api(), grafana({ grafanaCom: { id: 9628 } })] },
    "a dashboard by its address": { stack: [api(), grafana({ url: unknown })] },
    "a Perses dashboard": {
      stack: [
        api(),
        resource("kubernetes:perses.dev/v1alpha2:PersesDashboard", "api", {
          metadata: { name: "api" },
          spec: { config: { panels: { latency: { kind: "Panel" } } } },
        }),
      ],
    },
    "content that the program marks secret": { stack: [api(), configMap({ "api.json": secret(json) })] },
  },
  invalid: {
    "none": { stack: [api()], remediable: false, finds: [NONE] },
    "a ConfigMap without the label": {
      stack: [api(), configMap({ "api.json": json }, { app: "grafana" })],
      remediable: false,
      finds: [NONE],
    },
    "dashboards without panels": {
      stack: [api(), configMap({ "api.json": "{}" })],
      remediable: false,
      finds: [EMPTY("api-dashboard")],
    },
    "a ConfigMap without data": {
      stack: [api(), configMap(null)],
      remediable: false,
      finds: [EMPTY("api-dashboard")],
    },
  },
  unknown: {
    "JSON that is not known yet": {
      stack: [api(), configMap({ "api.json": unknown })],
      mentions: ["the content of dashboard api-dashboard is not known until the update"],
    },
    "what is not JSON": {
      stack: [api(), grafana({ json: "{{ dashboard }}" })],
      mentions: ["the content of dashboard api is not valid JSON"],
    },
    "a release that may bring dashboards": {
      stack: [
        api(),
        resource("kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease", "grafana", {
          metadata: { name: "grafana" },
          spec: { chart: { spec: { chart: "grafana", version: "8.x" } } },
        }),
      ],
      mentions: ["dashboards may be installed by HelmRelease grafana (grafana)"],
    },
    "a release whose chart is not known yet": {
      stack: [api(), resource("kubernetes:helm.sh/v3:Release", "stack", { chart: unknown })],
      mentions: ["dashboards may be installed by Helm release stack, whose objects are not visible"],
    },
  },
  notApplicable: {
    "a patch of a Deployment": { stack: [api("apps/v1:DeploymentPatch")] },
    "a migration Job": { stack: [api("batch/v1:Job")] },
  },
});
