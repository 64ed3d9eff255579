import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import {
  entryPoint,
  type EntryPoint,
  type HealthCheck,
  type Hsts,
  type PlainText,
  type TlsTermination,
} from "../../kinds/entry-point";
import { webFirewall } from "../../kinds/web-firewall";
import type { Workload } from "../../kinds/workload";
import { platformFact } from "../aws/platform-fact";
import { uniqueSubjects } from "../aws/parts";
import { jointly } from "../borrowed-fact";
import { unknownHsts } from "../kubernetes/hsts-fact";
import { Lacking } from "../kubernetes/lacking";
import { agreed } from "./agreed";
import { followArm } from "./arm-part";
import { childOf, factOfChild } from "./gateway-child";
import { hostsOf } from "./host-workloads";

/**
 * `azure-native:frontdoor:FrontDoor`, Front Door (classic), which Azure ends on 31 March 2027. TLS of its hosts is set
 * outside the resource.
 */
export const classicFrontDoor = reader(
  "azure-native:frontdoor:FrontDoor",
  entryPoint,
  (inputs): EntryPoint | undefined => {
    if (inputs.string("enabledState").value === "Disabled") return undefined;
    return {
      type: "Front Door (classic)",
      isInternal: Fact.given(false),
      workloads: (self, stack) => workloadsOf(inputs, self, stack),
      plainText: () => plainTextOf(inputs),
      tls: () => tlsOf(inputs),
      healthCheck: () => healthCheckOf(inputs),
      hsts: () => hstsOf(inputs),
      requestsPerMinute: (self, stack) => foreignPolicy(inputs, self, stack),
      bodyLimitBytes: (self, stack) => foreignPolicy(inputs, self, stack),
      allowedRanges: (self, stack) => {
        const foreign = foreignPolicy(inputs, self, stack)?.untold;
        return foreign && Listing.unknown<Fact<string>>(foreign);
      },
      timeoutSeconds: () =>
        inputs.number("backendPoolsSettings.sendRecvTimeoutSeconds", { unit: "seconds", whenAbsent: 30 }),
    };
  },
);

const CONFIGURATION = "routeConfiguration";

/** The rules that are switched on. */
function rulesOf(inputs: Inputs): Listing<Inputs> {
  return inputs.list("routingRules").filter((rule) => rule.string("enabledState").value !== "Disabled");
}

/** Whether a rule redirects; otherwise it hands requests to a backend. */
function redirects(rule: Inputs): Fact<boolean> {
  return rule.string([CONFIGURATION, "odataType"]).map((type) => type.includes("Redirect"), {
    why: "is not known, and decides whether the rule redirects",
  });
}

function workloadsOf(inputs: Inputs, self: Subject<unknown>, stack: StackView): Listing<Subject<Workload>> {
  const rules = rulesOf(inputs);
  const found = rules.items
    .filter((rule) => redirects(rule).value !== true)
    .map((rule) => {
      const pool = childOf(inputs, rule, [CONFIGURATION, "backendPool", "id"], "backendPools");
      const backends = pool.items.flatMap((it) => it.list("backends").items);
      const each = backends.map((it) => hostsOf(self, it.reference("address"), stack).workloads);
      return pool.untold
        ? Listing.of(...each, Listing.unknown<Subject<Workload>>(pool.untold))
        : Listing.of(...each);
    });
  const { items, missing } = Listing.of(...found);
  return new Listing(uniqueSubjects(items), missing ?? rules.missing);
}

/** Rules take both protocols unless set. */
function takes(rule: Inputs, protocol: string): Fact<boolean> {
  const { items, missing, path = [] } = rule.strings("acceptedProtocols");
  if (items.some(({ value }) => value === protocol)) return Fact.given(true, path);
  const untold = missing ?? items.find((it) => it.untold)?.untold;
  if (untold) return Fact.unknown(untold.path ?? path, untold.why);
  return Fact.given(items.length === 0, path);
}

function plainTextOf(inputs: Inputs): Listing<PlainText> {
  const rules = rulesOf(inputs);
  const plain = rules.items
    .filter((rule) => takes(rule, "Http").value !== false)
    .map((rule) => {
      const taken = takes(rule, "Http");
      const judged = redirectsWell(rule);
      return {
        path: [],
        name: `rule ${rule.string("name").shownValue ?? ""}`.trim(),
        redirects:
          taken.untold && judged.value !== true
            ? Fact.unknown<boolean>(taken.path, taken.untold.why)
            : judged,
      };
    });
  return new Listing(plain, rules.missing);
}

