// The AWS Distro for OpenTelemetry, beside the application: it scrapes /metrics for CloudWatch and takes traces for X-Ray.

/** The collector's configuration: JSON is YAML. */
export const collectorConfig = JSON.stringify({
  receivers: {
    prometheus: {
      config: {
        scrape_configs: [
          {
            job_name: "fraiseql",
            scrape_interval: "60s",
            metrics_path: "/metrics",
            static_configs: [{ targets: ["localhost:8000"] }],
          },
        ],
      },
    },
    otlp: { protocols: { http: { endpoint: "localhost:4318" } } },
  },
  exporters: {
    awsemf: { namespace: "FraiseQL", log_group_name: "/shop/metrics" },
    awsxray: {},
  },
  service: {
    pipelines: {
      metrics: { receivers: ["prometheus"], exporters: ["awsemf"] },
      traces: { receivers: ["otlp"], exporters: ["awsxray"] },
    },
  },
});
