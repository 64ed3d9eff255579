import { cases, unknown } from "../../kit/cases";
import {
  alb,
  ALB,
  backend,
  gke,
  grafana,
  ingress,
  ingressPatch,
  nginx,
  NGINX,
  rule,
  shown,
  tls,
} from "../kubernetes/ingresses";

const NEED = "{profile} needs client certificates that are verified";
const AUTHORITY = shown(NGINX, "auth-tls-secret");
const VERIFY = shown(NGINX, "auth-tls-verify-client");
const MUTUAL = shown(ALB, "mutual-authentication");
const HOST = "host api.example.com (spec.tls[0])";

export default cases({
  requirement: "2.1-mutual-tls",
  provider: "kubernetes",
  valid: {
    "an authority is named": { stack: [...backend(), nginx({ "auth-tls-secret": "shop/clients" })] },
    "verification is asked for by name": {
      stack: [...backend(), nginx({ "auth-tls-secret": "shop/clients", "auth-tls-verify-client": "on" })],
    },
    "an AWS trust store": {
      stack: [
        ...backend(),
        alb({ "mutual-authentication": '[{"port":443,"mode":"verify","trustStore":"clients"}]' }),
      ],
    },
  },
  invalid: {
    "no authority": {
      stack: [...backend(), nginx()],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: ${HOST}: ${AUTHORITY} is not set; ${NEED}. Name the Secret with the authority's certificate there, as namespace/name.`,
      ],
    },
    "verification is optional": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [
        ...backend(),
        nginx({ "auth-tls-secret": "shop/clients", "auth-tls-verify-client": "optional" }),
      ],
      finds: [
        `2.1 Mutual TLS: ${HOST}: ${VERIFY} is optional, which means that clients without a valid certificate are let in; ${NEED}. Set ${VERIFY}: "on".`,
      ],
    },
    "no TLS": {
      stack: [...backend(), nginx({}, { tls: undefined })],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: this Ingress ends no TLS, so that it verifies no client certificates; ${NEED}.`,
      ],
    },
    "an AWS load balancer that only passes certificates on": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [...backend(), alb({ "mutual-authentication": '[{"port":443,"mode":"passthrough"}]' })],
      finds: [
        `2.1 Mutual TLS: port 443: ${MUTUAL}[0].mode is passthrough, which means that clients are let in unverified; ${NEED}. Set ${MUTUAL}[0].mode: "verify".`,
      ],
    },
    "an AWS load balancer that asks for none": {
      stack: [...backend(), alb()],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: port 443: ${MUTUAL} is not set; ${NEED}. Set it to [{"port":443,"mode":"verify","trustStore":"<name or ARN>"}].`,
      ],
    },
    "GKE's controller cannot": {
      stack: [...backend(), gke()],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: managed certificates: metadata.annotations["kubernetes.io/ingress.class"] leads to GKE's controller, which does not ask for client certificates; ${NEED}. Use the Gateway API, or another controller.`,
      ],
    },
  },
  unknownIn: {
    "a class that may end TLS by its annotations": {
      of: "an AWS trust store",
      at: "api: spec.ingressClassName",
      mentions: ["spec.ingressClassName"],
    },
  },
  unknown: {
    "a mode that is not known yet": {
      stack: [...backend(), nginx({ "auth-tls-secret": "shop/clients", "auth-tls-verify-client": unknown })],
      mentions: [`${VERIFY} is not known until the update`],
    },
    "connections that are passed through": {
      stack: [...backend(), nginx({ "ssl-passthrough": "true" })],
      mentions: ["this Ingress passes TLS through, and what ends it behind is not judged"],
    },
    "Traefik's TLS options": {
      stack: [
        ...backend(),
        ingress(
          { "traefik.ingress.kubernetes.io/router.tls.options": "shop-mtls@kubernetescrd" },
          { ingressClassName: "traefik", tls: [tls()], rules: [rule()] },
        ),
      ],
      mentions: ["names TLS options, which are not judged from here"],
    },
  },
  notApplicable: {
    "a patch, of what is kept elsewhere": { stack: [...backend(), ingressPatch()] },
    "an Ingress that redirects every request to another address": {
      stack: [...backend(), nginx({ "permanent-redirect": "https://www.example.com" })],
    },
    "an Ingress of something else": {
      stack: [...grafana, nginx({}, { rules: [rule("grafana.example.com", "grafana")] })],
    },
  },
});
