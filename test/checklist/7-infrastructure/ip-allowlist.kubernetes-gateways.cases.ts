import { cases, unknown } from "../../kit/cases";
import {
  application,
  envoyPolicy,
  gateway,
  ingressRoute,
  istioGateway,
  loadBalancer,
  loadBalancerOf,
  middleware,
  object,
  otherWorkload,
  route,
  service,
  virtualService,
} from "../kubernetes/gateways";

const office = "203.0.113.0/24";
const api = [application(), service()];
const authorization = (spec: object, metadata: object = { namespace: "istio-system" }) =>
  object("security.istio.io/v1:AuthorizationPolicy", "clients", { ...spec }, { ...metadata });
const selector = { matchLabels: { istio: "ingressgateway" } };
const from = (source: object) => [{ from: [{ source }] }];
const mesh = [...api, istioGateway(), virtualService()];
const cidrs = (clientCIDRs: unknown) =>
  envoyPolicy("SecurityPolicy", {
    authorization: { defaultAction: "Deny", rules: [{ action: "Allow", principal: { clientCIDRs } }] },
  });
const routed = [...api, gateway(), route()];

export default cases({
  requirement: "7.3-ip-allowlist",
  provider: "kubernetes",
  valid: {
    "ranges of a load balancer": {
      stack: [application(), loadBalancer({ loadBalancerSourceRanges: [office] })],
    },
    "ranges in an annotation": {
      stack: [
        application(),
        loadBalancer(
          {},
          { "service.beta.kubernetes.io/load-balancer-source-ranges": `${office}, 198.51.100.7/32` },
        ),
      ],
    },
    "a policy of Envoy Gateway": { stack: [...routed, cidrs([office])] },
    "a policy of Istio that allows": {
      stack: [...mesh, authorization({ selector, rules: from({ remoteIpBlocks: [office] }) })],
    },
    "a policy of Istio that denies all others": {
      stack: [
        ...mesh,
        authorization({ selector, action: "DENY", rules: from({ notRemoteIpBlocks: [office] }) }),
      ],
    },
    "a Middleware": {
      stack: [
        ...api,
        ingressRoute(["office"]),
        middleware("office", { ipAllowList: { sourceRange: [office] } }),
      ],
    },
  },
  invalid: {
    "a load balancer for every address": {
      stack: [application(), loadBalancer()],
      remediable: false,
      finds: [
        "7.3 IP allowlist: spec.loadBalancerSourceRanges lists no addresses, which admits every one; {profile} needs listed address ranges only. List the address ranges of your clients.",
      ],
    },
    "a range of every address": {
      stack: [application(), loadBalancer({ loadBalancerSourceRanges: [office, "0.0.0.0/0"] })],
      remediable: false,
      finds: [
        '7.3 IP allowlist: spec.loadBalancerSourceRanges[1] is "0.0.0.0/0"; {profile} needs listed address ranges, none wider than /8.',
      ],
    },
    "a Gateway without a policy": {
      stack: routed,
      remediable: false,
      finds: [
        "7.3 IP allowlist: this Gateway admits every address; {profile} needs listed address ranges only. Put a firewall with an address list in front of it.",
      ],
    },
    "a policy of Istio for every address": {
      stack: [...mesh, authorization({ selector, rules: from({ ipBlocks: ["0.0.0.0/0"] }) })],
      remediable: false,
      finds: [
        '7.3 IP allowlist: AuthorizationPolicy clients: spec.rules[0].from[0].source.ipBlocks[0] is "0.0.0.0/0"; {profile} needs listed address ranges, none wider than /8.',
      ],
    },
    "a Middleware for half the addresses": {
      stack: [
        ...api,
        ingressRoute(["office"]),
        middleware("office", { ipWhiteList: { sourceRange: ["128.0.0.0/1"] } }),
      ],
      remediable: false,
      finds: [
        '7.3 IP allowlist: Middleware office: spec.ipWhiteList.sourceRange[0] is "128.0.0.0/1"; {profile} needs listed address ranges, none wider than /8.',
      ],
    },
  },
  unknown: {
    "ranges that are not known": {
      stack: [application(), loadBalancer({ loadBalancerSourceRanges: unknown })],
      mentions: ["spec.loadBalancerSourceRanges is not known until the update"],
    },
    "security groups decide": {
      stack: [
        application(),
        loadBalancer({}, { "service.beta.kubernetes.io/aws-load-balancer-security-groups": "sg-1" }),
      ],
      mentions: ["decides who is admitted, and is not judged here"],
    },
    "a policy of Istio on other pods": {
      stack: [
        ...mesh,
        authorization(
          { selector: { matchLabels: { app: "api" } }, rules: from({ remoteIpBlocks: [office] }) },
          { namespace: "prod" },
        ),
      ],
      mentions: ["AuthorizationPolicy clients lists addresses, but selects other pods"],
    },
    "the Service of Istio's gateway lists addresses": {
      stack: [
        ...mesh,
        loadBalancerOf("istio-system", { istio: "ingressgateway" }, { loadBalancerSourceRanges: [office] }),
      ],
      mentions: ["web firewall ingress: whether its requests come through this Service is not told here"],
    },
    "Traefik's own configuration may list addresses": {
      stack: [...api, ingressRoute()],
      mentions: ["spec.routes[0].middlewares does not set it"],
    },
  },
  notApplicable: {
    "the Service of an ingress controller": {
      stack: [otherWorkload("docker.io/kong/kong-gateway:3.7"), loadBalancer()],
    },
    "an internal load balancer": {
      stack: [application(), loadBalancer({ loadBalancerIP: "10.1.2.3" })],
    },
  },
});
