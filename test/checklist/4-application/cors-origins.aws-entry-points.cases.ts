import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  appSync,
  appSyncSource,
  behavior,
  distribution,
  functionUrl,
  httpApi,
  httpIntegration,
  restApi,
  restDomain,
  restIntegration,
  restMapping,
  certificate,
  site,
  toBalancer,
} from "../aws/entry-points";
import { lambda } from "../aws/workloads";

const HEADER = "routingHttpResponseAccessControlAllowOriginHeaderValue";
const APP = "https://app.example.com";
const needs = "{profile} needs an origin such as https://app.example.com.";
const sent = (value: unknown) => site({ [HEADER]: value });
const http = (allowOrigins: unknown) => [
  lambda(),
  httpApi({ corsConfiguration: { allowOrigins } }),
  httpIntegration(),
];
const rest = (value: string) => [
  lambda(),
  restApi(),
  restIntegration(),
  resource("aws:apigateway/integrationResponse:IntegrationResponse", "preflight", {
    restApi: ref("rest"),
    resourceId: unknown,
    httpMethod: "OPTIONS",
    statusCode: "200",
    responseParameters: { "method.response.header.Access-Control-Allow-Origin": value },
  }),
];
const headers = (items: unknown) =>
  resource("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "headers", {
    corsConfig: {
      accessControlAllowCredentials: false,
      accessControlAllowHeaders: { items: ["authorization"] },
      accessControlAllowMethods: { items: ["POST"] },
      accessControlAllowOrigins: { items },
      originOverride: true,
    },
  });
const front = (responseHeadersPolicyId: unknown, props = {}) => [
  ...site(),
  distribution({ defaultCacheBehavior: behavior({ responseHeadersPolicyId }), ...props }, toBalancer),
];

export default cases({
  requirement: "4.2-cors-origins",
  provider: "aws",
  valid: {
    "a listener that names one": { stack: sent(APP) },
    "an HTTP API that lists them": { stack: http([APP, "https://admin.example.com"]) },
    "a REST API by hand": { stack: rest(`'${APP}'`) },
    "a response headers policy": { stack: [...front(ref("headers")), headers([APP])] },
    "a function URL": { stack: [lambda(), functionUrl({ cors: { allowOrigins: [APP] } })] },
    "every origin for the files of a bucket alone": {
      stack: [
        ...site({ [HEADER]: APP }),
        distribution({
          origins: [
            {
              originId: "edge",
              domainName: ref("edge"),
              customOriginConfig: { originProtocolPolicy: "https-only" },
            },
            { originId: "files", domainName: "files.s3.eu-west-1.amazonaws.com" },
          ],
          orderedCacheBehaviors: [
            behavior({
              pathPattern: "/fonts/*",
              targetOriginId: "files",
              responseHeadersPolicyId: "60669652-455b-4ae9-85a4-c4c02393f86c",
            }),
          ],
        }),
      ],
    },
  },
  invalid: {
    "a listener that admits every origin": {
      stack: sent("*"),
      remediable: false,
      finds: [`4.2 CORS origins: ${HEADER} is "*"; ${needs}`],
    },
    "an HTTP API that admits every origin": {
      stack: http(["*"]),
      remediable: false,
      finds: [`4.2 CORS origins: corsConfiguration.allowOrigins[0] is "*"; ${needs}`],
    },
    "an origin without TLS": {
      stack: http([APP, "http://localhost:3000"]),
      remediable: false,
      finds: [`4.2 CORS origins: corsConfiguration.allowOrigins[1] is "http://localhost:3000"; ${needs}`],
    },
    "a REST API by hand, for every origin": {
      stack: rest("'*'"),
      remediable: false,
      finds: [
        `4.2 CORS origins: preflight: responseParameters["method.response.header.Access-Control-Allow-Origin"] is '*' ("*"); ${needs}`,
      ],
    },
    "told of the custom domain, where that alone answers": {
      stack: [
        ...rest("'*'").map((it) => (it.name === "rest" ? restApi({ disableExecuteApiEndpoint: true }) : it)),
        certificate(),
        restDomain(),
        restMapping,
      ],
      remediable: false,
      finds: [
        `4.2 CORS origins: preflight: responseParameters["method.response.header.Access-Control-Allow-Origin"] is '*' ("*"); ${needs}`,
      ],
    },
    "a policy for every origin": {
      stack: [...front(ref("headers")), headers(["*"])],
      remediable: false,
      finds: [
        `4.2 CORS origins: response headers policy headers: corsConfig.accessControlAllowOrigins.items[0] is "*"; ${needs}`,
      ],
    },
    "CloudFront's own policy": {
      stack: front("5cc3b908-e619-4b99-88e5-2cf7f45965bd"),
      remediable: false,
      finds: [
        `4.2 CORS origins: defaultCacheBehavior.responseHeadersPolicyId is CloudFront's own policy ("*"); ${needs}`,
      ],
    },
    "a function URL for every origin": {
      stack: [lambda(), functionUrl({ cors: { allowOrigins: ["*"] } })],
      remediable: false,
      finds: [`4.2 CORS origins: cors.allowOrigins[0] is "*"; ${needs}`],
    },
    "AppSync in front of the application": {
      stack: [lambda(), appSync(), appSyncSource()],
      remediable: false,
      finds: [
        `4.2 CORS origins: AppSync answers browsers of every origin with "*", which cannot be changed; ${needs} Put a distribution in front of it whose response headers policy overrides the header.`,
      ],
    },
  },
  unknown: {
    "an origin that is not known": {
      stack: http([unknown]),
      mentions: ["corsConfiguration.allowOrigins[0] is not known until the update"],
    },
    "a policy outside the stack": {
      stack: front("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"),
      mentions: [
        "defaultCacheBehavior.responseHeadersPolicyId names a response headers policy outside the stack",
      ],
    },
    "what an API leads to": {
      stack: [httpApi({ corsConfiguration: { allowOrigins: ["*"] } })],
      mentions: ["what this HTTP API leads to is not in this stack"],
    },
  },
  notApplicable: {
    "AppSync for other data": { stack: [appSync()] },
  },
});
