import { cases, unknown } from "../../kit/cases";
import {
  containerApp,
  frontDoor,
  gateway,
  header,
  hiddenApp,
  managedApi,
  part,
  rules,
  webApp,
} from "../azure/entry-points";

const NEEDS = "{profile} needs an origin such as https://app.example.com.";
const NAME = "Access-Control-Allow-Origin";
const APP = "https://app.example.com";
const rewriting = (headerValue: unknown, headerName: unknown = NAME) =>
  gateway({
    rewriteRuleSets: [
      {
        name: "cors",
        rewriteRules: [
          { name: "cors", actionSet: { responseHeaderConfigurations: [{ headerName, headerValue }] } },
        ],
      },
    ],
    ...rules({ rewriteRuleSet: part("rewriteRuleSets", "cors") }),
  });
const policy = (origin: string) =>
  managedApi(
    `<policies><inbound><cors allow-credentials="false"><allowed-origins><origin>${origin}</origin></allowed-origins></cors></inbound></policies>`,
  );

export default cases({
  requirement: "4.2-cors-origins",
  provider: "azure",
  valid: {
    "a gateway that lets one origin in": { stack: rewriting(APP) },
    "a Front Door that lets one origin in": { stack: frontDoor(header(NAME, APP)) },
    "an app of App Service that lists origins": { stack: [webApp({}, { cors: { allowedOrigins: [APP] } })] },
    "a container app that lists origins": { stack: containerApp({ corsPolicy: { allowedOrigins: [APP] } }) },
    "API Management that lists origins": { stack: policy(APP) },
  },
  invalid: {
    "a gateway that lets every origin in": {
      stack: rewriting("*"),
      remediable: false,
      finds: [
        `4.2 CORS origins: rewriteRuleSets[0].rewriteRules[0].actionSet.responseHeaderConfigurations[0].headerValue is "*"; ${NEEDS}`,
      ],
    },
    "a Front Door that lets every origin in": {
      stack: frontDoor(header(NAME, "*")),
      remediable: false,
      finds: [`4.2 CORS origins: Front Door rule header: actions[0].parameters.value is "*"; ${NEEDS}`],
    },
    "an app of App Service that lets every origin in": {
      stack: [webApp({}, { cors: { allowedOrigins: ["*"], supportCredentials: false } })],
      remediable: false,
      finds: [`4.2 CORS origins: siteConfig.cors.allowedOrigins[0] is "*"; ${NEEDS}`],
    },
    "a container app with an origin of plain HTTP": {
      stack: containerApp({ corsPolicy: { allowedOrigins: [APP, "http://app.example.com"] } }),
      remediable: false,
      finds: [
        `4.2 CORS origins: configuration.ingress.corsPolicy.allowedOrigins[1] is "http://app.example.com"; ${NEEDS}`,
      ],
    },
    "API Management that lets every origin in": {
      stack: policy("*"),
      remediable: false,
      finds: [`4.2 CORS origins: API Management policy policy: value is "*"; ${NEEDS}`],
    },
    "the application lets every origin in": {
      stack: [
        hiddenApp([
          { name: "FRAISEQL_CORS_ENABLED", value: "true" },
          { name: "FRAISEQL_CORS_ORIGINS", value: '["*"]' },
        ]),
      ],
      remediable: false,
      finds: [
        "4.2 CORS origins: container fraiseql (containers[0]): FRAISEQL_CORS_ORIGINS does not comply; {profile} needs an origin such as https://app.example.com.",
      ],
    },
  },
  unknown: {
    "an origin is not known yet": {
      stack: containerApp({ corsPolicy: { allowedOrigins: [unknown] } }),
      mentions: ["configuration.ingress.corsPolicy.allowedOrigins[0] is not known until the update"],
    },
    "which header a gateway rewrites is not known yet": {
      stack: rewriting("*", unknown),
      mentions: ["responseHeaderConfigurations[0].headerName is not known until the update"],
    },
    "the origins of an app are not known yet": {
      stack: [webApp({}, { cors: unknown })],
      mentions: ["siteConfig.cors.allowedOrigins is not known until the update"],
    },
  },
  notApplicable: {
    "no CORS headers": { stack: gateway() },
  },
});
