import { cases, unknown } from "../../kit/cases";
import {
  awsCertificate,
  awsGateway,
  envoyPolicy,
  gateway,
  ingressRoute,
  istioGateway,
  istioServer,
  loadBalancer,
  object,
} from "../kubernetes/gateways";

const policy = (name: string) => ({
  ...awsCertificate,
  "service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy": name,
});
const POLICY = `metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy"]`;
const port = { ports: [{ port: 443, targetPort: 8000 }] };
const options = (spec: object) => object("traefik.io/v1alpha1:TLSOption", "strict", { ...spec });
const withOptions = ingressRoute([], { tls: { secretName: "api-tls", options: { name: "strict" } } });

export default cases({
  requirement: "2.2-tls-version",
  provider: "kubernetes",
  valid: {
    "a policy of AWS for TLS 1.3": {
      stack: [loadBalancer(port, policy("ELBSecurityPolicy-TLS13-1-3-2021-06"))],
    },
    "a policy of Envoy Gateway": {
      stack: [gateway(), envoyPolicy("ClientTrafficPolicy", { tls: { minVersion: "1.3" } })],
    },
    "settings of the AWS Load Balancer Controller": {
      stack: awsGateway({
        listenerConfigurations: [
          { protocolPort: "HTTPS:443", sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" },
        ],
      }),
    },
    "a server of Istio": { stack: [istioGateway([istioServer({ minProtocolVersion: "TLSV1_3" })])] },
    "the default of Istio": { stack: [istioGateway()], profiles: ["STANDARD", "REGULATED"] },
    "options of Traefik": { stack: [withOptions, options({ minVersion: "VersionTLS13" })] },
  },
  invalid: {
    "the default of AWS": {
      stack: [loadBalancer(port, awsCertificate)],
      profiles: ["STANDARD"],
      finds: [
        `2.2 TLS version: port 443 (spec.ports[0]): ${POLICY} is not set, which means TLS 1.0; {profile} needs at least 1.2. Set ${POLICY}: "ELBSecurityPolicy-TLS13-1-2-2021-06".`,
      ],
    },
    "a server of Istio accepts TLS 1.0": {
      stack: [istioGateway([istioServer({ minProtocolVersion: "TLSV1_0" })])],
      profiles: ["RESTRICTED"],
      finds: [
        '2.2 TLS version: port 443 (spec.servers[0]): tls.minProtocolVersion is TLSV1_0 (TLS 1.0); {profile} needs at least 1.3. Set tls.minProtocolVersion: "TLSV1_3".',
      ],
    },
    "a Gateway of Google without a policy": {
      stack: [gateway({ gatewayClassName: "gke-l7-global-external-managed" })],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        '2.2 TLS version: listener https (spec.listeners[0]): spec.gatewayClassName is "gke-l7-global-external-managed" without an SSL policy (TLS 1.0); {profile} needs at least 1.2.',
      ],
    },
    "a policy of Envoy Gateway for TLS 1.1": {
      stack: [gateway(), envoyPolicy("ClientTrafficPolicy", { tls: { minVersion: "1.1" } })],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        '2.2 TLS version: ClientTrafficPolicy web: spec.tls.minVersion is TLS 1.1; {profile} needs at least 1.2. Set spec.tls.minVersion: "1.2".',
      ],
    },
  },
  unknown: {
    "options of Traefik without a version": {
      stack: [withOptions, options({ sniStrict: true })],
      mentions: ["spec.minVersion is not set, which means TLS 1.0 or 1.2"],
    },
    "a version that is not known": {
      stack: [istioGateway([istioServer({ minProtocolVersion: unknown })])],
      mentions: ["tls.minProtocolVersion is not known until the update"],
    },
    "a Gateway of an implementation that does not say": {
      stack: [gateway({ gatewayClassName: "cilium" })],
      mentions: ['spec.gatewayClassName is "cilium"'],
    },
    "a Gateway of Google with a policy": {
      stack: [
        gateway({ gatewayClassName: "gke-l7-global-external-managed" }),
        object("networking.gke.io/v1:GCPGatewayPolicy", "tls", {
          default: { sslPolicy: "modern" },
          targetRef: { group: "gateway.networking.k8s.io", kind: "Gateway", name: "web" },
        }),
      ],
      mentions: ["GCPGatewayPolicy tls, which names an SSL policy"],
    },
    "the default options of Traefik": {
      stack: [ingressRoute()],
      mentions: ["options.name is not set"],
    },
  },
});
