import { cases, unknown } from "../../kit/cases";
import {
  application,
  envoyPolicy,
  gateway,
  ingressRoute,
  istioGateway,
  middleware,
  otherWorkload,
  route,
  service,
  toApplication,
  virtualService,
} from "../kubernetes/gateways";

const filter = (allowOrigins: unknown) =>
  route([{ ...toApplication, filters: [{ type: "CORS", cors: { allowOrigins } }] }]);
const istio = (...allowOrigins: readonly unknown[]) => virtualService({ corsPolicy: { allowOrigins } });
const traefik = (headers: object) => middleware("cors", { headers });
const api = [application(), service()];
const app = "https://app.example.com";

export default cases({
  requirement: "4.2-cors-origins",
  provider: "kubernetes",
  valid: {
    "a filter of the Gateway API": { stack: [...api, gateway(), filter([app])] },
    "a policy of Envoy Gateway": {
      stack: [...api, gateway(), route(), envoyPolicy("SecurityPolicy", { cors: { allowOrigins: [app] } })],
    },
    "exact origins, and one as an expression": {
      stack: [...api, istioGateway(), istio({ exact: app }, { regex: "^https://www\\.example\\.com$" })],
    },
    "a Middleware": {
      stack: [...api, ingressRoute(["cors"]), traefik({ accessControlAllowOriginList: [app] })],
    },
  },
  invalid: {
    "a filter for every origin": {
      stack: [...api, gateway(), filter(["*"])],
      remediable: false,
      finds: [
        '4.2 CORS origins: HTTPRoute api: spec.rules[0].filters[0].cors.allowOrigins[0] is "*"; {profile} needs an origin such as https://app.example.com.',
      ],
    },
    "a policy of Envoy Gateway for subdomains": {
      stack: [
        ...api,
        gateway(),
        route(),
        envoyPolicy("SecurityPolicy", { cors: { allowOrigins: ["https://*.example.com"] } }),
      ],
      remediable: false,
      finds: [
        '4.2 CORS origins: SecurityPolicy web: spec.cors.allowOrigins[0] is "https://*.example.com"; {profile} needs an origin such as https://app.example.com.',
      ],
    },
    "a prefix and an expression": {
      stack: [...api, istioGateway(), istio({ prefix: "https://app" }, { regex: ".*" })],
      remediable: false,
      finds: [
        '4.2 CORS origins: VirtualService api: spec.http[0].corsPolicy.allowOrigins[0].prefix is https://app ("https://app*"); {profile} needs an origin such as https://app.example.com.',
        '4.2 CORS origins: VirtualService api: spec.http[0].corsPolicy.allowOrigins[1].regex is ".*"; {profile} needs an origin such as https://app.example.com.',
      ],
    },
    "a Middleware for plain HTTP": {
      stack: [
        ...api,
        ingressRoute(["cors"]),
        traefik({ accessControlAllowOriginList: ["http://app.example.com"] }),
      ],
      remediable: false,
      finds: [
        '4.2 CORS origins: Middleware cors: spec.headers.accessControlAllowOriginList[0] is "http://app.example.com"; {profile} needs an origin such as https://app.example.com.',
      ],
    },
  },
  unknown: {
    "an origin that is not known": {
      stack: [...api, gateway(), filter([unknown])],
      mentions: ["HTTPRoute api: spec.rules[0].filters[0].cors.allowOrigins[0] is not known"],
    },
  },
  notApplicable: {
    "an entry point of something else": { stack: [otherWorkload(), service(), gateway(), filter(["*"])] },
  },
});
