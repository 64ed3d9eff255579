import { cases, unknown } from "../../kit/cases";
import {
  alb,
  ALB,
  backend,
  backendConfig,
  gke,
  grafana,
  ingress,
  ingressPatch,
  nginx,
  NGINX,
  nginxConfig,
  rule,
  shown,
  tls,
} from "../kubernetes/ingresses";

const READ = shown(NGINX, "proxy-read-timeout");
const SEND = shown(NGINX, "proxy-send-timeout");
const ATTRIBUTES = shown(ALB, "load-balancer-attributes");
const REQUEST = shown("appgw.ingress.kubernetes.io", "request-timeout");
const gateway = (annotations: object) =>
  ingress(
    { ...annotations },
    { ingressClassName: "azure-application-gateway", tls: [tls()], rules: [rule()] },
  );
const named = backend({}, { "cloud.google.com/backend-config": '{"default":"backend"}' });

export default cases({
  requirement: "7.3-load-balancer",
  provider: "kubernetes",
  valid: {
    "ingress-nginx waits 60 seconds unless configured": { stack: [...backend(), nginx()] },
    "30 seconds": { stack: [...backend(), nginx({ "proxy-read-timeout": "30", "proxy-send-timeout": 45 })] },
    "an AWS load balancer waits 60 seconds unless configured": { stack: [...backend(), alb()] },
    "an AWS load balancer waits 45 seconds": {
      stack: [
        ...backend(),
        alb({
          "load-balancer-attributes": "deletion_protection.enabled=true,idle_timeout.timeout_seconds=45",
        }),
      ],
    },
    "GKE waits 30 seconds unless configured": { stack: [...backend(), gke()] },
    "an application gateway waits 30 seconds unless configured": { stack: [...backend(), gateway({})] },
  },
  invalid: {
    "ten minutes": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [...backend(), nginx({ "proxy-read-timeout": "600", "proxy-send-timeout": "600" })],
      finds: [
        `7.3 Load balancer: ${READ} and ${SEND} are 600 seconds; {profile} needs 30 to 60. Set ${READ}: "60", ${SEND}: "60".`,
      ],
    },
    "five seconds for all Ingresses": {
      stack: [...backend(), nginx(), nginxConfig({ "proxy-read-timeout": "5" })],
      remediable: false,
      finds: [
        `7.3 Load balancer: data.proxy-read-timeout of ConfigMap ingress-nginx-controller is 5 seconds; {profile} needs 30 to 60. Set ${READ}: "30".`,
      ],
    },
    "no TLS": {
      stack: [...backend(), nginx({}, { tls: undefined })],
      remediable: false,
      finds: [
        "7.3 Load balancer: this Ingress ends no TLS; {profile} needs TLS that ends at the load balancer or ingress. Give it a certificate.",
      ],
    },
    "an AWS load balancer waits an hour": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [
        ...backend(),
        alb({ "load-balancer-attributes": "idle_timeout.timeout_seconds=3600,access_logs.s3.enabled=true" }),
      ],
      finds: [
        `7.3 Load balancer: ${ATTRIBUTES} is idle_timeout.timeout_seconds=3600,access_logs.s3.enabled=true (3600 seconds); {profile} needs 30 to 60. Set ${ATTRIBUTES}: "idle_timeout.timeout_seconds=60,access_logs.s3.enabled=true".`,
      ],
    },
    "GKE waits five minutes": {
      stack: [...named, gke(), backendConfig({ timeoutSec: 300 })],
      remediable: false,
      finds: [
        "7.3 Load balancer: BackendConfig backend: spec.timeoutSec is 300 seconds; {profile} needs 30 to 60. Set spec.timeoutSec: 60.",
      ],
    },
    "an application gateway waits ten seconds": {
      // Whether it leads to the application is only known with the whole stack.
      remediable: false,
      stack: [...backend(), gateway({ "appgw.ingress.kubernetes.io/request-timeout": "10" })],
      finds: [`7.3 Load balancer: ${REQUEST} is 10 seconds; {profile} needs 30 to 60. Set ${REQUEST}: "30".`],
    },
  },
  unknownIn: {
    "a class whose controller may end TLS": {
      of: "an AWS load balancer waits 45 seconds",
      at: "api: spec.ingressClassName",
      mentions: ["spec.ingressClassName"],
    },
  },
  unknown: {
    "a timeout that is not known yet": {
      stack: [...backend(), nginx({ "proxy-read-timeout": unknown })],
      mentions: [`${READ} is not known until the update`],
    },
    "a timeout that is not known yet silences nothing else": {
      stack: [...backend(), nginx({ "proxy-read-timeout": unknown, "proxy-send-timeout": "3600" })],
      mentions: [`${READ} is not known until the update`],
      finds: [`7.3 Load balancer: ${SEND} is 3600 seconds; {profile} needs 30 to 60. Set ${SEND}: "60".`],
    },
    "Traefik's own configuration": {
      stack: [...backend(), ingress({}, { ingressClassName: "traefik", tls: [tls()], rules: [rule()] })],
      mentions: ["spec.ingressClassName leads to Traefik, whose own configuration sets its timeouts"],
    },
    "a BackendConfig from elsewhere": {
      stack: [...named, gke()],
      mentions: ["names a BackendConfig that is not in this stack"],
    },
    "attributes that another Ingress of the group may set": {
      stack: [...backend(), alb({ "group.name": "shop" })],
      mentions: [`${ATTRIBUTES} is not set here, and may be set by another Ingress of its group`],
    },
  },
  notApplicable: {
    "a patch, of what is kept elsewhere": { stack: [...backend(), ingressPatch()] },
    "an Ingress of something else": {
      stack: [
        ...grafana,
        nginx({ "proxy-read-timeout": "600" }, { rules: [rule("grafana.example.com", "grafana")] }),
      ],
    },
  },
});
