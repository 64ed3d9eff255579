import { cases, unknown } from "../../kit/cases";
import {
  alb,
  ALB,
  backend,
  backendConfig,
  betaNginx,
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

const RPM = shown(NGINX, "limit-rpm");
const RPS = shown(NGINX, "limit-rps");
const named = backend({}, { "cloud.google.com/backend-config": '{"default":"backend"}' });

export default cases({
  requirement: "4.3-rate-limit",
  provider: "kubernetes",
  valid: {
    "a limit per minute": { stack: [...backend(), nginx({ "limit-rpm": "10" })] },
    "the limit of STANDARD": { stack: [...backend(), nginx({ "limit-rpm": "100" })], profiles: ["STANDARD"] },
    "a limit per second": { stack: [...backend(), nginx({ "limit-rps": "1" })], profiles: ["STANDARD"] },
    "the stricter of two limits": {
      stack: [...backend(), nginx({ "limit-rps": "20", "limit-rpm": "10" })],
    },
    "an Ingress of the older API": { stack: [...backend(), betaNginx({ "limit-rpm": 10 })] },
  },
  invalid: {
    "no limit": {
      stack: [...backend(), nginx()],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${RPM} is not set; {profile} needs at most 100 requests per minute. Set ${RPM}: "100".`,
      ],
    },
    "the limit of STANDARD is too high": {
      stack: [...backend(), nginx({ "limit-rpm": "100" })],
      profiles: ["REGULATED"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${RPM} is 100 requests per minute; {profile} needs at most 50. Set ${RPM}: "50".`,
      ],
    },
    "per second": {
      stack: [...backend(), nginx({ "limit-rps": "1" })],
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${RPS} is 1 (60 requests per minute); {profile} needs at most 10. Set ${RPM}: "10".`,
      ],
    },
    "zero is no limit": {
      stack: [...backend(), nginx({ "limit-rpm": "0" })],
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${RPM} is not set; {profile} needs at most 10 requests per minute. Set ${RPM}: "10".`,
      ],
    },
    "everybody is exempt": {
      stack: [...backend(), nginx({ "limit-rpm": "10", "limit-whitelist": "0.0.0.0/0" })],
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${shown(NGINX, "limit-whitelist")} exempts every client from the limit; {profile} needs at most 10 requests per minute.`,
      ],
    },
    "an AWS load balancer without a web ACL": {
      stack: [...backend(), alb()],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${shown(ALB, "wafv2-acl-arn")} is not set, and only a web ACL limits the requests of this load balancer; {profile} needs at most 100 requests per minute.`,
      ],
    },
    "GKE without a security policy": {
      stack: [...named, gke(), backendConfig({})],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        "4.3 Rate limit: BackendConfig backend: spec.securityPolicy.name is not set, so that no security policy limits requests; {profile} needs at most 100 requests per minute.",
      ],
    },
  },
  unknown: {
    "a limit that is not known yet": {
      stack: [...backend(), nginx({ "limit-rpm": unknown })],
      mentions: [`${RPM} is not known until the update`],
    },
    "a web ACL": {
      stack: [
        ...backend(),
        alb({ "wafv2-acl-arn": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/api/1" }),
      ],
      mentions: [`${shown(ALB, "wafv2-acl-arn")} names a web ACL, whose rules are not judged from here`],
    },
    "a security policy of GKE": {
      stack: [...named, gke(), backendConfig({ securityPolicy: { name: "edge" } })],
      mentions: ["BackendConfig backend: spec.securityPolicy.name names a security policy"],
    },
    "a Service from elsewhere, whose application may limit": {
      stack: [nginx()],
      mentions: ["spec.rules[0].http.paths[0].backend.service.name names no Service of this stack"],
    },
    "a class that is not known": {
      stack: [...backend(), ingress({}, { ingressClassName: "kong", tls: [tls()], rules: [rule()] })],
      mentions: ['spec.ingressClassName is "kong"'],
    },
  },
  notApplicable: {
    "a patch, of what is kept elsewhere": { stack: [...backend(), ingressPatch()] },
    "an Ingress of something else": {
      stack: [...grafana, nginx({}, { rules: [rule("grafana.example.com", "grafana")] })],
    },
  },
});
