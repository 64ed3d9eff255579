import { cases, unknown } from "../../kit/cases";
import { alb, ALB, backend, grafana, nginx, NGINX, nginxConfig, rule, shown } from "../kubernetes/ingresses";

const SIZE = shown(NGINX, "proxy-body-size");

export default cases({
  requirement: "4.4-request-body-limit",
  provider: "kubernetes",
  valid: {
    "ingress-nginx takes 1 MiB unless configured": {
      stack: [...backend(), nginx()],
      profiles: ["STANDARD", "REGULATED"],
    },
    "512 KiB": { stack: [...backend(), nginx({ "proxy-body-size": "512k" })] },
    "512 KiB for all Ingresses": {
      stack: [...backend(), nginx(), nginxConfig({ "proxy-body-size": "512K" })],
    },
    "an annotation counts before the configuration": {
      stack: [...backend(), nginx({ "proxy-body-size": "100k" }), nginxConfig({ "proxy-body-size": "100m" })],
    },
  },
  invalid: {
    "8 MiB": {
      stack: [...backend(), nginx({ "proxy-body-size": "8m" })],
      profiles: ["STANDARD", "REGULATED"],
      remediable: false,
      finds: [
        `4.4 Request body limit: ${SIZE} is 8m (8388608 bytes); {profile} needs at most 1048576. Set ${SIZE}: "1m".`,
      ],
    },
    "no limit at all": {
      stack: [...backend(), nginx({ "proxy-body-size": "0" })],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        `4.4 Request body limit: ${SIZE} is 0 (no limit); {profile} needs at most 1048576. Set ${SIZE}: "1m".`,
      ],
    },
    "the controller's default, where its configuration says nothing": {
      stack: [...backend(), nginx(), nginxConfig({})],
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        `4.4 Request body limit: ${SIZE} is not set, which means 1048576 bytes; {profile} needs at most 524288. Set ${SIZE}: "512k".`,
      ],
    },
    "the configuration of all Ingresses": {
      stack: [...backend(), nginx(), nginxConfig({ "proxy-body-size": "50m" })],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        `4.4 Request body limit: data.proxy-body-size of ConfigMap ingress-nginx-controller is 50m (52428800 bytes); {profile} needs at most 1048576. Set ${SIZE}: "1m".`,
      ],
    },
  },
  unknown: {
    "a size that is not known yet": {
      stack: [...backend(), nginx({ "proxy-body-size": unknown })],
      mentions: [`${SIZE} is not known until the update`],
    },
    "a size that is none": {
      stack: [...backend(), nginx({ "proxy-body-size": "large" })],
      mentions: [`${SIZE} is not a size`],
    },
    "the controller's configuration is elsewhere": {
      stack: [...backend(), nginx()],
      profiles: ["RESTRICTED"],
      mentions: [`${SIZE} is not set here, and may be set for all of ingress-nginx`],
    },
    "a web ACL": {
      stack: [
        ...backend(),
        alb({ "wafv2-acl-arn": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/api/1" }),
      ],
      mentions: [`${shown(ALB, "wafv2-acl-arn")} names a web ACL`],
    },
  },
  notApplicable: {
    "an Ingress of something else": {
      stack: [...grafana, nginx({}, { rules: [rule("grafana.example.com", "grafana")] })],
    },
  },
});
