import { cases, unknown } from "../../kit/cases";
import {
  application,
  awsCertificate,
  gateway,
  ingressRoute,
  istioGateway,
  loadBalancer,
  middleware,
  object,
  otherWorkload,
  route,
  service,
  toApplication,
  virtualService,
} from "../kubernetes/gateways";

const GOOD = "max-age=63072000; includeSubDomains; preload";
const header = (value: unknown) => ({
  ...toApplication,
  filters: [
    {
      type: "ResponseHeaderModifier",
      responseHeaderModifier: { set: [{ name: "strict-transport-security", value }] },
    },
  ],
});
const istioHeader = (value: unknown) => ({
  headers: { response: { set: { "Strict-Transport-Security": value } } },
});
const sts = (headers: object) => middleware("security", { headers });
const port = { ports: [{ port: 443, targetPort: 8000 }] };

export default cases({
  requirement: "2.2-hsts",
  provider: "kubernetes",
  valid: {
    "a route of the Gateway API adds it": {
      stack: [application(), service(), gateway(), route([header(GOOD)])],
    },
    "a VirtualService adds it": {
      stack: [application(), service(), istioGateway(), virtualService(istioHeader(GOOD))],
    },
    "a Middleware adds it": {
      stack: [
        application(),
        service(),
        ingressRoute(["security"]),
        sts({ stsSeconds: 63072000, stsIncludeSubdomains: true }),
      ],
    },
    "the application adds it behind a load balancer": {
      stack: [
        application([{ name: "FRAISEQL_HSTS_MAX_AGE_SECONDS", value: "63072000" }]),
        loadBalancer(port, awsCertificate),
      ],
    },
  },
  invalid: {
    "a route adds a year": {
      stack: [application(), service(), gateway(), route([header("max-age=31536000; includeSubDomains")])],
      remediable: false,
      finds: [
        "2.2 HSTS: HTTPRoute api: spec.rules[0].filters[0].responseHeaderModifier.set[0].value is 31536000 seconds; {profile} needs at least 63072000.",
      ],
    },
    "one rule adds none": {
      stack: [
        otherWorkload(),
        service(),
        gateway(),
        route([header(GOOD), { ...toApplication, matches: [{ path: { value: "/admin" } }] }]),
      ],
      remediable: false,
      finds: [
        "2.2 HSTS: HTTPRoute api: spec.rules[1] adds no Strict-Transport-Security header; {profile} needs at least 63072000.",
        "2.2 HSTS: HTTPRoute api: spec.rules[1] adds no Strict-Transport-Security header; {profile} needs includeSubDomains.",
      ],
    },
    "no route adds one": {
      stack: [otherWorkload(), service(), gateway(), route()],
      remediable: false,
      finds: [
        "2.2 HSTS: nothing in the stack adds a Strict-Transport-Security header for this Gateway; {profile} needs max-age of at least 63072000 seconds and includeSubDomains. Add the header where TLS ends, or in the application.",
      ],
    },
    "a VirtualService leaves subdomains out": {
      stack: [application(), service(), istioGateway(), virtualService(istioHeader("max-age=63072000"))],
      remediable: false,
      finds: [
        "2.2 HSTS: VirtualService api: spec.http[0].headers.response.set.Strict-Transport-Security is a header without includeSubDomains; {profile} needs includeSubDomains.",
      ],
    },
    "a Middleware adds an hour": {
      stack: [
        ingressRoute(["security"]),
        sts({ stsSeconds: 3600, stsIncludeSubdomains: true }),
        otherWorkload(),
        service(),
      ],
      remediable: false,
      finds: [
        "2.2 HSTS: Middleware security: spec.headers.stsSeconds is 3600 seconds; {profile} needs at least 63072000. Set spec.headers.stsSeconds: 63072000.",
      ],
    },
  },
  unknown: {
    "a header that is not known": {
      stack: [application(), service(), gateway(), route([header(unknown)])],
      mentions: ["HTTPRoute api: spec.rules[0].filters[0].responseHeaderModifier.set[0].value is not known"],
    },
    "an image that may be the application's, which adds it by itself": {
      stack: [otherWorkload(unknown), loadBalancer(port, awsCertificate)],
      mentions: [
        "workload other: spec.template.spec.containers[0].image is not known until the update, and may",
      ],
    },
    "no route in the stack": {
      stack: [gateway()],
      mentions: ["no route in this stack"],
    },
    "an EnvoyFilter": {
      stack: [
        application(),
        service(),
        istioGateway(),
        virtualService(),
        object("networking.istio.io/v1alpha3:EnvoyFilter", "headers", {
          workloadSelector: { labels: { istio: "ingressgateway" } },
          configPatches: [],
        }),
      ],
      mentions: ["EnvoyFilter headers, whose patches are not read"],
    },
    "Traefik's own configuration may add it": {
      stack: [application(), service(), ingressRoute()],
      mentions: ["spec.routes[0].middlewares does not set it"],
    },
    "an ingress controller behind a load balancer that ends TLS": {
      stack: [otherWorkload("traefik:v3.1"), loadBalancer(port, awsCertificate)],
      mentions: ["selects the pods of an ingress controller"],
    },
  },
});
