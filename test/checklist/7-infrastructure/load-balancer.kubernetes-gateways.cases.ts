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
      finds: [
        "7.3 Load balancer: this Service of type LoadBalancer ends no TLS; {profile} needs TLS that ends at the load balancer or ingress. Give it a certificate.",
      ],
    },
    "an hour of silence": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [application(), loadBalancer(port, { ...awsCertificate, [AWS_TIMEOUT]: "3600" })],
      finds: [
        '7.3 Load balancer: metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout"] is 3600 seconds; {profile} needs 30 to 60. Set metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout"]: "60".',
      ],
    },
    "the minutes of Azure": {
      stack: [
        application(),
        loadBalancer(port, { "service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout": "4" }),
      ],
      remediable: false,
      finds: [
        '7.3 Load balancer: metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout"] is 4 (240 seconds); {profile} needs 30 to 60.',
      ],
    },
    "a route that waits for minutes": {
      stack: [...api, gateway(), timeouts("5m")],
      remediable: false,
      finds: [
        '7.3 Load balancer: HTTPRoute api: spec.rules[0].timeouts.request is 5m (300 seconds); {profile} needs 30 to 60. Set spec.rules[0].timeouts.request: "60s".',
      ],
    },
    "a VirtualService without a timeout": {
      stack: [...api, istioGateway(), virtualService()],
      remediable: false,
      finds: [
        '7.3 Load balancer: VirtualService api: spec.http[0].timeout is not set, which means no timeout; {profile} needs 30 to 60. Set spec.http[0].timeout: "60s".',
      ],
    },
    "a Gateway for plain HTTP only": {
      stack: [...api, gateway({ listeners: [httpListener] }), timeouts("30s")],
      remediable: false,
      finds: [
        "7.3 Load balancer: this Gateway ends no TLS; {profile} needs TLS that ends at the load balancer or ingress. Give it a certificate.",
      ],
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
