import { cases, resource, unknown } from "../../kit/cases";
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

const peerAuthentication = (spec: object, { name = "default", namespace = "prod" } = {}) =>
  resource("kubernetes:security.istio.io/v1:PeerAuthentication", name, {
    metadata: { name, namespace },
    spec,
  });

export default cases({
  requirement: "2.1-mutual-tls",
  provider: "kubernetes",
  valid: {
    "a strict mesh, and a port of metrics that is as strict": {
      stack: [
        application(),
        peerAuthentication({ mtls: { mode: "STRICT" }, portLevelMtls: { 9090: { mode: "STRICT" } } }),
      ],
    },
    "a policy for the application that is stricter than the mesh's": {
      stack: [
        application(),
        peerAuthentication({ mtls: { mode: "PERMISSIVE" } }, { name: "mesh", namespace: "istio-system" }),
        peerAuthentication({ mtls: { mode: "STRICT" } }),
      ],
    },
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
    "a mesh that takes plain text": {
      stack: [application(), peerAuthentication({ mtls: { mode: "PERMISSIVE" } })],
      remediable: false,
      finds: [
        '2.1 Mutual TLS: mesh policy default: spec.mtls.mode is PERMISSIVE, which means plain text too; {profile} needs client certificates that are verified. Set spec.mtls.mode: "STRICT".',
      ],
    },
    "a Gateway without validation": {
      stack: [...routed, gateway()],
      remediable: false,
      finds: [
        "2.1 Mutual TLS: listener https (spec.listeners[0]): spec.tls.frontend has no validation of client certificates for it; {profile} needs client certificates that are verified. Set spec.tls.frontend.default.validation.caCertificateRefs.",
      ],
    },
    "a Gateway that lets any client in": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [...routed, gateway(frontend({ caCertificateRefs, mode: "AllowInsecureFallback" }))],
      finds: [
        '2.1 Mutual TLS: listener https (spec.listeners[0]): spec.tls.frontend.default.validation.mode is AllowInsecureFallback, which means any client let in; {profile} needs client certificates that are verified. Set spec.tls.frontend.default.validation.mode: "AllowValidOnly".',
      ],
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
      finds: [
        "2.1 Mutual TLS: ClientTrafficPolicy web: spec.tls.clientValidation.optional is true, which means no client certificates needed; {profile} needs client certificates that are verified. Set spec.tls.clientValidation.optional: false.",
      ],
    },
    "a server of Istio without client certificates": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [application(), service(), virtualService(), istioGateway()],
      finds: [
        '2.1 Mutual TLS: port 443 (spec.servers[0]): tls.mode is SIMPLE, which means no client certificates needed; {profile} needs client certificates that are verified. Set tls.mode: "MUTUAL".',
      ],
    },
    "options of Traefik that only ask": {
      stack: [
        application(),
        service(),
        withOptions,
        options({ clientAuth: { clientAuthType: "RequestClientCert" } }),
      ],
      remediable: false,
      finds: [
        '2.1 Mutual TLS: TLSOption mutual: spec.clientAuth.clientAuthType is RequestClientCert, which means no client certificates needed; {profile} needs client certificates that are verified. Set spec.clientAuth.clientAuthType: "RequireAndVerifyClientCert".',
      ],
    },
    "a load balancer without TLS": {
      stack: [application(), loadBalancer()],
      remediable: false,
      finds: [
        "2.1 Mutual TLS: this Service of type LoadBalancer ends no TLS, so that it verifies no client certificates; {profile} needs client certificates that are verified.",
      ],
    },
    "a load balancer of AWS that ends TLS": {
      stack: [application(), loadBalancer({ ports: [{ port: 443, targetPort: 8000 }] }, awsCertificate)],
      remediable: false,
      finds: [
        '2.1 Mutual TLS: port 443 (spec.ports[0]): metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-ssl-cert"] ends TLS at a load balancer, which asks for no client certificates; {profile} needs client certificates that are verified.',
      ],
    },
  },
  unknown: {
    "a mode that is inherited": {
      stack: [application(), peerAuthentication({ mtls: { mode: "UNSET" } })],
      mentions: ["spec.mtls.mode is not set, and is inherited"],
    },
    "a policy for the application that may be stricter than the mesh's": {
      stack: [
        application(),
        peerAuthentication({ mtls: { mode: "PERMISSIVE" } }, { name: "mesh", namespace: "istio-system" }),
        peerAuthentication(unknown),
      ],
      mentions: ["whether mesh policy default applies to its pods is not known until the update"],
    },
    "pods that are not known": {
      stack: [
        application(),
        peerAuthentication({ selector: { matchLabels: { app: unknown } }, mtls: { mode: "DISABLE" } }),
      ],
      mentions: ["whether mesh policy default applies to its pods is not known until the update"],
    },
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
