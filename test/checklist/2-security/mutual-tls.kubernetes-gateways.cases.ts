import { cases, unknown } from "../../kit/cases";
import {
  application,
  awsCertificate,
  envoyPolicy,
  gateway,
  httpsListener,
  ingressRoute,
  istioGateway,
  istioServer,
  loadBalancer,
  object,
  otherWorkload,
  route,
  service,
  virtualService,
} from "../kubernetes/gateways";

const caCertificateRefs = [{ kind: "ConfigMap", name: "clients" }];
const frontend = (validation: object) => ({ tls: { frontend: { default: { validation } } } });
const routed = [application(), service(), route()];
const options = (spec: object) => object("traefik.io/v1alpha1:TLSOption", "mutual", { ...spec });
const withOptions = ingressRoute([], { tls: { secretName: "api-tls", options: { name: "mutual" } } });

export default cases({
  requirement: "2.1-mutual-tls",
  provider: "kubernetes",
  valid: {
    "validation at the Gateway": { stack: [...routed, gateway(frontend({ caCertificateRefs }))] },
    "validation at the listener, as it was spelled before": {
      stack: [
        ...routed,
        gateway({
          listeners: [{ ...httpsListener, tls: { frontendValidation: { caCertificateRefs } } }],
        }),
      ],
    },
    "a policy of Envoy Gateway": {
      stack: [
        ...routed,
        gateway(),
        envoyPolicy("ClientTrafficPolicy", { tls: { clientValidation: { caCertificateRefs } } }),
      ],
    },
    "a server of Istio": {
      stack: [application(), service(), virtualService(), istioGateway([istioServer({ mode: "MUTUAL" })])],
    },
    "options of Traefik": {
      stack: [
        application(),
        service(),
        withOptions,
        options({ clientAuth: { clientAuthType: "RequireAndVerifyClientCert", secretNames: ["ca"] } }),
      ],
    },
  },
  invalid: {
    "a Gateway without validation": { stack: [...routed, gateway()], remediable: false, finds: ["?"] },
    "a Gateway that lets any client in": {
      stack: [...routed, gateway(frontend({ caCertificateRefs, mode: "AllowInsecureFallback" }))],
      finds: ["?"],
    },
    "a policy of Envoy Gateway that asks without need": {
      stack: [
        ...routed,
        gateway(),
        envoyPolicy("ClientTrafficPolicy", {
          tls: { clientValidation: { caCertificateRefs, optional: true } },
        }),
      ],
      remediable: false,
      finds: ["?"],
    },
    "a server of Istio without client certificates": {
      stack: [application(), service(), virtualService(), istioGateway()],
      finds: ["?"],
    },
    "options of Traefik that only ask": {
      stack: [
        application(),
        service(),
        withOptions,
        options({ clientAuth: { clientAuthType: "RequestClientCert" } }),
      ],
      remediable: false,
      finds: ["?"],
    },
    "a load balancer without TLS": {
      stack: [application(), loadBalancer()],
      remediable: false,
      finds: ["?"],
    },
    "a load balancer of AWS that ends TLS": {
      stack: [application(), loadBalancer({ ports: [{ port: 443, targetPort: 8000 }] }, awsCertificate)],
      remediable: false,
      finds: ["?"],
    },
  },
  unknown: {
    "a load balancer that passes TLS through": {
      stack: [application(), loadBalancer({ ports: [{ port: 443, targetPort: 8443 }] })],
      mentions: ["this Service of type LoadBalancer passes TLS through"],
    },
    "a mode that is not known": {
      stack: [application(), service(), virtualService(), istioGateway([istioServer({ mode: unknown })])],
      mentions: ["tls.mode is not known until the update"],
    },
    "the default options of Traefik": {
      stack: [application(), service(), ingressRoute()],
      mentions: ["Traefik's default TLS options are not in this stack"],
    },
  },
  notApplicable: {
    "an entry point of something else": { stack: [otherWorkload(), loadBalancer()] },
    "an entry point for what leaves the mesh": {
      stack: [
        object("networking.istio.io/v1:Gateway", "out", {
          selector: { istio: "egressgateway" },
          servers: [istioServer()],
        }),
      ],
    },
  },
});
