import { cases, unknown } from "../../kit/cases";
import { api, application, runService } from "../gcp/workloads";

const beside = (image: unknown) => runService([api(), { name: "collector", image }]);
const GMP = "us-docker.pkg.dev/cloud-ops-agents-artifacts/cloud-run-gmp-sidecar/cloud-run-gmp-sidecar:1.2.0";

export default cases({
  requirement: "5.3-metrics-exposed",
  provider: "gcp",
  valid: {
    "the sidecar of Managed Service for Prometheus": { stack: [beside(GMP)] },
    "the same, of an earlier name": { stack: [beside("gcr.io/shop/run-gmp-sidecar@sha256:abc")] },
  },
  invalid: {
    "nothing collects": {
      stack: [application()],
      finds: [
        "5.3 Metrics: nothing in the stack collects the metrics of this Service; {profile} needs its /metrics collected. Add a container beside it that collects them: the sidecar of Managed Service for Prometheus (run-gmp-sidecar), or an OpenTelemetry collector.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "a collector whose configuration is not read": {
      stack: [beside("otel/opentelemetry-collector-contrib:0.119.0")],
      mentions: ["may collect metrics, as its configuration says"],
    },
    "the sidecar's image comes from an output": { stack: [beside(unknown)], mentions: ["image"] },
  },
});
