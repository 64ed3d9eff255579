import { cases, resource, unknown } from "../../kit/cases";

const liveness = { type: "Liveness", httpGet: { path: "/health", port: 8000 }, periodSeconds: 30 };
const readiness = { type: "Readiness", httpGet: { path: "/ready", port: 8000 } };
const fraiseql = { name: "fraiseql", image: "ghcr.io/fraiseql/fraiseql:1.2.0" };
const app = (probes: unknown, container: object = fraiseql) =>
  resource("azure-native:app:ContainerApp", "api", {
    resourceGroupName: "production",
    template: { containers: [{ ...container, probes }] },
  });
const group = (container: object, props: object = {}) =>
  resource("azure-native:containerinstance:ContainerGroup", "api", {
    osType: "Linux",
    containers: [{ ...fraiseql, ...container }],
    ...props,
  });
const at = "7.2 Health probes: container fraiseql (template.containers[0]):";
const inGroup = "7.2 Health probes: container fraiseql (containers[0]):";

const PATHS = "Probe /health for liveness and /ready for readiness.";

export default cases({
  requirement: "7.2-health-probes",
  provider: "azure",
  valid: {
    "a container app has both probes": { stack: [app([liveness, readiness])] },
    "another app has TCP probes": {
      stack: [
        app(
          [
            { type: "Liveness", tcpSocket: { port: 80 } },
            { type: "Readiness", tcpSocket: { port: 80 } },
          ],
          { name: "billing", image: "billing:1" },
        ),
      ],
    },
    "an init container needs none": {
      stack: [
        resource("azure-native:app:ContainerApp", "api", {
          template: {
            containers: [{ ...fraiseql, probes: [liveness, readiness] }],
            initContainers: [{ name: "migrate", image: "m:1" }],
          },
        }),
      ],
    },
    "a collector beside it needs none": {
      stack: [
        resource("azure-native:app:ContainerApp", "api", {
          template: {
            containers: [
              { ...fraiseql, probes: [liveness, readiness] },
              { name: "collector", image: "otel/opentelemetry-collector-contrib:0.139.0" },
            ],
          },
        }),
      ],
    },
    "a container group has both probes": {
      stack: [group({ livenessProbe: liveness, readinessProbe: readiness })],
    },
  },
  invalid: {
    "a container app has no probes": {
      stack: [app(undefined)],
      finds: [
        `${at} probes["type=Liveness"] and probes["type=Readiness"] are not set; {profile} needs a probe. ${PATHS}`,
      ],
      remediable: false,
    },
    "what stands beside it may serve": {
      stack: [
        resource("azure-native:app:ContainerApp", "api", {
          template: {
            containers: [
              { ...fraiseql, probes: [liveness, readiness] },
              { name: "proxy", image: "nginx:1.29" },
            ],
          },
        }),
      ],
      finds: [
        '7.2 Health probes: container proxy (template.containers[1]): probes["type=Liveness"] and probes["type=Readiness"] are not set; {profile} needs a probe. Add a livenessProbe and a readinessProbe.',
      ],
      remediable: false,
    },
    "a container app has startup and liveness probes": {
      stack: [app([{ type: "Startup", tcpSocket: { port: 8000 } }, liveness])],
      finds: [`${at} probes["type=Readiness"] is not set; {profile} needs a probe. ${PATHS}`],
      remediable: false,
    },
    "a probe asks for another path": {
      stack: [app([liveness, { type: "Readiness", httpGet: { path: "/", port: 8000 } }])],
      finds: [
        `${at} probes[1].httpGet.path is "/"; {profile} needs "/ready". Set probes[1].httpGet.path: "/ready".`,
      ],
    },
    "a container group has no probes": {
      stack: [group({})],
      finds: [`${inGroup} livenessProbe and readinessProbe are not set; {profile} needs a probe. ${PATHS}`],
      remediable: false,
    },
  },
  unknown: {
    "whether a group runs to its end is not known": {
      stack: [group({}, { restartPolicy: unknown })],
      mentions: ["restartPolicy is not known until the update"],
    },
    "the probes come from an output": { stack: [app(unknown)], mentions: ["probes"] },
    "the type of a probe comes from an output": {
      stack: [app([liveness, { ...readiness, type: unknown }])],
      mentions: ["probes[1].type"],
    },
    "a path comes from an output": {
      stack: [group({ livenessProbe: { httpGet: { path: unknown } }, readinessProbe: readiness })],
      mentions: ["livenessProbe.httpGet.path"],
    },
  },
  notApplicable: {
    "a job": {
      stack: [resource("azure-native:app:Job", "migrate", { template: { containers: [fraiseql] } })],
    },
    "a container group that runs to its end": { stack: [group({}, { restartPolicy: "Never" })] },
  },
});
