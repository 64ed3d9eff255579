import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  backend,
  balancer,
  behavior,
  certificate,
  distribution,
  forward,
  functionUrl,
  http,
  https,
  site,
  toBalancer,
} from "../aws/entry-points";
import { lambda } from "../aws/workloads";

const HEADER = "routingHttpResponseStrictTransportSecurityHeaderValue";
const sent = (value: unknown) => site({ [HEADER]: value });
const headers = (strictTransportSecurity: unknown) =>
  resource("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "headers", {
    securityHeadersConfig: { strictTransportSecurity },
  });
const front = (responseHeadersPolicyId: unknown) => [
  ...sent("max-age=63072000; includeSubDomains"),
  distribution({ defaultCacheBehavior: behavior({ responseHeadersPolicyId }) }, toBalancer),
];
const years = { accessControlMaxAgeSec: 63072000, includeSubdomains: true, override: true };
const NAME_ONE =
  "Name a response headers policy there whose strictTransportSecurity has accessControlMaxAgeSec: 63072000 and includeSubdomains: true.";

export default cases({
  requirement: "2.2-hsts",
  provider: "aws",
  valid: {
    "a header of two years": { stack: sent("max-age=63072000; includeSubDomains; preload") },
    "by a response headers policy": { stack: [...front(ref("headers")), headers(years)] },
  },
  invalid: {
    "no header": {
      stack: sent(undefined),
      remediable: false,
      finds: [
        `2.2 HSTS: ${HEADER} is not set; {profile} needs at least 63072000 seconds. Set ${HEADER}: "max-age=63072000; includeSubDomains".`,
      ],
    },
    "a header of one year": {
      stack: sent("max-age=31536000; includeSubDomains"),
      remediable: false,
      finds: [
        `2.2 HSTS: ${HEADER} is 31536000 seconds; {profile} needs at least 63072000. Set ${HEADER}: "max-age=63072000; includeSubDomains".`,
      ],
    },
    "without subdomains": {
      stack: sent("max-age=63072000"),
      remediable: false,
      finds: [
        `2.2 HSTS: ${HEADER} is a header without includeSubDomains; {profile} needs includeSubDomains.`,
      ],
    },
    "a distribution without a policy": {
      stack: front(undefined),
      remediable: false,
      finds: [
        `2.2 HSTS: defaultCacheBehavior.responseHeadersPolicyId is not set; {profile} needs at least 63072000 seconds. ${NAME_ONE}`,
      ],
    },
    "CloudFront's own policy": {
      stack: front("67f7725c-6f97-4210-82d7-5512b31e9d03"),
      remediable: false,
      finds: [
        "2.2 HSTS: defaultCacheBehavior.responseHeadersPolicyId is CloudFront's own policy (31536000 seconds); {profile} needs at least 63072000.",
        "2.2 HSTS: defaultCacheBehavior.responseHeadersPolicyId is CloudFront's own policy, which means a header without includeSubDomains; {profile} needs includeSubDomains.",
      ],
    },
    "CloudFront's own policy for CORS": {
      stack: front("60669652-455b-4ae9-85a4-c4c02393f86c"),
      remediable: false,
      finds: [
        `2.2 HSTS: defaultCacheBehavior.responseHeadersPolicyId names a policy that sets no Strict-Transport-Security header; {profile} needs at least 63072000 seconds. ${NAME_ONE}`,
      ],
    },
    "a policy of one year": {
      stack: [...front(ref("headers")), headers({ accessControlMaxAgeSec: 31536000, override: true })],
      remediable: false,
      finds: [
        "2.2 HSTS: response headers policy headers: securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec is 31536000 seconds; {profile} needs at least 63072000. Set securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec: 63072000.",
        "2.2 HSTS: response headers policy headers: securityHeadersConfig.strictTransportSecurity.includeSubdomains is not set, which means false; {profile} needs true. Set securityHeadersConfig.strictTransportSecurity.includeSubdomains: true.",
      ],
    },
    "nothing at a network load balancer": {
      stack: [
        ...backend(),
        certificate(),
        balancer({ loadBalancerType: "network" }),
        https({ protocol: "TLS" }),
      ],
      remediable: false,
      finds: [
        '2.2 HSTS: workload task, container api (containerDefinitions[0]): FRAISEQL_HSTS_MAX_AGE_SECONDS is not set; {profile} needs at least 63072000 seconds. Add {"name":"FRAISEQL_HSTS_MAX_AGE_SECONDS","value":"63072000"} to environment.',
      ],
    },
    "nothing at a function URL": {
      stack: [lambda(), functionUrl()],
      remediable: false,
      finds: [
        '2.2 HSTS: workload handler, container image: FRAISEQL_HSTS_MAX_AGE_SECONDS is not set; {profile} needs at least 63072000 seconds. Set environment.variables.FRAISEQL_HSTS_MAX_AGE_SECONDS: "63072000".',
      ],
    },
  },
  unknown: {
    "a header that is not known": {
      stack: sent(unknown),
      mentions: [`${HEADER} is not known until the update`],
    },
    "a policy outside the stack": {
      stack: front("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"),
      mentions: [
        "defaultCacheBehavior.responseHeadersPolicyId names a response headers policy outside the stack",
      ],
    },
    "whether it is public": {
      stack: [...backend(), certificate(), balancer({ internal: unknown }), https()],
      mentions: ["load balancer edge: internal is not known until the update"],
    },
  },
  notApplicable: {
    "an internal load balancer": {
      stack: [...backend(), certificate(), balancer({ internal: true }), https()],
    },
    "plain HTTP": { stack: [...backend(), balancer(), http({ defaultActions: [forward] })] },
  },
});
