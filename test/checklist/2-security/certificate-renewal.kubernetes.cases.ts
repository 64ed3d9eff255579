import { cases, resource, secret, unknown } from "../../kit/cases";
import { alb, ALB, backend, gke, ingress, nginx, rule, shown, tls } from "../kubernetes/ingresses";

const bare = (annotations: object = {}, entries: unknown = [tls()]) =>
  ingress({ ...annotations }, { ingressClassName: "nginx", tls: entries, rules: [rule()] });
const HOST = "host api.example.com (spec.tls[0])";
const certificate = (spec: object = {}, namespace = "shop") =>
  resource("kubernetes:cert-manager.io/v1:Certificate", "api", {
    metadata: { name: "api", namespace },
    spec: { secretName: "api-tls", issuerRef: { name: "letsencrypt", kind: "ClusterIssuer" }, ...spec },
  });
const clusterIssuer = (spec: object) =>
  resource("kubernetes:cert-manager.io/v1:ClusterIssuer", "letsencrypt", {
    metadata: { name: "letsencrypt" },
    spec,
  });
const STAGING = "https://acme-staging-v02.api.letsencrypt.org/directory";
const tlsSecret = (more: object) =>
  resource("kubernetes:core/v1:Secret", "api-tls", {
    metadata: { name: "api-tls", namespace: "shop" },
    type: "kubernetes.io/tls",
    ...more,
  });

export default cases({
  requirement: "2.2-certificate-renewal",
  provider: "kubernetes",
  valid: {
    "cert-manager, by annotation": { stack: [...backend(), nginx()] },
    "cert-manager, by the older annotation": { stack: [bare({ "kubernetes.io/tls-acme": "true" })] },
    "an issuer of the stack": {
      stack: [nginx(), clusterIssuer({ acme: { server: "https://acme-v02.api.letsencrypt.org/directory" } })],
    },
    "a Certificate of the stack": { stack: [bare(), certificate()] },
    "an issuer of another group": {
      stack: [
        bare({
          "cert-manager.io/issuer": "ca",
          "cert-manager.io/issuer-kind": "AWSPCAClusterIssuer",
          "cert-manager.io/issuer-group": "awspca.cert-manager.io",
        }),
      ],
    },
    "an own authority, where only private networks come in": {
      stack: [
        ingress(
          { "cert-manager.io/cluster-issuer": "letsencrypt" },
          { ingressClassName: "nginx-internal", tls: [tls()], rules: [rule()] },
        ),
        clusterIssuer({ selfSigned: {} }),
      ],
    },
    "a managed certificate": { stack: [gke()] },
    "Traefik's certificate resolver": {
      stack: [
        ingress(
          { "traefik.ingress.kubernetes.io/router.tls.certresolver": "letsencrypt" },
          { ingressClassName: "traefik", rules: [rule()] },
        ),
      ],
    },
  },
  invalid: {
    "a certificate that the program writes": {
      stack: [bare(), tlsSecret({ stringData: { "tls.crt": secret("..."), "tls.key": secret("...") } })],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: ${HOST}: secretName names Secret api-tls, whose certificate this stack writes and nothing renews; {profile} needs a certificate that renews itself. Have cert-manager issue it.`,
      ],
    },
    "the staging server": {
      stack: [nginx(), clusterIssuer({ acme: { server: STAGING } })],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: ${HOST}: metadata.annotations["cert-manager.io/cluster-issuer"] leads to ClusterIssuer letsencrypt, which asks a staging server for certificates: browsers do not trust them; {profile} needs a certificate that clients trust and that renews itself.`,
      ],
    },
    "a Certificate that signs itself": {
      stack: [
        bare(),
        certificate({ issuerRef: { name: "own" } }),
        resource("kubernetes:cert-manager.io/v1:Issuer", "own", {
          metadata: { name: "own", namespace: "shop" },
          spec: { selfSigned: {} },
        }),
      ],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: ${HOST}: secretName leads to Issuer own, which has certificates sign themselves: browsers do not trust them; {profile} needs a certificate that clients trust and that renews itself.`,
      ],
    },
    "a server certificate of IAM": {
      stack: [alb({ "certificate-arn": "arn:aws:iam::123456789012:server-certificate/api" })],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: port 443: ${shown(ALB, "certificate-arn")} names a server certificate of IAM, which nothing renews; {profile} needs a certificate that renews itself.`,
      ],
    },
  },
  unknownIn: {
    "whether a browser has to trust the authority, the class decides": {
      of: "an own authority, where only private networks come in",
      at: "api: spec.ingressClassName",
      mentions: ["which has certificates sign themselves"],
    },
  },
  unknown: {
    "a Secret from elsewhere": {
      stack: [...backend(), bare()],
      mentions: [`${HOST}: secretName names a Secret that nothing in this stack makes`],
    },
    "a Certificate of another namespace does not count": {
      stack: [bare(), certificate({}, "other")],
      mentions: ["secretName names a Secret that nothing in this stack makes"],
    },
    "the controller's own certificate": {
      stack: [bare({}, [{ hosts: ["api.example.com"] }])],
      mentions: ["secretName is not set, so that the controller's own certificate is used"],
    },
    "a Secret that something else fills": {
      stack: [bare(), tlsSecret({ metadata: { name: "api-tls", namespace: "shop" } })],
      mentions: ["secretName names Secret api-tls, which something outside this stack fills"],
    },
    "a name that is not known yet": {
      stack: [bare({}, [tls(unknown)])],
      mentions: ["secretName is not known until the update"],
    },
    "an issuer that is not known yet": {
      stack: [bare({ "cert-manager.io/cluster-issuer": unknown })],
      mentions: ['metadata.annotations["cert-manager.io/cluster-issuer"] is not known until the update'],
    },
    "a certificate of ACM": {
      stack: [...backend(), alb()],
      mentions: ["names a certificate of ACM, which renews itself only where ACM issued it"],
    },
    "a certificate that the controller looks for": {
      stack: [alb({ "certificate-arn": undefined })],
      mentions: [`${shown(ALB, "certificate-arn")} is not set, so that the controller looks for`],
    },
  },
  notApplicable: {
    "no TLS is the finding of another requirement": { stack: [nginx({}, { tls: undefined })] },
  },
});
