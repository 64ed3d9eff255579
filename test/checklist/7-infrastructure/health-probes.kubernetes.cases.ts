import { cases, resource, unknown } from "../../kit/cases";

const image = "ghcr.io/fraiseql/fraiseql:1.4.0";
const http = (path?: unknown) => ({ httpGet: { port: 8000, ...(path === undefined ? {} : { path }) } });
const probes = { livenessProbe: http("/health"), readinessProbe: http("/ready") };
const object = (pod: object) => ({ metadata: { name: "api" }, spec: { template: { spec: pod } } });
const deployment = (pod: object) => [resource("kubernetes:apps/v1:Deployment", "api", object(pod))];
const ADVICE = "Probe /health for liveness and /ready for readiness.";

export default cases({
  requirement: "7.2-health-probes",
  provider: "kubernetes",
  valid: {
    "the application's own paths": { stack: deployment({ containers: [{ name: "api", image, ...probes }] }) },
    "a command that requests the path": {
      stack: deployment({
        containers: [
          {
            name: "api",
            image,
            livenessProbe: { exec: { command: ["curl", "-f", "http://localhost:8000/health"] } },
            readinessProbe: http("/ready"),
          },
        ],
      }),
    },
    "another server's probes are its own matter": {
      stack: deployment({
        containers: [
          {
            name: "postgres",
            image: "postgres:16",
            livenessProbe: { tcpSocket: { port: 5432 } },
            readinessProbe: { exec: { command: ["pg_isready"] } },
          },
        ],
      }),
    },
    "init containers need none": {
      stack: deployment({
        containers: [{ name: "api", image, ...probes }],
        initContainers: [{ name: "migrate", image }],
      }),
    },
  },
  invalid: {
    "no probes": {
      stack: deployment({ containers: [{ name: "api", image }] }),
      remediable: false,
      finds: [
        `7.2 Health probes: container api (spec.template.spec.containers[0]): livenessProbe and readinessProbe are not set; {profile} needs a probe. ${ADVICE}`,
      ],
    },
    "another path": {
      stack: deployment({
        containers: [{ name: "api", image, livenessProbe: http("/"), readinessProbe: http("/ready") }],
      }),
      finds: [
        '7.2 Health probes: container api (spec.template.spec.containers[0]): livenessProbe.httpGet.path is "/"; {profile} needs "/health". Set livenessProbe.httpGet.path: "/health".',
      ],
    },
    "no path, which is the root": {
      stack: deployment({
        containers: [{ name: "api", image, livenessProbe: http("/health"), readinessProbe: http() }],
      }),
      finds: [
        '7.2 Health probes: container api (spec.template.spec.containers[0]): readinessProbe.httpGet.path is not set, which means "/"; {profile} needs "/ready". Set readinessProbe.httpGet.path: "/ready".',
      ],
    },
    "a connection alone says little of readiness": {
      stack: deployment({
        containers: [
          {
            name: "api",
            image,
            livenessProbe: http("/health"),
            readinessProbe: { tcpSocket: { port: 8000 } },
          },
        ],
      }),
      remediable: false,
      finds: [
        '7.2 Health probes: container api (spec.template.spec.containers[0]): readinessProbe.httpGet.path is not set; {profile} needs "/ready".',
      ],
    },
    "a sidecar that keeps running": {
      stack: deployment({
        containers: [{ name: "api", image, ...probes }],
        initContainers: [{ name: "proxy", image: "envoyproxy/envoy:v1.31", restartPolicy: "Always" }],
      }),
      remediable: false,
      finds: [
        "7.2 Health probes: container proxy (spec.template.spec.initContainers[0]): livenessProbe and readinessProbe are not set; {profile} needs a probe. Add a livenessProbe and a readinessProbe.",
      ],
    },
  },
  unknown: {
    "whether a pod runs to its end is not known": {
      stack: [
        resource("kubernetes:core/v1:Pod", "once", {
          spec: { restartPolicy: unknown, containers: [{ name: "once", image }] },
        }),
      ],
      mentions: ["restartPolicy is not known until the update"],
    },
    "a probe is not known yet": {
      stack: deployment({ containers: [{ name: "api", image, ...probes, readinessProbe: unknown }] }),
      mentions: ["readinessProbe"],
    },
    "a path is not known yet": {
      stack: deployment({ containers: [{ name: "api", image, ...probes, readinessProbe: http(unknown) }] }),
      mentions: ["readinessProbe.httpGet.path"],
    },
  },
  notApplicable: {
    "a Job runs to its end": {
      stack: [resource("kubernetes:batch/v1:Job", "migrate", object({ containers: [{ name: "m", image }] }))],
    },
    "a pod that is not restarted": {
      stack: [
        resource("kubernetes:core/v1:Pod", "once", {
          spec: { restartPolicy: "Never", containers: [{ name: "once", image }] },
        }),
      ],
    },
  },
});
