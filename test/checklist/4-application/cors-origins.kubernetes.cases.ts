import { cases, secret, unknown } from "../../kit/cases";
import { application, applicationJob } from "../kubernetes/application";
import { alb, ALB, backend, grafana, ingress, nginx, NGINX, rule, shown, tls } from "../kubernetes/ingresses";

const NEED = "{profile} needs an origin such as https://app.example.com";
const ORIGIN = shown(NGINX, "cors-allow-origin");
const enabled = (origins: unknown) => ({
  FRAISEQL_CORS_ENABLED: "true",
  FRAISEQL_CORS_ORIGINS: origins,
});
const CONTAINER = "container api (spec.template.spec.containers[0])";
const HEADER = "routing.http.response.access_control_allow_origin.header_value";

export default cases({
  requirement: "4.2-cors-origins",
  provider: "kubernetes",
  valid: {
    "the application lists its front ends": {
      stack: [application(enabled('["https://app.example.com","https://admin.example.com"]'))],
    },
    "ingress-nginx lists them": {
      stack: [
        ...backend(),
        nginx({
          "enable-cors": "true",
          "cors-allow-origin": "https://app.example.com, https://admin.example.com:8443",
        }),
      ],
    },
    "an AWS load balancer adds one": {
      stack: [...backend(), alb({ "listener-attributes.HTTPS-443": `${HEADER}=https://app.example.com` })],
    },
  },
  invalid: {
    "ingress-nginx allows every origin unless some are listed": {
      stack: [...backend(), nginx({ "enable-cors": "true" })],
      remediable: false,
      finds: [`4.2 CORS origins: ${ORIGIN} is not set, which means "*"; ${NEED}.`],
    },
    "every subdomain": {
      stack: [...backend(), nginx({ "enable-cors": "true", "cors-allow-origin": "https://*.example.com" })],
      remediable: false,
      finds: [`4.2 CORS origins: ${ORIGIN} is "https://*.example.com"; ${NEED}.`],
    },
    "one of two in plain text": {
      stack: [
        ...backend(),
        nginx({
          "enable-cors": "true",
          "cors-allow-origin": "https://app.example.com,http://localhost:3000",
        }),
      ],
      remediable: false,
      finds: [`4.2 CORS origins: ${ORIGIN} is "http://localhost:3000"; ${NEED}.`],
    },
    "an AWS load balancer allows every origin": {
      stack: [...backend(), alb({ "listener-attributes.HTTPS-443": `${HEADER}=*` })],
      remediable: false,
      finds: [`4.2 CORS origins: ${shown(ALB, "listener-attributes.HTTPS-443")} is "*"; ${NEED}.`],
    },
    "the application allows every origin": {
      stack: [application(enabled('["*"]'))],
      remediable: false,
      finds: [`4.2 CORS origins: ${CONTAINER}: FRAISEQL_CORS_ORIGINS does not comply; ${NEED}.`],
    },
  },
  unknown: {
    "origins that are not known yet": {
      stack: [...backend(), nginx({ "enable-cors": "true", "cors-allow-origin": unknown })],
      mentions: [`${ORIGIN} is not known until the update`],
    },
    "whether CORS is on is not known yet": {
      stack: [...backend(), nginx({ "enable-cors": unknown })],
      mentions: [`${shown(NGINX, "enable-cors")} is not known until the update`],
    },
    "the application's origins are not known yet": {
      stack: [application(enabled(unknown))],
      mentions: ["FRAISEQL_CORS_ORIGINS"],
    },
    "Traefik's middlewares": {
      stack: [
        ...backend(),
        ingress(
          { "traefik.ingress.kubernetes.io/router.middlewares": "shop-cors@kubernetescrd" },
          { ingressClassName: "traefik", tls: [tls()], rules: [rule()] },
        ),
      ],
      mentions: ["names middlewares, which are not judged from here"],
    },
  },
  notApplicable: {
    "CORS is off unless enabled": { stack: [...backend(), nginx()] },
    "an Ingress of something else": {
      stack: [
        ...grafana,
        nginx({ "enable-cors": "true" }, { rules: [rule("grafana.example.com", "grafana")] }),
      ],
    },
    "a job's origins serve nobody": {
      stack: [applicationJob({ FRAISEQL_DATABASE_URL: secret("postgres://db") })],
    },
  },
});
