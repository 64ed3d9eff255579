import type { PlatformAdvice } from "../../kinds/platform-advice";

/** What to write beside a workload of Cloud Run. */
export const cloudRunAdvice: PlatformAdvice = {
  secret: "Keep it in Secret Manager, and refer to it with secretKeyRef.",
  metrics:
    "Add a container beside it that collects them: the sidecar of Managed Service for Prometheus (run-gmp-sidecar), or an OpenTelemetry collector.",
  alerts: "Add gcp.monitoring.AlertPolicy resources on them, with notificationChannels.",
  dashboards: "Add a gcp.monitoring.Dashboard with them.",
};
