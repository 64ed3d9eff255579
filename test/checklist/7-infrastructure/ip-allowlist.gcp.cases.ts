import { cases, ref, resource, unknown } from "../../kit/cases";
import { alone, armor, everybody, httpPort, loadBalancer, throttle } from "../gcp/load-balancers";

const guarded = (rules: unknown) => [
  ...loadBalancer({ backend: { securityPolicy: ref("edge") } }),
  armor(rules),
];
const admits = (srcIpRanges: unknown, action = "allow") => ({
  action,
  priority: 100,
  match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges } },
});
const matching = (text: unknown) => ({
  action: "allow",
  priority: 100,
  match: { expr: { expression: text } },
});
const NARROW = "{profile} needs listed address ranges, none wider than /8.";
const DENY = everybody("deny(403)");
const gke = (props: object) =>
  resource("gcp:container/cluster:Cluster", "prod", { location: "europe-west1", ...props });
const networks = (...blocks: readonly unknown[]) => ({
  masterAuthorizedNetworksConfig: { cidrBlocks: blocks.map((cidrBlock) => ({ cidrBlock })) },
});

export default cases({
  requirement: "7.3-ip-allowlist",
  provider: "gcp",
  valid: {
    "listed addresses, and nobody else": { stack: guarded([admits(["192.0.2.0/24"]), DENY]) },
    "addresses in an expression": {
      stack: guarded([
        matching("inIpRange(origin.ip, '192.0.2.0/24') || inIpRange(origin.ip, '198.51.100.7/32')"),
        DENY,
      ]),
    },
    "listed addresses, with a limit": {
      stack: guarded([throttle(10, {}, admits(["192.0.2.0/24"], "throttle")), DENY]),
    },
    "a balancer that passes connections of listed addresses on": {
      stack: [
        resource("gcp:compute/forwardingRule:ForwardingRule", "tcp", {
          backendService: "pool",
          ports: ["443"],
          sourceIpRanges: ["192.0.2.0/24"],
        }),
      ],
    },
    "a cluster whose networks are listed": { stack: [gke(networks("192.0.2.0/24"))] },
    "a cluster without a public endpoint": {
      stack: [gke({ privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: true } })],
    },
    "a cluster that lists no networks lets nobody in": {
      stack: [gke({ masterAuthorizedNetworksConfig: {} })],
    },
  },
  invalid: {
    "everybody is let through": {
      stack: guarded([throttle(10), everybody("allow")]),
      remediable: false,
      finds: [
        "7.3 IP allowlist: web firewall edge: every address is admitted; {profile} needs listed address ranges only. List the address ranges of your clients.",
      ],
    },
    "no policy": {
      stack: loadBalancer(),
      remediable: false,
      finds: [
        "7.3 IP allowlist: this forwarding rule admits every address; {profile} needs listed address ranges only. Put a firewall with an address list in front of it.",
      ],
    },
    "Cloud Run's own URL": {
      stack: [alone()],
      remediable: false,
      finds: [
        "7.3 IP allowlist: this Cloud Run service admits every address; {profile} needs listed address ranges only. Put a firewall with an address list in front of it.",
      ],
    },
    "a range that is too wide": {
      stack: guarded([admits(["0.0.0.0/1"]), DENY]),
      remediable: false,
      finds: [
        `7.3 IP allowlist: web firewall edge: rules[0].match.config.srcIpRanges[0] is "0.0.0.0/1"; ${NARROW}`,
      ],
    },
    "a cluster that everybody reaches": {
      stack: [gke({})],
      remediable: false,
      finds: [
        "7.3 IP allowlist: masterAuthorizedNetworksConfig.cidrBlocks lists no addresses, which admits every one; {profile} needs listed address ranges only. List the address ranges of your clients.",
      ],
    },
    "a cluster whose name answers to everybody": {
      stack: [
        gke({
          ...networks("192.0.2.0/24"),
          controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: true } },
        }),
      ],
      remediable: false,
      finds: [
        `7.3 IP allowlist: controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic is true (every address); ${NARROW}`,
      ],
    },
  },
  unknown: {
    "a range is not known yet": {
      stack: guarded([admits([unknown]), DENY]),
      mentions: ["rules[0].match.config.srcIpRanges[0] is not known until the update"],
    },
    "the policy is elsewhere": {
      stack: loadBalancer({ backend: { edgeSecurityPolicy: "shared" } }),
      mentions: ["backend service backend: edgeSecurityPolicy names a security policy outside the stack"],
    },
    "countries": {
      stack: guarded([matching("origin.region_code == 'DE'"), DENY]),
      mentions: ["rules[0].match.expr.expression is an expression, and whom it admits is not judged"],
    },
    "a cluster's network is not known yet": {
      stack: [gke(networks(unknown))],
      mentions: ["masterAuthorizedNetworksConfig.cidrBlocks[0].cidrBlock is not known until the update"],
    },
    "whether the cluster is private is not known yet": {
      stack: [gke({ privateClusterConfig: { enablePrivateEndpoint: unknown } })],
      mentions: ["privateClusterConfig.enablePrivateEndpoint is not known until the update"],
    },
  },
  notApplicable: {
    "internal traffic": {
      stack: httpPort({ defaultService: "shared" }, { loadBalancingScheme: "INTERNAL_MANAGED" }),
    },
  },
});
