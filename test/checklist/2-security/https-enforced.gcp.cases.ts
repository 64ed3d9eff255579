import { cases, ref, resource, unknown } from "../../kit/cases";
import { alone, httpPort, loadBalancer } from "../gcp/load-balancers";
import { applicationV1 } from "../gcp/workloads";

const NEEDS = "{profile} needs TLS, or nothing but a permanent redirect to HTTPS.";
const redirect = (props: object = {}) => ({
  defaultUrlRedirect: { httpsRedirect: true, stripQuery: false, ...props },
});
const domain = (spec: unknown) =>
  resource("gcp:cloudrun/domainMapping:DomainMapping", "domain", {
    name: "api.example.com",
    location: "europe-west1",
    spec,
  });
const IN_MAP = "2.2 HTTPS: URL map http-map:";
const OWN_MAP = "Give plain HTTP a URL map of its own, with defaultUrlRedirect.httpsRedirect: true.";

export default cases({
  requirement: "2.2-https-enforced",
  provider: "gcp",
  valid: {
    "HTTPS, and a redirect": { stack: [...loadBalancer(), ...httpPort(redirect())] },
    "a redirect with 308": {
      stack: [...loadBalancer(), ...httpPort(redirect({ redirectResponseCode: "PERMANENT_REDIRECT" }))],
    },
    "Cloud Run's own URL": { stack: [alone(), applicationV1()] },
    "a domain of its own": { stack: [alone(), domain({ routeName: "shop-api" })] },
    "an API gateway": {
      stack: [resource("gcp:apigateway/gateway:Gateway", "gateway", { gatewayId: "g", apiConfig: "shop" })],
    },
    "connections that are ended with TLS": {
      stack: [
        resource("gcp:compute/globalForwardingRule:GlobalForwardingRule", "ssl", {
          target: ref("ssl-proxy"),
          portRange: "443-443",
        }),
        resource("gcp:compute/targetSSLProxy:TargetSSLProxy", "ssl-proxy", {
          backendService: "shared",
          sslCertificates: ["shared"],
        }),
      ],
    },
  },
  invalid: {
    "a domain without a certificate": {
      stack: [alone(), domain({ routeName: ref("api", "shop-api"), certificateMode: "NONE" })],
      // Alone, a domain does not show who reaches its service.
      remediable: false,
      finds: [
        `2.2 HTTPS: the domain: spec.certificateMode is NONE, which means plain HTTP; ${NEEDS} Set spec.certificateMode: "AUTOMATIC".`,
      ],
    },
    "plain HTTP is served": {
      stack: [...loadBalancer(), ...httpPort({ defaultService: ref("backend") })],
      remediable: false,
      finds: [`${IN_MAP} defaultService serves plain HTTP; ${NEEDS} ${OWN_MAP}`],
    },
    "one path is served": {
      stack: [
        ...loadBalancer(),
        ...httpPort({
          ...redirect(),
          hostRules: [{ hosts: ["*"], pathMatcher: "all" }],
          pathMatchers: [
            { name: "all", ...redirect(), pathRules: [{ paths: ["/graphql"], service: ref("backend") }] },
          ],
        }),
      ],
      remediable: false,
      finds: [`${IN_MAP} pathMatchers[0].pathRules[0].service serves plain HTTP; ${NEEDS} ${OWN_MAP}`],
    },
    "a redirect that browsers do not remember, and one to plain HTTP": {
      stack: [
        ...loadBalancer(),
        ...httpPort({ defaultUrlRedirect: { stripQuery: false, redirectResponseCode: "FOUND" } }),
      ],
      remediable: false,
      finds: [
        `${IN_MAP} defaultUrlRedirect.httpsRedirect is not set, which means a redirect to plain HTTP; ${NEEDS} Set defaultUrlRedirect.httpsRedirect: true.`,
        `${IN_MAP} defaultUrlRedirect.redirectResponseCode is FOUND, which means a redirect that browsers do not remember; ${NEEDS} Set defaultUrlRedirect.redirectResponseCode: "MOVED_PERMANENTLY_DEFAULT".`,
      ],
    },
    "connections of port 80 pass through": {
      stack: [
        resource("gcp:compute/forwardingRule:ForwardingRule", "tcp", {
          backendService: ref("pool"),
          ports: ["80"],
        }),
        resource("gcp:compute/regionBackendService:RegionBackendService", "pool", {}),
      ],
      remediable: false,
      finds: [`2.2 HTTPS: port 80: ports is 80, which means plain HTTP; ${NEEDS}`],
    },
  },
  unknown: {
    "the URL map is not known yet": {
      stack: httpPort(redirect()).map((it) =>
        it.name === "http-proxy" ? { ...it, props: { urlMap: unknown } } : it,
      ),
      mentions: ["target proxy http-proxy: urlMap is not known until the update"],
    },
    "the URL map is elsewhere": {
      stack: httpPort(redirect()).map((it) =>
        it.name === "http-proxy" ? { ...it, props: { urlMap: "shared" } } : it,
      ),
      mentions: ["urlMap names a URL map outside the stack"],
    },
    "whether it redirects is not known yet": {
      stack: httpPort({ defaultUrlRedirect: unknown }),
      mentions: [
        "defaultUrlRedirect.httpsRedirect and defaultUrlRedirect.redirectResponseCode are not known until the update",
      ],
    },
    "the target is elsewhere": {
      stack: httpPort(redirect(), { target: "projects/shared/global/targetHttpProxies/web" }),
      mentions: ["target names a target outside the stack"],
    },
  },
  notApplicable: {
    "a domain of a service that only the project reaches": {
      stack: [alone({}, { ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" }), domain({ routeName: "shop-api" })],
    },
    "internal traffic": {
      stack: httpPort({ defaultService: "shared" }, { loadBalancingScheme: "INTERNAL_MANAGED" }),
    },
    "Private Service Connect": {
      stack: httpPort(redirect(), { target: "all-apis", loadBalancingScheme: "" }),
    },
  },
});
