import { cases, unknown } from "../../kit/cases";
import {
  application,
  awsCertificate,
  gateway,
  httpListener,
  httpsListener,
  ingressRoute,
  istioGateway,
  istioServer,
  loadBalancer,
  middleware,
  otherWorkload,
  redirect,
  route,
  service,
  virtualService,
} from "../kubernetes/gateways";

const istioHttp = (tls: object = {}) => ({
  port: { number: 80, name: "http", protocol: "HTTP" },
  hosts: ["*"],
  tls,
});
const both = { listeners: [httpListener, httpsListener] };
const NEEDS = "{profile} needs TLS, or nothing but a permanent redirect to HTTPS.";
const LISTENER = "2.2 HTTPS: listener http (spec.listeners[0]): protocol is HTTP, and";
const FILTER = "Have the route answer with a RequestRedirect filter: scheme https, statusCode 301.";
const web = { entryPoints: ["web"], tls: undefined };

export default cases({
  requirement: "2.2-https-enforced",
  provider: "kubernetes",
  valid: {
    "a load balancer of AWS ends TLS on its only port": {
      stack: [application(), loadBalancer({ ports: [{ port: 443, targetPort: 8000 }] }, awsCertificate)],
    },
    "a Gateway redirects plain HTTP": {
      stack: [
        application(),
        service(),
        gateway(both),
        redirect(),
        route([{ backendRefs: [{ name: "api", port: 80 }] }], { sectionName: "https" }),
      ],
    },
    "a Gateway redirects with status 308": {
      stack: [gateway(both), redirect({ scheme: "https", statusCode: 308 })],
    },
    "a Gateway of Istio redirects": {
      stack: [istioGateway([istioHttp({ httpsRedirect: true }), istioServer()])],
    },
    "an IngressRoute with TLS": { stack: [application(), service(), ingressRoute()] },
    "an IngressRoute that only redirects": {
      stack: [
        ingressRoute(["to-https"], web),
        middleware("to-https", { redirectScheme: { scheme: "https", permanent: true } }),
      ],
    },
  },
  invalid: {
    "a load balancer on port 80": {
      stack: [application(), loadBalancer()],
      remediable: false,
      finds: [`2.2 HTTPS: port 80 (spec.ports[0]): port is 80, which means plain HTTP; ${NEEDS}`],
    },
    "only port 443 has the certificate": {
      stack: [
        loadBalancer(
          {
            ports: [
              { name: "http", port: 8080 },
              { port: 443, targetPort: 8000 },
            ],
          },
          { ...awsCertificate, "service.beta.kubernetes.io/aws-load-balancer-ssl-ports": "443" },
        ),
      ],
      remediable: false,
      finds: [`2.2 HTTPS: port 8080 (spec.ports[0]): port is 8080, which means plain HTTP; ${NEEDS}`],
    },
    "a route serves on the listener for plain HTTP": {
      stack: [application(), service(), gateway(both), route()],
      remediable: false,
      finds: [`${LISTENER} HTTPRoute api serves requests on it; ${NEEDS} ${FILTER}`],
    },
    "a redirect that is not for good": {
      stack: [gateway(both), redirect({ scheme: "https" })],
      remediable: false,
      finds: [
        `${LISTENER} HTTPRoute redirect redirects with status 302, which is not for good; ${NEEDS} ${FILTER}`,
      ],
    },
    "a Gateway of Istio without a redirect": {
      stack: [application(), service(), istioGateway([istioHttp(), istioServer()]), virtualService()],
      finds: [
        `2.2 HTTPS: port 80 (spec.servers[0]): tls.httpsRedirect is not set, which means plain HTTP; ${NEEDS} Set tls.httpsRedirect: true.`,
      ],
    },
    "an IngressRoute on the plain entry point": {
      stack: [application(), service(), ingressRoute([], web)],
      remediable: false,
      finds: [
        `2.2 HTTPS: entry point web (spec): tls is not set, and no Middleware redirects to HTTPS; ${NEEDS} Set spec.tls, or redirect with a Middleware: redirectScheme with scheme https and permanent true.`,
      ],
    },
    "an IngressRoute that redirects for now": {
      stack: [
        ingressRoute(["to-https"], web),
        middleware("to-https", { redirectScheme: { scheme: "https" } }),
      ],
      remediable: false,
      finds: [
        `2.2 HTTPS: entry point web (spec): tls is not set, and Middleware to-https redirects, but not for good; ${NEEDS} Set spec.tls, or redirect with a Middleware: redirectScheme with scheme https and permanent true.`,
      ],
    },
  },
  unknown: {
    "a NodePort": {
      stack: [application(), service({ type: "NodePort" })],
      mentions: ["spec.type is NodePort"],
    },
    "a type that is not known": {
      stack: [application(), service({ type: unknown })],
      mentions: ["spec.type is not known until the update"],
    },
    "a scope that is not known": {
      stack: [
        application(),
        loadBalancer({}, { "service.beta.kubernetes.io/azure-load-balancer-internal": unknown }),
      ],
      mentions: ["azure-load-balancer-internal"],
    },
    "a port that does not say what is spoken on it": {
      stack: [loadBalancer({ ports: [{ port: 4000 }] })],
      mentions: ["port does not say what is spoken on it"],
    },
    "the routes of a listener are not in the stack": {
      stack: [gateway(both)],
      mentions: ["listener http (spec.listeners[0]): spec.listeners[0] has no route in this stack"],
    },
    "the status of a redirect is not known": {
      stack: [gateway(both), redirect({ scheme: "https", statusCode: unknown })],
      mentions: ["where HTTPRoute redirect redirects to is not known yet"],
    },
    "an IngressRoute on entry points of its own": {
      stack: [ingressRoute([], { tls: undefined })],
      mentions: ["whether its entry points have TLS of their own"],
    },
    "a Middleware that is not in the stack": {
      stack: [ingressRoute(["to-https"], web)],
      mentions: ["Middleware to-https, which a route names, is not in this stack"],
    },
  },
  notApplicable: {
    "an internal load balancer of Google": {
      stack: [application(), loadBalancer({}, { "networking.gke.io/load-balancer-type": "Internal" })],
    },
    "a load balancer that AWS's own controller keeps internal": {
      stack: [
        application(),
        loadBalancer({}, { "service.beta.kubernetes.io/aws-load-balancer-type": "external" }),
      ],
    },
    "connections are passed through": {
      stack: [application(), loadBalancer({ ports: [{ port: 443, targetPort: 8443 }] })],
    },
    "the Service of an ingress controller": {
      stack: [otherWorkload("registry.k8s.io/ingress-nginx/controller:v1.11.2@sha256:aa"), loadBalancer()],
    },
    "a regional internal Gateway of Google": {
      stack: [gateway({ ...both, gatewayClassName: "gke-l7-rilb" }), route()],
    },
    "a Service within the cluster": { stack: [application(), service()] },
  },
});
