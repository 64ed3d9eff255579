import { cases, unknown } from "../../kit/cases";
import {
  application,
  envoyPolicy,
  gateway,
  loadBalancer,
  object,
  route,
  service,
} from "../kubernetes/gateways";

const aws = (path: unknown, interval?: string) => ({
  "service.beta.kubernetes.io/aws-load-balancer-healthcheck-path": path,
  ...(interval ? { "service.beta.kubernetes.io/aws-load-balancer-healthcheck-interval": interval } : {}),
});
const gke = [
  application(),
  service(),
  gateway({ gatewayClassName: "gke-l7-global-external-managed" }),
  route(),
];
const policy = (requestPath: unknown, checkIntervalSec = 15) =>
  object("networking.gke.io/v1:HealthCheckPolicy", "api", {
    default: { checkIntervalSec, config: { type: "HTTP", httpHealthCheck: { requestPath } } },
    targetRef: { group: "", kind: "Service", name: "api" },
  });

export default cases({
  requirement: "5.1-health-endpoints",
  provider: "kubernetes",
  valid: {
    "annotations of AWS": { stack: [application(), loadBalancer({}, aws("/ready", "30"))] },
    "a HealthCheckPolicy of Google": { stack: [...gke, policy("/ready")] },
    "a policy of Envoy Gateway": {
      stack: [
        application(),
        service(),
        gateway(),
        route(),
        envoyPolicy("BackendTrafficPolicy", {
          healthCheck: { active: { type: "HTTP", http: { path: "/ready" }, interval: "10s" } },
        }),
      ],
    },
  },
  invalid: {
    "annotations of AWS for another path": {
      stack: [application(), loadBalancer({}, aws("/", "60"))],
      finds: ["?"],
    },
    "a Gateway of Google without a HealthCheckPolicy": { stack: gke, remediable: false, finds: ["?"] },
    "a HealthCheckPolicy for another path": {
      stack: [...gke, policy("/live", 60)],
      remediable: false,
      finds: ["?"],
    },
  },
  unknown: {
    "a path that is not known": {
      stack: [application(), loadBalancer({}, aws(unknown))],
      mentions: ["aws-load-balancer-healthcheck-path"],
    },
  },
});