function redirectsWell(rule: Inputs): Fact<boolean> {
  const is = redirects(rule);
  if (is.untold) return Fact.unknown(is.path, is.untold.why);
  if (is.value !== true) {
    return new Lacking<boolean>([...rule.path, "acceptedProtocols"], {
      says: "takes plain HTTP, and hands it to a backend",
      advice: "Take Https alone, and redirect Http in a rule of its own with redirectProtocol HttpsOnly.",
    });
  }
  const configuration = rule.at(CONFIGURATION);
  const toHttps = configuration.string("redirectProtocol").map((protocol) => protocol === "HttpsOnly", {
    says: (ok) => (ok ? "HTTPS" : "a redirect to plain HTTP"),
    write: () => "HttpsOnly",
  });
  const lasting = configuration
    .string("redirectType")
    .map((type) => type === "Moved" || type === "PermanentRedirect", {
      says: (ok) => (ok ? "a permanent redirect" : "a redirect that browsers do not remember"),
      write: () => "Moved",
    });
  return jointly([toHttps, lasting]) ?? toHttps;
}

function tlsOf(inputs: Inputs): Listing<TlsTermination> {
  const rules = rulesOf(inputs);
  const encrypted = rules.items.some((rule) => takes(rule, "Https").value !== false);
  return new Listing(encrypted ? [termination] : [], rules.missing);
}

const ELSEWHERE = "is set for each host outside this resource, when HTTPS is switched on";

const termination: TlsTermination = {
  path: [],
  name: "its hosts",
  lowestVersion: Fact.unknown(["frontendEndpoints"], `are of hosts whose lowest TLS version ${ELSEWHERE}`),
  renewsItself: Fact.unknown(["frontendEndpoints"], `are of hosts whose certificate ${ELSEWHERE}`),
  verifiesClients: platformFact(false, {
    says: "Front Door asks for no client certificates",
    advice:
      "Use an application gateway whose HTTPS listener has an sslProfile with trustedClientCertificates.",
  }),
};

/** A firewall policy outside the stack decides what cannot be told; one in the stack is judged by itself. */
function foreignPolicy(inputs: Inputs, self: Subject<unknown>, stack: StackView): Fact<number> | undefined {
  const [lost] = inputs
    .list("frontendEndpoints")
    .items.map((host) => host.reference("webApplicationFirewallPolicyLink.id"))
    .filter((reference) => reference.isSet)
    .filter(
      (reference) => followArm(self, reference, webFirewall, ["policyName"], stack).subjects.length === 0,
    );
  if (lost === undefined) return undefined;
  const { path, untold } = lost.fact;
  return Fact.unknown(
    path,
    untold?.why ?? "names a firewall policy outside the stack, whose rules are not seen",
  );
}

/** Headers are added by rules engines, which are resources of their own. */
function hstsOf(inputs: Inputs): Hsts | undefined {
  const engine = rulesOf(inputs).items.find((rule) => rule.has("rulesEngine"));
  return (
    engine &&
    unknownHsts([...engine.path, "rulesEngine"], "names a rules engine, whose headers are not judged")
  );
}

/** Probes of `/` every 30 seconds, unless set. */
function healthCheckOf(inputs: Inputs): HealthCheck | undefined {
  const differ = { path: ["backendPools"], why: "are checked in different ways" };
  const ofProbes = <T>(factOf: (probe: Inputs) => Fact<T>) =>
    agreed<T>(
      rulesOf(inputs)
        .items.filter((rule) => redirects(rule).value !== true)
        .flatMap((rule) => {
          const pools = childOf(inputs, rule, [CONFIGURATION, "backendPool", "id"], "backendPools");
          return (
            factOfChild(
              pools,
              (pool) =>
                factOfChild(childOf(inputs, pool, "healthProbeSettings.id", "healthProbeSettings"), factOf) ??
                Fact.unknown<T>([...pool.path, "healthProbeSettings"], "is not set"),
            ) ?? []
          );
        }),
      differ,
    );
  const path = ofProbes((probe) => probe.string("path", { whenAbsent: "/" }));
  const intervalSeconds = ofProbes((probe) =>
    probe.number("intervalInSeconds", { unit: "seconds", whenAbsent: 30 }),
  );
  return path && intervalSeconds && { path, intervalSeconds };
}
