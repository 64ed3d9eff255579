import { ref, resource, type TestResource } from "../../kit/cases";
import { api, runService } from "./workloads";

type Props = Readonly<Record<string, unknown>>;

/** What each part of the load balancer is given beside what makes it comply. */
export interface Parts {
  readonly rule?: Props;
  readonly proxy?: Props;
  readonly map?: Props;
  readonly backend?: Props;
  readonly policy?: Props;
  readonly group?: Props;
  /** Variables of the application. */
  readonly variables?: Props;
  /** Cloud Run's own settings. */
  readonly service?: Props;
}

/** The application behind the load balancer alone, and its answers within a minute. */
export function hidden({ variables = {}, service = {} }: Parts = {}): TestResource {
  return runService(
    [api(variables)],
    { ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", defaultUriDisabled: true, ...service },
    { timeout: "60s" },
  );
}

/** A forwarding rule of port 443. */
export function httpsRule(props: Props = {}): TestResource {
  return resource("gcp:compute/globalForwardingRule:GlobalForwardingRule", "https", {
    target: ref("proxy"),
    portRange: "443",
    loadBalancingScheme: "EXTERNAL_MANAGED",
    ...props,
  });
}

/** An external application load balancer with everything that it needs, in front of a Cloud Run service. */
export function loadBalancer(parts: Parts = {}): readonly TestResource[] {
  return [
    httpsRule(parts.rule),
    resource("gcp:compute/targetHttpsProxy:TargetHttpsProxy", "proxy", {
      urlMap: ref("map"),
      sslPolicy: ref("modern"),
      sslCertificates: [ref("cert")],
      ...parts.proxy,
    }),
    resource("gcp:compute/sSLPolicy:SSLPolicy", "modern", {
      name: "modern",
      minTlsVersion: "TLS_1_3",
      profile: "RESTRICTED",
      ...parts.policy,
    }),
    resource("gcp:compute/managedSslCertificate:ManagedSslCertificate", "cert", {
      managed: { domains: ["api.example.com"] },
    }),
    resource("gcp:compute/uRLMap:URLMap", "map", { defaultService: ref("backend"), ...parts.map }),
    resource("gcp:compute/backendService:BackendService", "backend", {
      name: "backend",
      loadBalancingScheme: "EXTERNAL_MANAGED",
      backends: [{ group: ref("group") }],
      ...parts.backend,
    }),
    resource("gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup", "group", {
      region: "europe-west1",
      cloudRun: { service: ref("api", "shop-api") },
      ...parts.group,
    }),
    hidden(parts),
  ];
}

/** Plain HTTP with its own URL map. */
export function httpPort(map: Props, rule: Props = {}): readonly TestResource[] {
  return [
    resource("gcp:compute/globalForwardingRule:GlobalForwardingRule", "http", {
      target: ref("http-proxy"),
      portRange: "80",
      loadBalancingScheme: "EXTERNAL_MANAGED",
      ...rule,
    }),
    resource("gcp:compute/targetHttpProxy:TargetHttpProxy", "http-proxy", { urlMap: ref("http-map") }),
    resource("gcp:compute/uRLMap:URLMap", "http-map", map),
  ];
}

/** Instances behind a backend service, with a health check. */
export function instances(check: Props = {}, backend: Props = {}): readonly TestResource[] {
  return [
    resource("gcp:compute/backendService:BackendService", "backend", {
      name: "backend",
      backends: [{ group: ref("instances") }],
      healthChecks: ref("check"),
      ...backend,
    }),
    resource("gcp:compute/healthCheck:HealthCheck", "check", check),
    resource("gcp:compute/instanceGroup:InstanceGroup", "instances", { zone: "europe-west1-b" }),
  ];
}

/** A security policy of Cloud Armor, named `edge`. */
export function armor(rules: unknown, props: Props = {}): TestResource {
  return resource("gcp:compute/securityPolicy:SecurityPolicy", "edge", { name: "edge", rules, ...props });
}

/** A rule for everybody. */
export function everybody(action: string, props: Props = {}): Props {
  return {
    action,
    priority: 2147483647,
    match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } },
    ...props,
  };
}

/** A rule that limits the requests of each client in a minute. */
export function throttle(count: unknown, options: Props = {}, props: Props = {}): Props {
  return everybody("throttle", {
    priority: 1000,
    rateLimitOptions: {
      rateLimitThreshold: { count, intervalSec: 60 },
      enforceOnKey: "IP",
      conformAction: "allow",
      exceedAction: "deny(429)",
      ...options,
    },
    ...props,
  });
}

/** The application as it stands alone, reached by its own URL. */
export function alone(variables: Props = {}, props: Props = {}): TestResource {
  return runService([api(variables)], props, { timeout: "60s" });
}
