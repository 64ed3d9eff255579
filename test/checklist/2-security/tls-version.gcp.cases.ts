import { cases, ref, resource, unknown } from "../../kit/cases";
import { alone, loadBalancer } from "../gcp/load-balancers";

const internal = (sslPolicy: unknown) => [
  resource("gcp:compute/forwardingRule:ForwardingRule", "inner", {
    target: ref("inner-proxy"),
    portRange: "443",
    loadBalancingScheme: "INTERNAL_MANAGED",
  }),
  resource("gcp:compute/regionTargetHttpsProxy:RegionTargetHttpsProxy", "inner-proxy", {
    urlMap: "inner",
    sslPolicy,
  }),
  resource("gcp:compute/regionSslPolicy:RegionSslPolicy", "regional", {
    name: "regional",
    minTlsVersion: "TLS_1_3",
    profile: "RESTRICTED",
  }),
];

export default cases({
  requirement: "2.2-tls-version",
  provider: "gcp",
  valid: {
    "TLS 1.3": { stack: loadBalancer() },
    "TLS 1.2": {
      stack: loadBalancer({ policy: { minTlsVersion: "TLS_1_2" } }),
      profiles: ["STANDARD", "REGULATED"],
    },
    "a policy by its name": { stack: loadBalancer({ proxy: { sslPolicy: "modern" } }) },
    "a policy by its full name, in a region": {
      stack: internal("projects/p/regions/europe-west1/sslPolicies/regional"),
    },
    "Cloud Run's own URL": { stack: [alone()], profiles: ["STANDARD", "REGULATED"] },
  },
  invalid: {
    "no policy": {
      stack: loadBalancer({ proxy: { sslPolicy: undefined } }),
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        "2.2 TLS version: target proxy proxy: sslPolicy is not set, which means TLS 1.0; {profile} needs at least 1.2. Name an SSLPolicy in it that sets minTlsVersion.",
      ],
    },
    "a policy of TLS 1.0": {
      stack: loadBalancer({ policy: { minTlsVersion: undefined } }),
      remediable: false,
      profiles: ["REGULATED"],
      finds: [
        '2.2 TLS version: SSL policy modern: minTlsVersion is not set, which means TLS 1.0; {profile} needs at least 1.2. Set minTlsVersion: "TLS_1_2".',
      ],
    },
    "a policy of TLS 1.2": {
      stack: loadBalancer({ policy: { minTlsVersion: "TLS_1_2", profile: "MODERN" } }),
      remediable: false,
      profiles: ["RESTRICTED"],
      finds: [
        '2.2 TLS version: SSL policy modern: minTlsVersion is TLS_1_2 (TLS 1.2); {profile} needs at least 1.3. Set minTlsVersion: "TLS_1_3", profile: "RESTRICTED".',
      ],
    },
  },
  unknown: {
    "the version is not known yet": {
      stack: loadBalancer({ policy: { minTlsVersion: unknown } }),
      mentions: ["minTlsVersion is not known until the update"],
    },
    "the policy is elsewhere": {
      stack: loadBalancer({ proxy: { sslPolicy: "shared-policy" } }),
      mentions: ["target proxy proxy: sslPolicy names an SSL policy outside the stack"],
    },
    "Cloud Run's own URL, whose version cannot be chosen": {
      stack: [alone()],
      mentions: ["the lowest TLS version of a Cloud Run URL cannot be chosen; it is 1.2 or later"],
      profiles: ["RESTRICTED"],
    },
  },
});
