import { cases, ref, resource, unknown } from "../../kit/cases";
import { alone, httpPort, loadBalancer } from "../gcp/load-balancers";
import { IN_RUN } from "../gcp/workloads";

const GOOD = "Strict-Transport-Security: max-age=63072000; includeSubDomains";
const added = (headerValue: unknown) => ({
  map: {
    headerAction: {
      responseHeadersToAdds: [{ headerName: "strict-transport-security", headerValue, replace: true }],
    },
  },
});

export default cases({
  requirement: "2.2-hsts",
  provider: "gcp",
  valid: {
    "the backend service adds it": {
      stack: loadBalancer({ backend: { customResponseHeaders: ["X-Frame-Options: DENY", GOOD] } }),
    },
    "the URL map adds it": { stack: loadBalancer(added("max-age=63072000; includeSubDomains; preload")) },
    "a path matcher adds it": {
      stack: loadBalancer({
        map: {
          hostRules: [{ hosts: ["*"], pathMatcher: "all" }],
          pathMatchers: [
            {
              name: "all",
              headerAction: {
                responseHeadersToAdds: [
                  {
                    headerName: "Strict-Transport-Security",
                    headerValue: "max-age=63072000; includeSubDomains",
                    replace: true,
                  },
                ],
              },
            },
          ],
        },
      }),
    },
    "a bucket adds it, where nothing else answers": {
      stack: [
        ...loadBalancer({ map: { defaultService: ref("files") } }),
        resource("gcp:compute/backendBucket:BackendBucket", "files", {
          bucketName: "files",
          customResponseHeaders: [GOOD],
        }),
      ],
    },
    "the application adds it": {
      stack: [alone({ FRAISEQL_HSTS_MAX_AGE_SECONDS: "63072000" })],
    },
  },
  invalid: {
    "nothing adds it": {
      stack: loadBalancer(),
      remediable: false,
      finds: [
        `2.2 HSTS: backend service backend: customResponseHeaders is not set; {profile} needs at least 63072000 seconds. Set customResponseHeaders: ["${GOOD}"].`,
      ],
    },
    "a year, without subdomains": {
      stack: loadBalancer({
        backend: { customResponseHeaders: ["Strict-Transport-Security: max-age=31536000"] },
      }),
      remediable: false,
      finds: [
        "2.2 HSTS: backend service backend: customResponseHeaders[0] is 31536000 seconds; {profile} needs at least 63072000.",
        "2.2 HSTS: backend service backend: customResponseHeaders[0] is a header without includeSubDomains; {profile} needs includeSubDomains.",
      ],
    },
    "nothing adds it to Cloud Run's own URL": {
      stack: [alone()],
      remediable: false,
      finds: [
        `2.2 HSTS: workload api, ${IN_RUN}FRAISEQL_HSTS_MAX_AGE_SECONDS is not set; {profile} needs at least 63072000 seconds. Add {"name":"FRAISEQL_HSTS_MAX_AGE_SECONDS","value":"63072000"} to envs.`,
      ],
    },
  },
  unknown: {
    "the header is not known yet": {
      stack: loadBalancer(added(unknown)),
      mentions: [
        "URL map map: headerAction.responseHeadersToAdds[0].headerValue is not known until the update",
      ],
    },
    "headers that are not known yet": {
      stack: loadBalancer({ backend: { customResponseHeaders: unknown } }),
      mentions: ["backend service backend: customResponseHeaders is not known until the update"],
    },
    "an API gateway, whose backends are not read": {
      stack: [resource("gcp:apigateway/gateway:Gateway", "gateway", { gatewayId: "g", apiConfig: "shop" })],
      mentions: [
        "apiConfig names a configuration whose backends stand in an OpenAPI document, which is not read",
      ],
    },
  },
  notApplicable: { "a redirect": { stack: httpPort({ defaultUrlRedirect: { httpsRedirect: true } }) } },
});
