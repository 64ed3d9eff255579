import { cases, resource, unknown } from "../../kit/cases";
import {
  alb,
  ALB,
  backend,
  frontendConfig,
  gke,
  nginx,
  nginxConfig,
  ingress,
  rule,
  shown,
  tls,
} from "../kubernetes/ingresses";

const POLICY = shown(ALB, "ssl-policy");
const release = (config: object) =>
  resource("kubernetes:helm.sh/v3:Release", "ingress", {
    chart: "ingress-nginx",
    values: { controller: { config } },
  });

export default cases({
  requirement: "2.2-tls-version",
  provider: "kubernetes",
  valid: {
    "ingress-nginx takes TLS 1.2 unless configured": {
      stack: [...backend(), nginx()],
      profiles: ["STANDARD", "REGULATED"],
    },
    "its configuration says nothing else": {
      stack: [nginx(), nginxConfig({})],
      profiles: ["STANDARD", "REGULATED"],
    },
    "its configuration takes TLS 1.3 alone": {
      stack: [nginx(), nginxConfig({ "ssl-protocols": "TLSv1.3" })],
    },
    "its Helm release takes TLS 1.3 alone": { stack: [nginx(), release({ "ssl-protocols": "TLSv1.3" })] },
    "an AWS policy of TLS 1.3": { stack: [alb({ "ssl-policy": "ELBSecurityPolicy-TLS13-1-3-2021-06" })] },
    "an AWS policy of TLS 1.2": {
      stack: [alb({ "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" })],
      profiles: ["STANDARD", "REGULATED"],
    },
  },
  invalid: {
    "older protocols": {
      stack: [nginx(), nginxConfig({ "ssl-protocols": "TLSv1 TLSv1.1 TLSv1.2" })],
      profiles: ["STANDARD", "REGULATED"],
      remediable: false,
      finds: [
        '2.2 TLS version: ConfigMap ingress-nginx-controller: data.ssl-protocols is TLSv1 TLSv1.1 TLSv1.2 (TLS 1.0); {profile} needs at least 1.2. Set data.ssl-protocols: "TLSv1.2 TLSv1.3".',
      ],
    },
    "the controller's default is too old": {
      stack: [nginx(), nginxConfig({})],
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        '2.2 TLS version: ConfigMap ingress-nginx-controller: data.ssl-protocols is not set, which means TLS 1.2; {profile} needs at least 1.3. Set data.ssl-protocols: "TLSv1.3".',
      ],
    },
    "the controller's Helm release": {
      stack: [nginx(), release({ "ssl-protocols": "TLSv1.2 TLSv1.3" })],
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        '2.2 TLS version: Release ingress: values.controller.config.ssl-protocols is TLSv1.2 TLSv1.3 (TLS 1.2); {profile} needs at least 1.3. Set values.controller.config.ssl-protocols: "TLSv1.3".',
      ],
    },
    "an AWS load balancer's default policy": {
      stack: [...backend(), alb()],
      profiles: ["STANDARD", "REGULATED"],
      finds: [
        `2.2 TLS version: port 443: ${POLICY} is not set, which means TLS 1.0; {profile} needs at least 1.2. Set ${POLICY}: "ELBSecurityPolicy-TLS13-1-2-2021-06".`,
      ],
    },
    "an AWS policy that takes TLS 1.2": {
      stack: [alb({ "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-2021-06" })],
      profiles: ["RESTRICTED"],
      finds: [
        `2.2 TLS version: port 443: ${POLICY} is ELBSecurityPolicy-TLS13-1-2-2021-06 (TLS 1.2); {profile} needs at least 1.3. Set ${POLICY}: "ELBSecurityPolicy-TLS13-1-3-2021-06".`,
      ],
    },
    "an AWS policy of TLS 1.3 that takes TLS 1.1": {
      stack: [alb({ "ssl-policy": "ELBSecurityPolicy-TLS13-1-1-2021-06" })],
      profiles: ["STANDARD"],
      finds: [
        `2.2 TLS version: port 443: ${POLICY} is ELBSecurityPolicy-TLS13-1-1-2021-06 (TLS 1.1); {profile} needs at least 1.2. Set ${POLICY}: "ELBSecurityPolicy-TLS13-1-2-2021-06".`,
      ],
    },
    "GKE without an SSL policy": {
      stack: [gke(), frontendConfig({ redirectToHttps: { enabled: true } })],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        "2.2 TLS version: FrontendConfig secure: spec.sslPolicy is not set, which means TLS 1.0; {profile} needs at least 1.2.",
      ],
    },
    "GKE without a FrontendConfig": {
      stack: [gke({ "networking.gke.io/v1beta1.FrontendConfig": undefined })],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        '2.2 TLS version: managed certificates: metadata.annotations["networking.gke.io/v1beta1.FrontendConfig"] is not set, which means TLS 1.0; {profile} needs at least 1.2.',
      ],
    },
  },
  unknown: {
    "the controller's configuration is elsewhere": {
      stack: [...backend(), nginx()],
      profiles: ["RESTRICTED"],
      mentions: ["ssl-protocols is a setting of ingress-nginx, and its configuration is not in this stack"],
    },
    "protocols that are not known yet": {
      stack: [nginx(), nginxConfig({ "ssl-protocols": unknown })],
      mentions: ["ConfigMap ingress-nginx-controller: data.ssl-protocols is not known until the update"],
    },
    "a policy of an unknown name": {
      stack: [alb({ "ssl-policy": "ELBSecurityPolicy-Next" })],
      mentions: [`${POLICY} names a policy whose TLS versions its name does not tell`],
    },
    "parameters of the class may hold the policy": {
      stack: [
        alb(),
        resource("kubernetes:networking.k8s.io/v1:IngressClass", "alb", {
          metadata: { name: "alb" },
          spec: {
            controller: "ingress.k8s.aws/alb",
            parameters: { kind: "IngressClassParams", name: "edge" },
          },
        }),
      ],
      mentions: ["is not set here, and may be set by IngressClassParams edge"],
    },
    "an SSL policy of the project": {
      stack: [gke(), frontendConfig({ sslPolicy: "modern" })],
      mentions: ["FrontendConfig secure: spec.sslPolicy names an SSL policy"],
    },
    "a class that is not known": {
      stack: [ingress({}, { ingressClassName: "contour", tls: [tls()], rules: [rule()] })],
      mentions: ['spec.ingressClassName is "contour", whose controller is not one that is judged here'],
    },
  },
});
