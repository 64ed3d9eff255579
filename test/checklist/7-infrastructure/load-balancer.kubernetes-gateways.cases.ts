import { cases, unknown } from "../../kit/cases";
import {
  application,
  awsCertificate,
  envoyPolicy,
  gateway,
  httpListener,
  istioGateway,
  loadBalancer,
  object,
  otherWorkload,
  route,
  service,
  toApplication,
  virtualService,
} from "../kubernetes/gateways";

const AWS_TIMEOUT = "service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout";
const port = { ports: [{ port: 443, targetPort: 8000 }] };
const api = [application(), service()];
const timeouts = (request: unknown) => route([{ ...toApplication, timeouts: { request } }]);

export default cases({
  requirement: "7.3-load-balancer",
  provider: "kubernetes",
  valid: {
    "the default timeout of AWS": { stack: [application(), loadBalancer(port, awsCertificate)] },
    "a route with a timeout": { stack: [...api, gateway(), timeouts("30s")] },
    "a VirtualService with a timeout": { stack: [...api, istioGateway(), virtualService({ timeout: "1m" })] },
    "a policy of Envoy Gateway": {
      stack: [
        ...api,
        gateway(),
        route(),
        envoyPolicy("BackendTrafficPolicy", { timeout: { http: { requestTimeout: "45s" } } }),
      ],
    },
    "policies of Google": {
      stack: [
        ...api,
        gateway({ gatewayClassName: "gke-l7-regional-external-managed" }),
        route(),
        object("networking.gke.io/v1:HealthCheckPolicy", "api", {
          default: { config: { type: "HTTP", httpHealthCheck: { requestPath: "/ready" } } },
          targetRef: { group: "", kind: "Service", name: "api" },
        }),
        object("networking.gke.io/v1:GCPBackendPolicy", "api", {
          default: { timeoutSec: 40 },
          targetRef: { group: "", kind: "Service", name: "api" },
        }),
      ],
    },
  },
  invalid: {
    "a load balancer without TLS": {
      stack: [application(), loadBalancer()],
      remediable: false,
      finds: ["?"],
    },
    "an hour of silence": {
      stack: [application(), loadBalancer(port, { ...awsCertificate, [AWS_TIMEOUT]: "3600" })],
      finds: ["?"],
    },
    "the minutes of Azure": {
      stack: [
        application(),
        loadBalancer(port, { "service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout": "4" }),
      ],
      remediable: false,
      finds: ["?"],
    },
    "a route that waits for minutes": {
      stack: [...api, gateway(), timeouts("5m")],
      remediable: false,
      finds: ["?"],
    },
    "a VirtualService without a timeout": {
      stack: [...api, istioGateway(), virtualService()],
      remediable: false,
      finds: ["?"],
    },
    "a Gateway for plain HTTP only": {
      stack: [...api, gateway({ listeners: [httpListener] }), timeouts("30s")],
      remediable: false,
      finds: ["?"],
    },
  },
  unknown: {
    "a timeout that is not known": {
      stack: [...api, gateway(), timeouts(unknown)],
      mentions: ["HTTPRoute api: spec.rules[0].timeouts.request is not known"],
    },
    "a timeout that is no duration": {
      stack: [...api, istioGateway(), virtualService({ timeout: "soon" })],
      mentions: ["VirtualService api: spec.http[0].timeout cannot be read"],
    },
  },
  notApplicable: {
    "a load balancer in front of something else": { stack: [otherWorkload(), loadBalancer()] },
  },
});
