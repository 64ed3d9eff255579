import { cases, unknown } from "../../kit/cases";
import {
  application,
  awsGateway,
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
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [application(), loadBalancer({}, aws("/", "60"))],
      finds: [
        '5.1 Health endpoints: metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-healthcheck-interval"] is 60 seconds; {profile} needs at most 30. Set metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-healthcheck-interval"]: "30".',
        '5.1 Health endpoints: metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-healthcheck-path"] is "/"; {profile} needs "/ready" or "/health". Set metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-healthcheck-path"]: "/ready".',
      ],
    },
    "a Gateway of Google without a HealthCheckPolicy": {
      stack: gke,
      remediable: false,
      finds: [
        '5.1 Health endpoints: spec.gatewayClassName is "gke-l7-global-external-managed" without a HealthCheckPolicy for Service api ("/"); {profile} needs "/ready" or "/health".',
      ],
    },
    "settings of the AWS Load Balancer Controller for no path": {
      stack: [
        application(),
        service(),
        ...awsGateway({}),
        route(),
        object("gateway.k8s.aws/v1beta1:TargetGroupConfiguration", "api", {
          targetReference: { name: "api" },
          defaultConfiguration: { targetType: "ip" },
        }),
      ],
      remediable: false,
      finds: [
        '5.1 Health endpoints: TargetGroupConfiguration api: spec.defaultConfiguration.healthCheckConfig.healthCheckPath is not set, which means "/"; {profile} needs "/ready" or "/health". Set spec.defaultConfiguration.healthCheckConfig.healthCheckPath: "/ready".',
      ],
    },
    "a HealthCheckPolicy for another path": {
      stack: [...gke, policy("/live", 60)],
      remediable: false,
      finds: [
        "5.1 Health endpoints: HealthCheckPolicy api: spec.default.checkIntervalSec is 60 seconds; {profile} needs at most 30. Set spec.default.checkIntervalSec: 30.",
        '5.1 Health endpoints: HealthCheckPolicy api: spec.default.config.httpHealthCheck.requestPath is "/live"; {profile} needs "/ready" or "/health". Set spec.default.config.httpHealthCheck.requestPath: "/ready".',
      ],
    },
  },
  unknown: {
    "a path that is not known": {
      stack: [application(), loadBalancer({}, aws(unknown))],
      mentions: ["aws-load-balancer-healthcheck-path"],
    },
  },
});
