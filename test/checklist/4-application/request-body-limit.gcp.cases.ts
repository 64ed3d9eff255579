import { cases, unknown } from "../../kit/cases";
import { alone, armor, everybody, loadBalancer } from "../gcp/load-balancers";
import { IN_RUN, runService } from "../gcp/workloads";

const longerThan = (text: unknown, action: unknown = "deny(403)") => ({
  action,
  priority: 900,
  match: { expr: { expression: text } },
});
const bytes = (limit: number) => `int(request.headers['content-length']) > ${limit}`;
const guarded = (rule: unknown) => [
  ...loadBalancer({ backend: { securityPolicy: "edge" } }),
  armor([rule, everybody("allow")]),
];

export default cases({
  requirement: "4.4-request-body-limit",
  provider: "gcp",
  valid: {
    "longer bodies are denied": { stack: guarded(longerThan(bytes(524288))) },
    "the application refuses them": { stack: [alone({ FRAISEQL_MAX_REQUEST_BODY_BYTES: "524288" })] },
  },
  invalid: {
    "ten megabytes": {
      stack: guarded(longerThan(bytes(10485760))),
      remediable: false,
      profiles: ["STANDARD", "REGULATED"],
      finds: [
        "4.4 Request body limit: web firewall edge: rules[0].match.expr.expression is int(request.headers['content-length']) > 10485760 (10485760 bytes); {profile} needs at most 1048576.",
      ],
    },
    "nothing limits them": {
      stack: loadBalancer(),
      remediable: false,
      profiles: ["RESTRICTED"],
      finds: [
        `4.4 Request body limit: workload api, ${IN_RUN}FRAISEQL_MAX_REQUEST_BODY_BYTES is not set; {profile} needs at most 524288 bytes. Add {"name":"FRAISEQL_MAX_REQUEST_BODY_BYTES","value":"524288"} to envs.`,
      ],
    },
  },
  unknown: {
    "the expression is not known yet": {
      stack: guarded(longerThan(unknown)),
      mentions: ["web firewall edge: rules[0].match.expr.expression is not known until the update"],
    },
    "the limit of the application is not known yet": {
      stack: [alone({ FRAISEQL_MAX_REQUEST_BODY_BYTES: unknown })],
      mentions: ["FRAISEQL_MAX_REQUEST_BODY_BYTES is not known until the update"],
    },
  },
  notApplicable: {
    "another application": { stack: [runService([{ image: "nginx:1.27" }], { name: "web" })] },
  },
});
