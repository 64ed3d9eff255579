import { cases, unknown } from "../../kit/cases";
import { alone, loadBalancer } from "../gcp/load-balancers";
import { IN_RUN, unknownContainers } from "../gcp/workloads";

const NEEDS = "{profile} needs an origin such as https://app.example.com.";
const cors = (corsPolicy: unknown) => loadBalancer({ map: { defaultRouteAction: { corsPolicy } } });

export default cases({
  requirement: "4.2-cors-origins",
  provider: "gcp",
  valid: {
    "the URL map lists origins": { stack: cors({ allowOrigins: ["https://app.example.com"] }) },
    "an expression that matches one origin": {
      stack: cors({ allowOriginRegexes: ["^https://app\\.example\\.com$"] }),
    },
    "the application lists them": {
      stack: [alone({ FRAISEQL_CORS_ENABLED: "true", FRAISEQL_CORS_ORIGINS: '["https://app.example.com"]' })],
    },
  },
  invalid: {
    "every origin, at the URL map": {
      stack: cors({ allowOrigins: ["*"], allowCredentials: true }),
      remediable: false,
      finds: [
        `4.2 CORS origins: URL map map: defaultRouteAction.corsPolicy.allowOrigins[0] is "*"; ${NEEDS}`,
      ],
    },
    "every origin by an expression, on one path": {
      stack: loadBalancer({
        map: {
          pathMatchers: [
            {
              name: "all",
              pathRules: [
                { paths: ["/graphql"], routeAction: { corsPolicy: { allowOriginRegexes: ["https://.*"] } } },
              ],
            },
          ],
        },
      }),
      remediable: false,
      finds: [
        `4.2 CORS origins: URL map map: pathMatchers[0].pathRules[0].routeAction.corsPolicy.allowOriginRegexes[0] is "https://.*"; ${NEEDS}`,
      ],
    },
    "every origin, in the application": {
      stack: [alone({ FRAISEQL_CORS_ENABLED: "true", FRAISEQL_CORS_ORIGINS: '["*"]' })],
      remediable: false,
      finds: [`4.2 CORS origins: ${IN_RUN}FRAISEQL_CORS_ORIGINS does not comply; ${NEEDS}`],
    },
  },
  unknown: {
    "an origin is not known yet": {
      stack: cors({ allowOrigins: ["https://app.example.com", unknown] }),
      mentions: ["URL map map: defaultRouteAction.corsPolicy.allowOrigins[1] is not known until the update"],
    },
    "an expression that matches several": {
      stack: cors({ allowOriginRegexes: ["https://(app|admin)\\.example\\.com"] }),
      mentions: ["allowOriginRegexes[0] is an expression, and which origins it matches is not judged"],
    },
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
  },
  notApplicable: {
    "no CORS headers at all": { stack: loadBalancer() },
    "a policy that is disabled": { stack: cors({ allowOrigins: ["*"], disabled: true }) },
  },
});
