import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  appSync,
  attached,
  behavior,
  distribution,
  httpApi,
  httpIntegration,
  proxyBackend,
  balancer,
  certificate,
  https,
  rate,
  restApi,
  restIntegration,
  site,
  toBalancer,
  webAcl,
} from "../aws/entry-points";
import { appRunner, lambda } from "../aws/workloads";

const FIREWALL = "web firewall firewall: ";
const LIMIT = "rules[0].statement.rateBasedStatement.limit";
const unlimited = { FRAISEQL_RATE_LIMIT_ENABLED: "false" };
/** The application leaves it to the web firewall. */
const behind = (rules: unknown, props = {}) => [...site({}, {}, unlimited), webAcl(rules, props), attached()];
const group = (rules: unknown, props = {}) =>
  resource("aws:wafv2/ruleGroup:RuleGroup", "shared", { capacity: 10, scope: "REGIONAL", rules, ...props });
const grouped = {
  name: "group",
  priority: 1,
  overrideAction: { none: {} },
  statement: { ruleGroupReferenceStatement: { arn: ref("shared") } },
};
const standalone = (props = {}) =>
  resource("aws:wafv2/webAclRule:WebAclRule", "throttle", {
    webAclArn: ref("firewall"),
    ...rate(50),
    ...props,
  });
const FOREIGN = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shared/1";
const needs = "{profile} needs at most 100 requests per minute.";

