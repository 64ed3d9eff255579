import { cases, resource, unknown } from "../../kit/cases";
import { application, applicationJob } from "../kubernetes/application";
import {
  alb,
  ALB,
  backend,
  backendConfig,
  deployment,
  gke,
  grafana,
  ingress,
  nginx,
  rule,
  shown,
} from "../kubernetes/ingresses";

const http = (path?: unknown, more: object = {}) => ({ httpGet: { port: 8000, path }, ...more });
const probed = (livenessProbe: object, readinessProbe: object) =>
  application({}, { container: { livenessProbe, readinessProbe } });
const CONTAINER = "container api (spec.template.spec.containers[0])";
const PATH = shown(ALB, "healthcheck-path");
const INTERVAL = shown(ALB, "healthcheck-interval-seconds");
const named = backend({}, { "cloud.google.com/backend-config": '{"default":"backend"}' });

export default cases({
  requirement: "5.1-health-endpoints",
  provider: "kubernetes",
  valid: {
    "both endpoints, every 10 seconds": { stack: [probed(http("/health"), http("/ready"))] },
    "both endpoints, every 30 seconds": {
      stack: [probed(http("/health", { periodSeconds: 30 }), http("/ready", { periodSeconds: 30 }))],
    },
    "a sidecar's probes are its own matter": {
      stack: [
        application(
          {},
          {
            container: { livenessProbe: http("/health"), readinessProbe: http("/ready") },
            pod: {
              initContainers: [
                {
                  name: "proxy",
                  image: "envoyproxy/envoy:v1.31",
                  restartPolicy: "Always",
                  livenessProbe: http("/"),
                },
              ],
            },
          },
        ),
      ],
    },
    "an AWS load balancer asks for readiness": {
      stack: [...backend(), alb({ "healthcheck-path": "/ready" })],
    },
    "the Service's annotation counts before the Ingress's": {
      stack: [...backend({}, { [`${ALB}/healthcheck-path`]: "/health" }), alb({ "healthcheck-path": "/" })],
    },
    "GKE asks for readiness": {
      stack: [
        ...named,
        gke(),
        backendConfig({ healthCheck: { requestPath: "/ready", checkIntervalSec: 15 } }),
      ],
    },
  },
  invalid: {
    "another path": {
      stack: [probed(http("/healthz"), http("/ready"))],
      finds: [
        `5.1 Health endpoints: ${CONTAINER}: livenessProbe.httpGet.path is "/healthz"; {profile} needs "/health". Set livenessProbe.httpGet.path: "/health".`,
      ],
    },
    "liveness for readiness": {
      stack: [probed(http("/health"), http("/health"))],
      finds: [
        `5.1 Health endpoints: ${CONTAINER}: readinessProbe.httpGet.path is "/health"; {profile} needs "/ready". Set readinessProbe.httpGet.path: "/ready".`,
      ],
    },
    "once a minute": {
      stack: [probed(http("/health", { periodSeconds: 60 }), http("/ready"))],
      finds: [
        `5.1 Health endpoints: ${CONTAINER}: livenessProbe.periodSeconds is 60 seconds; {profile} needs at most 30. Set livenessProbe.periodSeconds: 30.`,
      ],
    },
    "an AWS load balancer asks for the root": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [...backend(), alb()],
      finds: [
        `5.1 Health endpoints: ${PATH} is not set, which means "/"; {profile} needs "/ready" or "/health". Set ${PATH}: "/ready".`,
      ],
    },
    "an AWS load balancer asks once a minute": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [...backend(), alb({ "healthcheck-path": "/ready", "healthcheck-interval-seconds": "60" })],
      finds: [
        `5.1 Health endpoints: ${INTERVAL} is 60 seconds; {profile} needs at most 30. Set ${INTERVAL}: "30".`,
      ],
    },
    "the Service's annotation asks for another path": {
      stack: [
        ...backend({}, { [`${ALB}/healthcheck-path`]: "/ping" }),
        alb({ "healthcheck-path": "/ready" }),
      ],
      remediable: false,
      finds: [
        `5.1 Health endpoints: Service api: ${PATH} is "/ping"; {profile} needs "/ready" or "/health". Set ${PATH}: "/ready".`,
      ],
    },
    "GKE's backend asks for the root, once a minute": {
      stack: [...named, gke(), backendConfig({ healthCheck: { requestPath: "/", checkIntervalSec: 60 } })],
      remediable: false,
      finds: [
        '5.1 Health endpoints: BackendConfig backend: spec.healthCheck.requestPath is "/"; {profile} needs "/ready" or "/health". Set spec.healthCheck.requestPath: "/ready".',
        "5.1 Health endpoints: BackendConfig backend: spec.healthCheck.checkIntervalSec is 60 seconds; {profile} needs at most 30. Set spec.healthCheck.checkIntervalSec: 30.",
      ],
    },
    "an application gateway asks for another path": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [
        ...backend(),
        ingress(
          { "appgw.ingress.kubernetes.io/health-probe-path": "/status" },
          { ingressClassName: "azure-application-gateway", rules: [rule()] },
        ),
      ],
      finds: [
        `5.1 Health endpoints: ${shown("appgw.ingress.kubernetes.io", "health-probe-path")} is "/status"; {profile} needs "/ready" or "/health". Set ${shown("appgw.ingress.kubernetes.io", "health-probe-path")}: "/ready".`,
      ],
    },
    "a list of Deployments": {
      stack: [
        resource("kubernetes:apps/v1:DeploymentList", "all", {
          items: [probed(http("/"), http("/ready")).props],
        }),
      ],
      remediable: false,
      finds: [
        `5.1 Health endpoints: container api (items[0].spec.template.spec.containers[0]): livenessProbe.httpGet.path is "/"; {profile} needs "/health". Set livenessProbe.httpGet.path: "/health".`,
      ],
    },
  },
  unknown: {
    "a path that is not known yet": {
      stack: [probed(http(unknown), http("/ready"))],
      mentions: ["livenessProbe.httpGet.path is not known until the update"],
    },
    "an interval that is not known yet silences nothing else": {
      stack: [probed(http("/", { periodSeconds: unknown }), http("/ready"))],
      mentions: ["livenessProbe.periodSeconds is not known until the update"],
      finds: [
        `5.1 Health endpoints: ${CONTAINER}: livenessProbe.httpGet.path is "/"; {profile} needs "/health". Set livenessProbe.httpGet.path: "/health".`,
      ],
    },
    "an AWS load balancer's path is not known yet": {
      stack: [...backend(), alb({ "healthcheck-path": unknown })],
      mentions: [`${PATH} is not known until the update`],
    },
    "Services that differ": {
      stack: [
        ...backend({}, { [`${ALB}/healthcheck-path`]: "/ready" }),
        ...grafana.slice(0, 1),
        resource("kubernetes:core/v1:Service", "grafana-service", {
          metadata: {
            name: "grafana",
            namespace: "shop",
            annotations: { [`${ALB}/healthcheck-path`]: "/api/health" },
          },
          spec: { selector: { app: "grafana" }, ports: [{ port: 80 }] },
        }),
        alb({}, { rules: [rule(), rule("grafana.example.com", "grafana")] }),
      ],
      mentions: ["differs between the Services behind it"],
    },
  },
  notApplicable: {
    "no probes are the finding of 7.2, and ingress-nginx asks nothing itself": {
      stack: [...backend(), nginx()],
    },
    "a job needs none": { stack: [applicationJob()] },
    "another server's endpoints are its own matter": {
      stack: [deployment("grafana", { image: "grafana/grafana:11.2.0", livenessProbe: http("/api/health") })],
    },
    "GKE asks what the readiness probe asks": { stack: [...backend(), gke()] },
    "a load balancer of something else": {
      stack: [...grafana, alb({}, { rules: [rule("grafana.example.com", "grafana")] })],
    },
  },
});
