import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import {
  entryPoint,
  type Cors,
  type EntryPoint,
  type HealthCheck,
  type Hsts,
  type PlainText,
  type TlsTermination,
} from "../../kinds/entry-point";
import type { Workload } from "../../kinds/workload";
import { borrowed, jointly } from "../borrowed-fact";
import { hstsOf } from "../hsts-header";
import { unknownHsts } from "../kubernetes/hsts-fact";
import { Lacking } from "../kubernetes/lacking";
import { showTlsVersion } from "../tls-version";
import { admittedBy, asAllowlist, type Admitted } from "./address-ranges";
import { certificateRenewal } from "./certificate";
import { isOriginOfDistribution } from "./distribution-origin";
import { redirectFacts, targetReferences } from "./listener-action";
import {
  certificatesOfListener,
  listenersOf,
  loadBalancerOf,
  loadBalancerType,
  ofLoadBalancer,
  rulesOfListener,
  type Listener,
} from "./load-balancer";
import { lostReference, uniqueSubjects, type Part } from "./parts";
import { platformFact } from "./platform-fact";
import { healthCheckOfGroups, leadsToLoadBalancer, targetGroupPart, workloadsOfGroup } from "./target-group";
import { lowestTlsVersion, tlsPolicyFor } from "./tls-policy";

/**
 * `aws:lb/listener:Listener` of an application or network load balancer: one port, with what the load balancer, the
 * listener's rules and its target groups say.
 */
export const loadBalancerListener = reader("aws:lb/listener:Listener", entryPoint, (inputs): EntryPoint => {
  const at = (self: Subject<EntryPoint>, stack: StackView): Listener => ({ inputs, self, stack });
  return {
    type: "listener",
    isInternal: Fact.unknown(["loadBalancerArn"], "names the load balancer, which decides"),
    isInternalIn: (self, stack) => scopeOf(at(self, stack)),
    workloads: (self, stack) => workloadsOf(at(self, stack)),
    plainText: (self, stack) => plainTextOf(at(self, stack)),
    tls: (self, stack) => tlsOf(at(self, stack)),
    hsts: () => hstsHeader(inputs),
    cors: () => corsOf(inputs),
    healthCheck: (self, stack) => healthCheckOf(at(self, stack)),
    timeoutSeconds: (self, stack) => timeoutOf(at(self, stack)),
    allowedRanges: (self, stack) => allowedRangesOf(at(self, stack)),
    firewallKeys: (self, stack) => {
      const found = loadBalancerOf(at(self, stack));
      return "why" in found ? [] : [found.resource.urn];
    },
    servedBehind: (self, stack) => servedBehind(at(self, stack)),
  };
});

/** HTTP unless set. */
function protocolOf(inputs: Inputs): Fact<string> {
  return inputs.string("protocol", { whenAbsent: "HTTP" });
}

function isEncrypted(inputs: Inputs, ...protocols: readonly string[]): boolean {
  return protocols.includes(protocolOf(inputs).value ?? "");
}

/** Whether only private networks reach it: nobody else where a distribution of the stack is all that may. */
function scopeOf(listener: Listener): Fact<boolean> {
  const internal = ofLoadBalancer(listener, (inputs) => inputs.boolean("internal", { whenAbsent: false }));
  if (internal.value !== false) return internal;
  const found = loadBalancerOf(listener);
  const leads = !("why" in found) && isOriginOfDistribution(found, listener.stack);
  if ("why" in found || leads === false) return internal;
  const groups = found.thing.inputs.references("securityGroups");
  const { items, missing } = admittedOf(listener).ranges;
  if ((groups.items.length === 0 && groups.missing === undefined) || items.length > 0) return internal;
  if (leads !== true) {
    const why = "names a load balancer that may be the origin of a distribution alone";
    return Fact.unknown(["loadBalancerArn"], why);
  }
  return missing
    ? Fact.unknown(["loadBalancerArn"], "names a load balancer that other networks may reach as well")
    : Fact.given(true, ["loadBalancerArn"]);
}