export default cases({
  requirement: "4.3-rate-limit",
  provider: "aws",
  valid: {
    "ten a minute, over five minutes": { stack: behind([rate(50)]) },
    "ten a minute": { stack: behind([rate(10, { evaluationWindowSec: 60 })]) },
    "by the address that a proxy passes on": {
      stack: behind([rate(50, { aggregateKeyType: "FORWARDED_IP" })]),
    },
    "the limit of STANDARD": { stack: behind([rate(500)]), profiles: ["STANDARD"] },
    "the stricter of two": { stack: behind([rate(2000), rate(50)]) },
    "a rule that is a resource of its own": { stack: [...behind(undefined), standalone()] },
    "a rule group": { stack: [...behind([grouped]), group([rate(50)])] },
    "the web ACL of a distribution": {
      stack: [
        ...site({}, { internal: true }, unlimited),
        webAcl([rate(50)], { scope: "CLOUDFRONT" }),
        distribution({ webAclId: ref("firewall") }, toBalancer),
      ],
    },
    "the web ACL of the load balancer behind a distribution": {
      stack: [...behind([rate(50)]), distribution({}, toBalancer)],
    },
    "the web ACL of a stage": {
      stack: [
        lambda({ environment: { variables: unlimited } }),
        restApi(),
        restIntegration(),
        resource("aws:apigateway/stage:Stage", "stage", {
          restApi: ref("rest"),
          deployment: unknown,
          stageName: "prod",
        }),
        webAcl([rate(50)]),
        attached("stage"),
      ],
    },
    "a usage plan": {
      stack: [
        lambda({ environment: { variables: unlimited } }),
        restApi(),
        restIntegration(),
        resource("aws:apigateway/usagePlan:UsagePlan", "plan", {
          apiStages: [{ apiId: ref("rest"), stage: "prod" }],
          throttleSettings: { rateLimit: 0.1 },
        }),
      ],
    },
    "the application's own": { stack: site({}, {}, { FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE: "10" }) },
  },
  invalid: {
    "too many over five minutes": {
      stack: behind([rate(2000)]),
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${FIREWALL}${LIMIT} is 2000 (400 requests per minute); {profile} needs at most 100. Set ${LIMIT}: 500.`,
      ],
    },
    "the limit of STANDARD": {
      stack: behind([rate(500)]),
      profiles: ["REGULATED"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${FIREWALL}${LIMIT} is 500 (100 requests per minute); {profile} needs at most 50. Set ${LIMIT}: 250.`,
      ],
    },
    "per minute": {
      stack: behind([rate(100, { evaluationWindowSec: 60 })]),
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${FIREWALL}${LIMIT} is 100 requests per minute; {profile} needs at most 10. Set ${LIMIT}: 10.`,
      ],
    },
    "a rule that only counts": {
      stack: behind([rate(50, {}, { action: { count: {} } })]),
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${FIREWALL}rules[0].action does not block, so that its limit holds nobody back; ${needs}`,
      ],
    },
    "a rule that counts all clients together": {
      stack: behind([rate(50, { aggregateKeyType: "CONSTANT" })]),
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${FIREWALL}rules[0].statement.rateBasedStatement.aggregateKeyType is "CONSTANT", which counts all clients together; ${needs}`,
      ],
    },
    "no rate rule": {
      stack: behind([]),
      profiles: ["STANDARD"],
      remediable: false,
      finds: [`4.3 Rate limit: ${FIREWALL}rules hold no rate-based rule that blocks; ${needs}`],
    },
    "a rule group that is only counted": {
      stack: [...behind([{ ...grouped, overrideAction: { count: {} } }]), group([rate(50)])],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [`4.3 Rate limit: ${FIREWALL}rules hold no rate-based rule that blocks; ${needs}`],
    },
    "a rule group with too many": {
      stack: [...behind([grouped]), group([rate(2000)])],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        `4.3 Rate limit: rule group shared: ${LIMIT} is 2000 (400 requests per minute); {profile} needs at most 100. Set ${LIMIT}: 500.`,
      ],
    },
    "a web ACL of another load balancer": {
      stack: [
        ...site({}, {}, unlimited),
        webAcl([rate(50)]),
        resource("aws:lb/loadBalancer:LoadBalancer", "other", { internal: true }),
        attached("other"),
      ],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        "4.3 Rate limit: workload task, container api (containerDefinitions[0]): FRAISEQL_RATE_LIMIT_ENABLED does not comply; {profile} needs at most 100.",
      ],
    },
    "WAF Classic": {
      stack: [
        ...site({}, {}, unlimited),
        resource("aws:wafregional/webAcl:WebAcl", "firewall", {
          defaultAction: { type: "ALLOW" },
          metricName: "old",
        }),
        resource("aws:wafregional/webAclAssociation:WebAclAssociation", "attachment", {
          resourceArn: ref("edge"),
          webAclId: ref("firewall"),
        }),
      ],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        `4.3 Rate limit: ${FIREWALL}rules are of WAF Classic, which AWS ended on 30 September 2025; ${needs} Replace it by aws.wafv2.WebAcl with a rate-based rule.`,
      ],
    },
    "a stage that lets through more": {
      stack: [
        lambda({ environment: { variables: unlimited } }),
        httpApi(),
        httpIntegration(),
        resource("aws:apigatewayv2/stage:Stage", "default", {
          apiId: ref("api-gateway"),
          defaultRouteSettings: { throttlingRateLimit: 10, throttlingBurstLimit: 20 },
        }),
      ],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        "4.3 Rate limit: default: defaultRouteSettings.throttlingRateLimit is 10 (600 requests per minute); {profile} needs at most 100. Set defaultRouteSettings.throttlingRateLimit: 1.666.",
      ],
    },
  },
  unknownIn: {
    "a usage plan whose APIs are not known": {
      of: "a usage plan",
      at: "plan: apiStages",
      mentions: ["plan: apiStages is not known until the update, and says which API it is for"],
    },
    "a usage plan of which an API is not known": {
      of: "a usage plan",
      at: "plan: apiStages.0",
      mentions: ["plan: apiStages[0].apiId is not known until the update, and says which API it is for"],
    },
  },
  unknown: {
    "a rule of a web ACL that is not known": {
      stack: [...behind(undefined), standalone({ webAclArn: unknown })],
      mentions: [`${FIREWALL}webAclArn of web ACL rule throttle is not known until the update`],
    },
    "a limit that is not known": {
      stack: behind([rate(unknown)]),
      mentions: [`${FIREWALL}${LIMIT} is not known until the update`],
    },
    "rules that are not known": {
      stack: behind(unknown),
      mentions: [`${FIREWALL}rules is not known until the update`],
    },
    "rules as JSON": {
      stack: behind(undefined, { ruleJson: "[]" }),
      mentions: [`${FIREWALL}ruleJson holds rules as JSON text, which is not read`],
    },
    "a rule for some requests": {
      stack: behind([rate(50, { scopeDownStatement: { geoMatchStatement: { countryCodes: ["DE"] } } })]),
      mentions: ["scopeDownStatement narrows the rule to some requests"],
    },
    "a web ACL outside the stack": {
      stack: [...site({}, {}, unlimited), attached("edge", FOREIGN)],
      mentions: ["web firewall attachment: webAclArn names a web ACL outside the stack"],
    },
    "a web ACL of a distribution, outside the stack": {
      stack: [
        ...site({}, { internal: true }, unlimited),
        distribution({ webAclId: FOREIGN, defaultCacheBehavior: behavior() }, toBalancer),
      ],
      mentions: ["webAclId names a web ACL outside the stack"],
    },
    "what a web ACL is attached to": {
      stack: [
        ...site({}, {}, unlimited),
        webAcl([rate(50)]),
        resource("aws:wafv2/webAclAssociation:WebAclAssociation", "attachment", {
          resourceArn: unknown,
          webAclArn: ref("firewall"),
        }),
      ],
      mentions: ["resourceArn is not known until the update"],
    },
    "a rule group outside the stack": {
      stack: behind([{ ...grouped, statement: { ruleGroupReferenceStatement: { arn: unknown } } }]),
      mentions: ["rules[0].statement.ruleGroupReferenceStatement.arn is not known until the update"],
    },
  },
  notApplicable: {
    "an internal load balancer": { stack: site({}, { internal: true }, unlimited) },
    "App Runner in a VPC alone": {
      stack: [appRunner({ networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } } })],
    },
    "something else than the application": { stack: [...proxyBackend, certificate(), balancer(), https()] },
    "AppSync for other data": { stack: [appSync()] },
    "files of a bucket": {
      stack: [
        certificate(),
        distribution(
          {},
          {
            domainName: "site.s3.eu-west-1.amazonaws.com",
            customOriginConfig: undefined,
            originAccessControlId: "E1",
          },
        ),
      ],
    },
  },
});
