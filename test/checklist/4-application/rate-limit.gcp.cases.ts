import { cases, resource, unknown } from "../../kit/cases";
import { alone, armor, everybody, httpPort, loadBalancer, throttle } from "../gcp/load-balancers";
import { IN_RUN, runService } from "../gcp/workloads";

const guarded = (rules: unknown) => [...loadBalancer({ backend: { securityPolicy: "edge" } }), armor(rules)];
const IN_POLICY = "4.3 Rate limit: web firewall edge:";
const listed = (ranges: readonly string[]) => ({
  match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ranges } },
});
const expression = (text: unknown) => ({ match: { expr: { expression: text } } });

export default cases({
  requirement: "4.3-rate-limit",
  provider: "gcp",
  valid: {
    "ten requests per client": { stack: guarded([throttle(10), everybody("allow")]) },
    "a ban, and a limit over ten minutes": {
      stack: guarded([
        everybody("rate_based_ban", {
          rateLimitOptions: {
            rateLimitThreshold: { count: 100, intervalSec: 600 },
            enforceOnKeyConfigs: [{ enforceOnKeyType: "XFF_IP" }],
            banDurationSec: 300,
          },
        }),
      ]),
    },
    "a rule that is a resource of its own": {
      stack: [
        ...guarded(undefined),
        resource("gcp:compute/securityPolicyRule:SecurityPolicyRule", "limit", {
          securityPolicy: "edge",
          ...throttle(10),
        }),
      ],
    },
    "listed clients, with a limit, and nobody else": {
      stack: guarded([throttle(10, {}, listed(["192.0.2.0/24"])), everybody("deny(403)")]),
    },
    "the application counts": { stack: [alone({ FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE: "10" })] },
  },
  invalid: {
    "too many requests": {
      stack: guarded([
        throttle(500, { rateLimitThreshold: { count: 500, intervalSec: 30 } }),
        everybody("allow"),
      ]),
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        `${IN_POLICY} rules[0].rateLimitOptions.rateLimitThreshold.count is 500 (1000 requests per minute); {profile} needs at most 100. Set rules[0].rateLimitOptions.rateLimitThreshold.count: 50.`,
      ],
    },
    "all clients are counted together": {
      stack: guarded([throttle(10, { enforceOnKey: undefined }), everybody("allow")]),
      remediable: false,
      profiles: ["REGULATED"],
      finds: [
        `${IN_POLICY} rules[0].rateLimitOptions.enforceOnKey is not set, which means "ALL", which counts all clients together; {profile} needs a count for each client. Set it to "IP".`,
      ],
    },
    "only some clients are limited": {
      stack: guarded([throttle(10, {}, listed(["192.0.2.0/24"])), everybody("allow")]),
      remediable: false,
      profiles: ["RESTRICTED"],
      finds: [
        `${IN_POLICY} rules[1].action is allow, which lets everybody else through; {profile} needs at most 10 requests per minute. Use "throttle" with rateLimitOptions in its place.`,
      ],
    },
    "a rule in preview is not enforced": {
      stack: guarded([throttle(10, {}, { preview: true }), everybody("allow")]),
      remediable: false,
      finds: [
        `4.3 Rate limit: workload api, ${IN_RUN}FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE is not set; {profile} needs at most 10 requests. Add {"name":"FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE","value":"10"} to envs.`,
      ],
      profiles: ["RESTRICTED"],
    },
  },
  unknown: {
    "the count is not known yet": {
      stack: guarded([throttle(unknown), everybody("allow")]),
      mentions: ["rules[0].rateLimitOptions.rateLimitThreshold.count is not known until the update"],
    },
    "a rule for some requests": {
      stack: guarded([throttle(10, {}, expression("request.path.matches('/graphql')")), everybody("allow")]),
      mentions: [
        "rules[0].match.expr.expression narrows the rule to some requests, and whether those of the application are among them is not judged",
      ],
    },
    "whether a rule is enforced is not known yet": {
      stack: guarded([throttle(10, {}, { preview: unknown }), everybody("allow")]),
      mentions: ["rules[0].preview is not known until the update"],
    },
    "the policy is elsewhere": {
      stack: loadBalancer({ backend: { securityPolicy: "shared" } }),
      mentions: [
        "backend service backend: securityPolicy names a security policy outside the stack, whose rules are not seen",
      ],
    },
    "which policy it is is not known yet": {
      stack: [...loadBalancer({ backend: { securityPolicy: unknown } }), armor([throttle(10)])],
      mentions: ["backend service backend: securityPolicy is not known until the update"],
    },
  },
  notApplicable: {
    "another application": { stack: [runService([{ image: "nginx:1.27" }], { name: "web" })] },
    "a redirect": { stack: httpPort({ defaultUrlRedirect: { httpsRedirect: true, stripQuery: false } }) },
  },
});
