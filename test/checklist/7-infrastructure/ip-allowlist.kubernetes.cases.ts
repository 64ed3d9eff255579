import { cases, unknown } from "../../kit/cases";
import {
  alb,
  ALB,
  backend,
  backendConfig,
  gke,
  ingress,
  ingressPatch,
  nginx,
  NGINX,
  nginxConfig,
  rule,
  shown,
  tls,
} from "../kubernetes/ingresses";

const RANGES = shown(NGINX, "allowlist-source-range");
const CIDRS = shown(ALB, "inbound-cidrs");
const WIDE = "{profile} needs listed address ranges, none wider than /8";
const named = backend({}, { "cloud.google.com/backend-config": '{"default":"backend"}' });

export default cases({
  requirement: "7.3-ip-allowlist",
  provider: "kubernetes",
  valid: {
    "ranges of ingress-nginx": {
      stack: [...backend(), nginx({ "allowlist-source-range": "203.0.113.0/24, 2001:db8::/32" })],
    },
    "the older annotation": { stack: [nginx({ "whitelist-source-range": "203.0.113.7" })] },
    "ranges for all Ingresses": {
      stack: [nginx(), nginxConfig({ "whitelist-source-range": "10.0.0.0/8,203.0.113.0/24" })],
    },
    "ranges of an AWS load balancer": { stack: [...backend(), alb({ "inbound-cidrs": "203.0.113.0/24" })] },
  },
  invalid: {
    "no ranges anywhere": {
      stack: [...backend(), nginx(), nginxConfig({})],
      remediable: false,
      finds: [
        `7.3 IP allowlist: ${RANGES} lists no addresses, which admits every one; {profile} needs listed address ranges only. List the address ranges of your clients.`,
      ],
    },
    "every address": {
      stack: [nginx({ "allowlist-source-range": "203.0.113.0/24,0.0.0.0/0" })],
      remediable: false,
      finds: [`7.3 IP allowlist: ${RANGES} is "0.0.0.0/0"; ${WIDE}.`],
    },
    "half of all addresses": {
      stack: [nginx({ "allowlist-source-range": "0.0.0.0/1,128.0.0.0/1" })],
      remediable: false,
      finds: [
        `7.3 IP allowlist: ${RANGES} is "0.0.0.0/1"; ${WIDE}.`,
        `7.3 IP allowlist: ${RANGES} is "128.0.0.0/1"; ${WIDE}.`,
      ],
    },
    "an AWS load balancer": {
      stack: [...backend(), alb()],
      remediable: false,
      finds: [
        `7.3 IP allowlist: ${CIDRS} lists no addresses, which admits every one; {profile} needs listed address ranges only. List the address ranges of your clients.`,
      ],
    },
    "GKE": {
      stack: [...named, gke(), backendConfig({})],
      remediable: false,
      finds: [
        "7.3 IP allowlist: every address is admitted; {profile} needs listed address ranges only. List the address ranges of your clients.",
      ],
    },
  },
  unknown: {
    "ranges that are not known yet": {
      stack: [nginx({ "allowlist-source-range": unknown })],
      mentions: [`${RANGES} is not known until the update`],
    },
    "the controller's configuration is elsewhere": {
      stack: [...backend(), nginx()],
      mentions: [`${RANGES} is not set here, and may be set for all of ingress-nginx`],
    },
    "security groups of an AWS load balancer": {
      stack: [alb({ "security-groups": "sg-0a1b2c3d", "inbound-cidrs": "203.0.113.0/24" })],
      mentions: [`${shown(ALB, "security-groups")} is set, and what it admits is not judged from here`],
    },
    "a security policy of GKE": {
      stack: [...named, gke(), backendConfig({ securityPolicy: { name: "edge" } })],
      mentions: ["spec.securityPolicy.name names a security policy"],
    },
    "a Service from elsewhere, which may name a BackendConfig": {
      stack: [gke()],
      mentions: ["spec.rules[0].http.paths[0].backend.service.name names no Service of this stack"],
    },
    "a class that is not known": {
      stack: [ingress({}, { ingressClassName: "kong", tls: [tls()], rules: [rule()] })],
      mentions: ['spec.ingressClassName is "kong"'],
    },
  },
  notApplicable: {
    "a patch, of what is kept elsewhere": { stack: [...backend(), ingressPatch()] },
    "an internal class": {
      stack: [ingress({}, { ingressClassName: "nginx-internal", tls: [tls()], rules: [rule()] })],
    },
  },
});