/** What the default action and the rules forward to. */
interface Targets {
  readonly groups: readonly Subject<Part>[];
  /** Set where some of them are not in the stack. */
  readonly missing?: Listing<never>["missing"];
}

function targetsOf(listener: Listener): Targets {
  const { inputs, self, stack } = listener;
  const defaults = inputs.list("defaultActions");
  const sources: readonly { readonly from: Subject<unknown>; readonly actions: Listing<Inputs> }[] = [
    { from: self, actions: defaults },
    ...rulesOfListener(listener).map((rule) => ({ from: rule, actions: rule.thing.inputs.list("actions") })),
  ];
  const followed = sources.flatMap(({ from, actions }) =>
    targetReferences(actions).map((reference) => ({
      reference,
      groups: stack.follow(from, reference, targetGroupPart).subjects,
    })),
  );
  const lost = followed.find(({ groups }) => groups.length === 0);
  const missing = lost ? lostReference(lost.reference, "a target group") : defaults.missing;
  return {
    groups: uniqueSubjects(followed.flatMap(({ groups }) => groups)),
    ...(missing ? { missing } : {}),
  };
}

function healthCheckOf(listener: Listener): HealthCheck | undefined {
  const { groups, missing } = targetsOf(listener);
  if (groups.length > 0 || missing === undefined) return healthCheckOfGroups(groups, listener.stack);
  const { path = [], why } = missing;
  return { path: Fact.unknown(path, why), intervalSeconds: Fact.unknown(path, why) };
}

function workloadsOf(listener: Listener): Listing<Subject<Workload>> {
  const { groups, missing } = targetsOf(listener);
  const found = Listing.of(...groups.map((group) => workloadsOfGroup(group, listener.stack)));
  return missing ? Listing.of(found, Listing.unknown(missing)) : found;
}

function servedBehind(listener: Listener): string | undefined {
  const { groups, missing } = targetsOf(listener);
  if (missing) return undefined;
  if (groups.length === 0) return "it leads to no target";
  return groups.every(leadsToLoadBalancer)
    ? "it leads to an application load balancer, whose listeners answer for it"
    : undefined;
}

function portName(inputs: Inputs): string {
  const port = inputs.number("port").value;
  return port === undefined ? "its port" : `port ${port}`;
}

function plainTextOf(listener: Listener): Listing<PlainText> {
  const { inputs } = listener;
  const protocol = protocolOf(inputs);
  const name = portName(inputs);
  if (protocol.state.is === "unknown") {
    return Listing.unknown({ path: protocol.path, why: protocol.state.why });
  }
  if (protocol.value === "HTTP") {
    return loadBalancerType(listener) === "gateway"
      ? new Listing<PlainText>([])
      : new Listing([{ path: [], name, redirects: redirectsOf(listener) }]);
  }
  const port = inputs.number("port");
  // What passes through is judged where it ends, save on the port that stands for plain HTTP.
  const isPlain = /^TCP(_UDP)?$/.test(protocol.value ?? "") && port.value === 80;
  if (!isPlain || targetsOf(listener).groups.some(leadsToLoadBalancer)) return new Listing<PlainText>([]);
  const redirects = new Fact<boolean>({ is: "known", value: false, shown: "80" }, port.path, {
    says: () => "plain HTTP",
    fixable: false,
  });
  return new Listing([{ path: [], name, redirects }]);
}

