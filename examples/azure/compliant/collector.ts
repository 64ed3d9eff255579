// Beside the application: takes its metrics from /metrics and its traces at localhost:4318, and sends them to Azure Monitor.
// As OpenTelemetry writes it: ${env:...} is a variable of the collector's own.
const config = {
  extensions: {
    health_check: { endpoint: "0.0.0.0:13133" },
    azure_auth: { managed_identity: { client_id: "${env:AZURE_CLIENT_ID}" } },
  },
  receivers: {
    otlp: { protocols: { http: { endpoint: "localhost:4318" } } },
    prometheus: {
      config: {
        scrape_configs: [
          {
            job_name: "fraiseql",
            scrape_interval: "30s",
            metrics_path: "/metrics",
            static_configs: [{ targets: ["localhost:8000"] }],
          },
        ],
      },
    },
  },
  exporters: {
    azuremonitor: { connection_string: "${env:APPLICATIONINSIGHTS_CONNECTION_STRING}" },
    prometheusremotewrite: {
      endpoint: "${env:REMOTE_WRITE_URL}",
      auth: { authenticator: "azure_auth" },
    },
  },
  service: {
    extensions: ["health_check", "azure_auth"],
    pipelines: {
      traces: { receivers: ["otlp"], exporters: ["azuremonitor"] },
      metrics: { receivers: ["prometheus"], exporters: ["prometheusremotewrite"] },
    },
  },
};

/** An OpenTelemetry collector, as a container of a container app. */
export const collector = {
  name: "collector",
  image:
    "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib:0.139.0@sha256:1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809",
  args: ["--config=env:COLLECTOR_CONFIG"],
  resources: { cpu: 0.25, memory: "0.5Gi" },
  probes: ["Liveness", "Readiness"].map((type) => ({ type, httpGet: { path: "/", port: 13_133 } })),
  env: [
    { name: "COLLECTOR_CONFIG", value: JSON.stringify(config) },
    { name: "AZURE_CLIENT_ID", secretRef: "client-id" },
    { name: "REMOTE_WRITE_URL", secretRef: "remote-write-url" },
    { name: "APPLICATIONINSIGHTS_CONNECTION_STRING", secretRef: "insights" },
  ],
};
