import { cases, resource, unknown } from "../../kit/cases";

const probes = {
  livenessProbe: { httpGet: { path: "/health", port: 8000 }, periodSeconds: 30 },
  readinessProbe: { httpGet: { path: "/ready", port: 8000 } },
};
const service = (...containers: readonly object[]) =>
  resource("gcp:cloudrunv2/service:Service", "api", { location: "europe-west1", template: { containers } });
const fraiseql = { name: "fraiseql", image: "ghcr.io/fraiseql/fraiseql:1.2.0" };
const at = (container: string, index = 0) =>
  `7.2 Health probes: container ${container} (template.containers[${index}]):`;

const PATHS = "Probe /health for liveness and /ready for readiness.";

export default cases({
  requirement: "7.2-health-probes",
  provider: "gcp",
  valid: {
    "the application has both probes": { stack: [service({ ...fraiseql, ...probes })] },
    "another service has probes of its own": {
      stack: [
        service({
          image: "eu.gcr.io/p/billing:1",
          livenessProbe: { grpc: { port: 9000 } },
          readinessProbe: { grpc: { port: 9000 } },
        }),
      ],
    },
    "a sidecar without ports needs none": {
      stack: [
        service(
          { ...fraiseql, ...probes, ports: { containerPort: 8000 } },
          { name: "otel", image: "otel/opentelemetry-collector:0.100.0" },
        ),
      ],
    },
    "a service of the first API": {
      stack: [
        resource("gcp:cloudrun/service:Service", "api", {
          template: { spec: { containers: [{ ...fraiseql, ...probes }] } },
        }),
      ],
    },
    "a worker pool, which has no readiness probe": {
      stack: [
        resource("gcp:cloudrunv2/workerPool:WorkerPool", "worker", {
          template: { containers: [{ image: "worker:1", livenessProbe: { tcpSocket: { port: 8000 } } }] },
        }),
      ],
    },
  },
  invalid: {
    "there are no probes": {
      stack: [service(fraiseql)],
      finds: [
        `${at("fraiseql")} livenessProbe and readinessProbe are not set; {profile} needs a probe. ${PATHS}`,
      ],
      remediable: false,
    },
    "a startup probe is no readiness probe": {
      stack: [
        service({
          ...fraiseql,
          livenessProbe: probes.livenessProbe,
          startupProbe: { httpGet: { path: "/ready" } },
        }),
      ],
      finds: [`${at("fraiseql")} readinessProbe is not set; {profile} needs a probe. ${PATHS}`],
      remediable: false,
    },
    "the probes ask for other paths": {
      stack: [
        service({
          ...fraiseql,
          livenessProbe: { httpGet: {} },
          readinessProbe: { httpGet: { path: "/healthz" } },
        }),
      ],
      finds: [
        `${at("fraiseql")} livenessProbe.httpGet.path is not set, which means "/"; {profile} needs "/health". Set livenessProbe.httpGet.path: "/health".`,
        `${at("fraiseql")} readinessProbe.httpGet.path is "/healthz"; {profile} needs "/ready". Set readinessProbe.httpGet.path: "/ready".`,
      ],
    },
    "a worker pool has no liveness probe": {
      stack: [
        resource("gcp:cloudrunv2/workerPool:WorkerPool", "worker", {
          template: { containers: [{ image: "worker:1" }] },
        }),
      ],
      finds: [
        `${at("0")} livenessProbe is not set; {profile} needs a probe. Add a livenessProbe and a readinessProbe.`,
      ],
      remediable: false,
    },
  },
  unknown: {
    "a probe's path comes from an output": {
      stack: [service({ ...fraiseql, ...probes, readinessProbe: { httpGet: { path: unknown } } })],
      mentions: ["readinessProbe.httpGet.path"],
    },
    "an unknown probe does not hide a missing one": {
      stack: [service({ ...fraiseql, livenessProbe: unknown })],
      mentions: ["livenessProbe"],
      finds: [`${at("fraiseql")} readinessProbe is not set; {profile} needs a probe. ${PATHS}`],
    },
  },
  notApplicable: {
    "a job": {
      stack: [
        resource("gcp:cloudrunv2/job:Job", "migrate", { template: { template: { containers: [fraiseql] } } }),
      ],
    },
  },
});