/** Whether the default action and every rule only redirect. What serves plain HTTP speaks first. */
function redirectsOf(listener: Listener): Fact<boolean> {
  const { inputs, stack } = listener;
  const found = loadBalancerOf(listener);
  const siblings = "why" in found ? [] : listenersOf(found, stack);
  const canRedirect = siblings.some(({ resource }) => isEncrypted(resource.inputs, "HTTPS"));
  const port = inputs.number("port");
  const facts = [
    ...redirectFacts(inputs.list("defaultActions"), port, canRedirect),
    ...rulesOfListener(listener).flatMap((rule) =>
      redirectFacts(rule.thing.inputs.list("actions"), port, canRedirect).map((fact) =>
        borrowed(`listener rule ${rule.resource.name}`, fact),
      ),
    ),
  ];
  const serves = (fact: Fact<boolean>) => fact.value !== true;
  return jointly([...facts.filter(serves), ...facts.filter((fact) => !serves(fact))]) ?? Fact.given(true);
}

function tlsOf(listener: Listener): Listing<TlsTermination> {
  const { inputs } = listener;
  const protocol = protocolOf(inputs);
  if (protocol.state.is === "unknown") {
    return Listing.unknown({ path: protocol.path, why: protocol.state.why });
  }
  if (!isEncrypted(inputs, "HTTPS", "TLS")) return new Listing<TlsTermination>([]);
  return new Listing([
    {
      path: [],
      name: portName(inputs),
      get lowestVersion() {
        return inputs.string("sslPolicy", { whenAbsent: "ELBSecurityPolicy-2016-08" }).map(lowestTlsVersion, {
          says: showTlsVersion,
          write: tlsPolicyFor,
          why: "names a policy whose TLS versions its name does not tell",
        });
      },
      get renewsItself() {
        return renewalOf(listener);
      },
      get verifiesClients() {
        return clientVerification(inputs);
      },
    },
  ]);
}

function renewalOf(listener: Listener): Fact<boolean> {
  const { inputs, self, stack } = listener;
  const own = certificateRenewal(self, inputs.reference("certificateArn"), stack);
  const others = certificatesOfListener(listener).map((it) =>
    borrowed(
      `listener certificate ${it.resource.name}`,
      certificateRenewal(it, it.thing.inputs.reference("certificateArn"), stack),
    ),
  );
  return jointly([own, ...others]) ?? own;
}

/** Off unless set. In passthrough mode the application would have to verify. */
function clientVerification(inputs: Inputs): Fact<boolean> {
  if (isEncrypted(inputs, "TLS")) {
    return platformFact(false, {
      says: "a network load balancer asks for no client certificates",
      advice:
        "Use an HTTPS listener of an application load balancer, or pass TLS through to what verifies them.",
    });
  }
  const mutual = inputs.at("mutualAuthentication");
  const mode = mutual.string("mode");
  if (mode.isAbsent) {
    return new Lacking<boolean>(mutual.path, {
      says: "is not set",
      advice: 'Set its mode: "verify", and its trustStoreArn to a trust store of your own authority.',
    });
  }
  const verifies = mode.map((value) => value === "verify", {
    says: (does) => (does ? "client certificates that are verified" : "clients that are let in unverified"),
    write: () => "verify",
    ...(mutual.has("trustStoreArn") ? {} : { fixable: false }),
  });
  const inTime = mutual
    .boolean("ignoreClientCertificateExpiry", { whenAbsent: false })
    .map((ignores) => !ignores, {
      says: (does) => (does ? "expired certificates refused" : "expired certificates let in"),
      write: (wanted) => !wanted,
    });
  return jointly([verifies, inTime]) ?? verifies;
}

/** None unless set. */
function hstsHeader(inputs: Inputs): Hsts | undefined {
  const { path, state } = protocolOf(inputs);
  if (state.is === "unknown") return unknownHsts(path, state.why);
  if (!isEncrypted(inputs, "HTTPS")) return undefined;
  const header = inputs.string("routingHttpResponseStrictTransportSecurityHeaderValue");
  const { maxAgeSeconds, includesSubDomains } = hstsOf(header);
  return {
    maxAgeSeconds: new Fact(maxAgeSeconds.state, maxAgeSeconds.path, {
      unit: "seconds",
      write: (seconds) => `max-age=${seconds}; includeSubDomains`,
    }),
    // Where there is no header, its age speaks for both.
    includesSubDomains: header.isAbsent ? Fact.given(true, header.path) : includesSubDomains,
  };
}

