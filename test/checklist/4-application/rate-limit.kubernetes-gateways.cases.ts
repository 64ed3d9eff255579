import { cases, unknown } from "../../kit/cases";
import {
  application,
  envoyPolicy,
  gateway,
  ingressRoute,
  istioGateway,
  loadBalancer,
  middleware,
  object,
  otherWorkload,
  route,
  service,
  virtualService,
} from "../kubernetes/gateways";

const limits = (rules: readonly object[]) =>
  envoyPolicy("BackendTrafficPolicy", { rateLimit: { type: "Global", global: { rules } } });
const perClient = (requests: unknown, unit: string) => ({
  clientSelectors: [{ sourceCIDR: { type: "Distinct", value: "0.0.0.0/0" } }],
  limit: { requests, unit },
});
const rate = (rateLimit: object) => middleware("limits", { rateLimit });
const api = [application(), service()];
const routed = [...api, gateway(), route()];
const traefik = [...api, ingressRoute(["limits"])];

export default cases({
  requirement: "4.3-rate-limit",
  provider: "kubernetes",
  valid: {
    "a policy of Envoy Gateway": { stack: [...routed, limits([perClient(10, "Minute")])] },
    "a policy of Envoy Gateway by the hour": { stack: [...routed, limits([perClient(600, "Hour")])] },
    "the strictest of several rules": {
      stack: [...routed, limits([perClient(100, "Second"), perClient(10, "Minute")])],
    },
    "a Middleware by the minute": { stack: [...traefik, rate({ average: 10, period: "1m" })] },
    "a Middleware in a chain": {
      stack: [
        ...api,
        ingressRoute(["chain"]),
        middleware("chain", { chain: { middlewares: [{ name: "limits" }] } }),
        rate({ average: 1, period: "10s" }),
      ],
    },
  },
  invalid: {
    "a policy of Envoy Gateway by the second": {
      stack: [...routed, limits([perClient(5, "Second")])],
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        "4.3 Rate limit: BackendTrafficPolicy web: spec.rateLimit.global.rules[0].limit.requests is 5 (300 requests per minute); {profile} needs at most 100. Set spec.rateLimit.global.rules[0].limit.requests: 1.",
      ],
    },
    "a Middleware by the second": {
      stack: [...traefik, rate({ average: 100 })],
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        "4.3 Rate limit: Middleware limits: spec.rateLimit.average is 100 (6000 requests per minute); {profile} needs at most 100.",
      ],
    },
    "a load balancer in front of the application": {
      stack: [application(), loadBalancer()],
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        '4.3 Rate limit: workload api, container api (spec.template.spec.containers[0]): FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE is not set; {profile} needs at most 100 requests. Add {"name":"FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE","value":"100"} to env.',
      ],
    },
    "nothing behind a Gateway of Istio limits": {
      stack: [...api, istioGateway(), virtualService()],
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        '4.3 Rate limit: workload api, container api (spec.template.spec.containers[0]): FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE is not set; {profile} needs at most 100 requests. Add {"name":"FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE","value":"100"} to env.',
      ],
    },
  },
  unknown: {
    "a limit that is not known": {
      stack: [...routed, limits([perClient(unknown, "Minute")])],
      mentions: ["BackendTrafficPolicy web: spec.rateLimit.global.rules[0].limit.requests is not known"],
    },
    "a policy whose target is not known": {
      stack: [
        ...routed,
        envoyPolicy("BackendTrafficPolicy", {
          targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: unknown }],
          rateLimit: { type: "Global", global: { rules: [perClient(10, "Minute")] } },
        }),
      ],
      mentions: ["whether BackendTrafficPolicy web is about it is not known until the update"],
    },
    "a limit for some clients": {
      stack: [
        ...routed,
        limits([
          {
            clientSelectors: [{ headers: [{ name: "x-plan", value: "free" }] }],
            limit: { requests: 5, unit: "Minute" },
          },
        ]),
      ],
      mentions: ["spec.rateLimit limits some clients only"],
    },
    "an EnvoyFilter": {
      stack: [
        ...api,
        istioGateway(),
        virtualService(),
        object(
          "networking.istio.io/v1alpha3:EnvoyFilter",
          "limits",
          { configPatches: [] },
          { namespace: "istio-system" },
        ),
      ],
      mentions: ["EnvoyFilter limits, whose patches are not read"],
    },
    "a Middleware that is not in the stack": {
      stack: traefik,
      mentions: ["Middleware limits, which a route names, is not in this stack"],
    },
    "the Service of a route is not in the stack": {
      stack: [gateway(), route()],
      mentions: ["Service api, which a route names, is not in this stack"],
    },
    "the pods of a load balancer are not in the stack": {
      stack: [loadBalancer()],
      mentions: ["spec.selector selects no workload of this stack"],
    },
  },
  notApplicable: {
    "a load balancer in front of something else": { stack: [otherWorkload(), loadBalancer()] },
    "a load balancer in front of an ingress controller": {
      stack: [loadBalancer({ selector: { "app.kubernetes.io/name": "ingress-nginx" } })],
    },
    "an internal load balancer": {
      stack: [
        application(),
        loadBalancer({}, { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" }),
      ],
    },
  },
});
