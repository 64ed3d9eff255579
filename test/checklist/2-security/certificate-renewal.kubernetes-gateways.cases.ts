import { cases, resource, unknown } from "../../kit/cases";
import {
  awsCertificate,
  gateway,
  ingressRoute,
  istioGateway,
  loadBalancer,
  object,
} from "../kubernetes/gateways";

const certificate = (namespace = "prod") =>
  object(
    "cert-manager.io/v1:Certificate",
    "api",
    { secretName: "api-tls", issuerRef: { name: "letsencrypt", kind: "ClusterIssuer" } },
    { namespace },
  );
const written = resource("kubernetes:core/v1:Secret", "api-tls", {
  metadata: { name: "api-tls", namespace: "prod" },
  type: "kubernetes.io/tls",
  stringData: { "tls.crt": "certificate", "tls.key": "key" },
});
const WRITTEN =
  "names Secret api-tls, whose certificate this stack writes and nothing renews; {profile} needs a certificate that renews itself. Have cert-manager issue it.";
const port = { ports: [{ port: 443, targetPort: 8000 }] };
const arn = (value: unknown) => ({ "service.beta.kubernetes.io/aws-load-balancer-ssl-cert": value });

export default cases({
  requirement: "2.2-certificate-renewal",
  provider: "kubernetes",
  valid: {
    "cert-manager issues for a Gateway by its annotation": {
      stack: [gateway({}, { annotations: { "cert-manager.io/cluster-issuer": "letsencrypt" } })],
    },
    "a Certificate fills the Secret of a Gateway": { stack: [gateway(), certificate()] },
    "a Certificate beside the pods of Istio's gateway": {
      stack: [istioGateway(), certificate("istio-system")],
    },
    "a Certificate fills the Secret of an IngressRoute": { stack: [ingressRoute(), certificate()] },
    "a resolver of Traefik": { stack: [ingressRoute([], { tls: { certResolver: "letsencrypt" } })] },
    "the default certificate of Traefik": {
      stack: [
        ingressRoute([], { tls: {} }),
        certificate(),
        object("traefik.io/v1alpha1:TLSStore", "default", { defaultCertificate: { secretName: "api-tls" } }),
      ],
    },
  },
  invalid: {
    "the program writes the Secret of a Gateway": {
      stack: [gateway(), written],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: listener https (spec.listeners[0]): tls.certificateRefs[0].name ${WRITTEN}`,
      ],
    },
    "the program writes the Secret of Istio's gateway": {
      stack: [istioGateway(), written],
      remediable: false,
      finds: [`2.2 Certificate renewal: port 443 (spec.servers[0]): tls.credentialName ${WRITTEN}`],
    },
    "the program writes the Secret of an IngressRoute": {
      stack: [ingressRoute(), written],
      remediable: false,
      finds: [`2.2 Certificate renewal: TLS (spec.tls): secretName ${WRITTEN}`],
    },
    "a certificate of IAM": {
      stack: [loadBalancer(port, arn("arn:aws:iam::111122223333:server-certificate/api"))],
      remediable: false,
      finds: [
        '2.2 Certificate renewal: port 443 (spec.ports[0]): metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-ssl-cert"] is arn:aws:iam::111122223333:server-certificate/api, which means a certificate of IAM, which nothing renews; {profile} needs a certificate that renews itself.',
      ],
    },
  },
  unknown: {
    "the Secret of a Gateway is not in the stack": {
      stack: [gateway()],
      mentions: ["tls.certificateRefs[0].name names a Secret that nothing in this stack makes"],
    },
    "a Certificate of another namespace": {
      stack: [gateway(), certificate("other")],
      mentions: ["names a Secret that nothing in this stack makes"],
    },
    "a certificate of ACM, issued or imported": {
      stack: [loadBalancer(port, awsCertificate)],
      mentions: ["whether it was issued or imported is not told here"],
    },
    "a name that is not known": {
      stack: [ingressRoute([], { tls: { secretName: unknown } })],
      mentions: ["secretName is not known until the update"],
    },
    "the certificate of an AWS load balancer is not known": {
      stack: [loadBalancer(port, arn(unknown))],
      mentions: ["aws-load-balancer-ssl-cert"],
    },
    "a NodePort": {
      stack: [loadBalancer({ type: "NodePort" })],
      mentions: ["spec.type is NodePort"],
    },
  },
  notApplicable: {
    "TLS is passed through": {
      stack: [
        gateway({ listeners: [{ name: "tls", port: 443, protocol: "TLS", tls: { mode: "Passthrough" } }] }),
      ],
    },
  },
});