function corsOf(inputs: Inputs): Cors | undefined {
  const origin = inputs.string("routingHttpResponseAccessControlAllowOriginHeaderValue");
  return origin.isAbsent ? undefined : { origins: new Listing([origin]) };
}

/** The idle timeout: 60 seconds at an application load balancer unless set, 350 at a network one. */
function timeoutOf(listener: Listener): Fact<number> | undefined {
  const { inputs } = listener;
  const protocol = protocolOf(inputs);
  if (protocol.state.is === "unknown") return Fact.unknown(protocol.path, protocol.state.why);
  switch (protocol.value) {
    case "TCP":
      return inputs.number("tcpIdleTimeoutSeconds", { unit: "seconds", whenAbsent: 350 });
    case "TLS":
      return platformFact(350, {
        says: "TLS listeners of network load balancers time out after 350 seconds, which cannot be changed",
        advice: "Use an application load balancer, or an exemption that says why not.",
      });
    case "HTTP":
    case "HTTPS":
      return ofLoadBalancer(listener, (of) => of.number("idleTimeout", { unit: "seconds", whenAbsent: 60 }));
    default:
      return undefined;
  }
}

/** Whom the load balancer's security groups admit to the port. */
function admittedOf(listener: Listener): Admitted {
  const found = loadBalancerOf(listener);
  if ("why" in found) return { ranges: Listing.unknown(found), foreignLists: [] };
  const groups = found.thing.inputs.references("securityGroups");
  return admittedBy(found, groups, listener.inputs.number("port"), listener.stack);
}

/** The security groups of the load balancer, or rules of the listener that forward listed addresses alone. */
function allowedRangesOf(listener: Listener): Listing<Fact<string>> {
  const found = loadBalancerOf(listener);
  if ("why" in found) return Listing.unknown(found);
  const { inputs } = found.thing;
  const byRules = rangesOfRules(listener);
  if (byRules && !byRules.isEmpty) return byRules;
  if (!inputs.has("securityGroups")) {
    const what = isEncrypted(listener.inputs, "HTTP", "HTTPS")
      ? "the default security group of the VPC decides"
      : "the security groups of its targets decide";
    return Listing.unknown({
      why: `securityGroups of load balancer ${found.resource.name} is not set, so that ${what}`,
    });
  }
  return asAllowlist(admittedOf(listener));
}

/** The source addresses in the conditions of rules, where nothing else is forwarded. */
function rangesOfRules(listener: Listener): Listing<Fact<string>> | undefined {
  const { inputs } = listener;
  const forwards = (actions: Listing<Inputs>) =>
    actions.missing !== undefined ||
    actions.items.some((action) => /^(forward|undefined)$/.test(String(action.string("type").value)));
  const defaults = inputs.list("defaultActions");
  const untold =
    defaults.missing ??
    defaults.items
      .map((action) => action.string("type"))
      .filter(({ state }) => state.is === "unknown")
      .map(({ path, says }) => ({ path, why: says }))[0];
  if (untold) return Listing.unknown(untold);
  if (forwards(defaults)) return undefined;
  const rules = rulesOfListener(listener).filter(({ thing }) => forwards(thing.inputs.list("actions")));
  const each = rules.map((rule) => {
    const conditions = rule.thing.inputs.list("conditions");
    const sources = conditions.filter((condition) => condition.has("sourceIp"));
    const values = sources.items.map((condition) => condition.strings("sourceIp.values"));
    const as = (fact: Fact<string>) => borrowed(`listener rule ${rule.resource.name}`, fact);
    if (sources.items.length > 0) return Listing.of(...values).map(as);
    return conditions.missing && Listing.unknown<Fact<string>>(conditions.missing);
  });
  return each.some((ranges) => ranges === undefined)
    ? undefined
    : Listing.of(...each.filter((ranges) => ranges !== undefined));
}
