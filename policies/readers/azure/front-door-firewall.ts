import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { allOf, anyOf, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { type EntryPoint } from "../../kinds/entry-point";
import { webFirewall, type WebFirewall } from "../../kinds/web-firewall";
import { no } from "../aws/outcome";
import { partOf, type Part } from "../aws/parts";
import { followArm } from "./arm-part";
import { customDomainsOf } from "./front-door-domain";
import { customDomainPart, endpointPart, followFrontDoor } from "./front-door-part";
import {
  announcedLimitOf,
  countsTogether,
  enforced,
  rangesOf,
  rateOf,
  type Enforcement,
  type RateDialect,
} from "./waf-limits";
import { FRONT_DOOR_DIALECT, wafRulesOf } from "./waf-rule";

const securityPolicyPart = kind<Part>("security policy");

/** `azure-native:cdn:SecurityPolicy`: what puts a firewall policy in front of hosts. */
export const frontDoorSecurityPolicy = reader("azure-native:cdn:SecurityPolicy", securityPolicyPart, partOf);

/** `azure-native:frontdoor:Policy`: a firewall policy of Front Door. */
export const frontDoorFirewallPolicy = reader("azure-native:frontdoor:Policy", webFirewall, (inputs) => {
  const rules = () => wafRulesOf(inputs, FRONT_DOOR_DIALECT);
  const only = (fact: Fact<number> | undefined) => fact && enforced(fact, enforcementOf(inputs));
  return {
    protects,
    requestsPerMinute: () => only(rateOf(rules(), RATES)),
    bodyLimitBytes: () => only(announcedLimitOf(rules())),
    allowedRanges: () => rangesOf(rules(), enforcementOf(inputs)),
  };
});

/** A security policy whose firewall policy is not in the stack: what that says cannot be told. */
export const foreignFrontDoorFirewall = reader(
  "azure-native:cdn:SecurityPolicy",
  webFirewall,
  (inputs): WebFirewall => {
    const reference = inputs.reference(POLICY);
    const { path } = reference.fact;
    const why = reference.fact.isKnown ? "names a firewall policy outside the stack" : reference.fact.says;
    return {
      protects: (target, self, stack) =>
        policyOf(self, stack).subjects.length > 0
          ? no("its firewall policy is in the stack")
          : guards(target, self, stack),
      requestsPerMinute: () => Fact.unknown(path, why),
      bodyLimitBytes: () => Fact.unknown(path, why),
      allowedRanges: () => Listing.unknown({ path, why }),
    };
  },
);

const POLICY = "parameters.wafPolicy.id";

function policyOf(security: Subject<unknown>, stack: StackView): Link<WebFirewall> {
  const reference = security.resource.inputs.reference(POLICY);
  const link = followArm(security, reference, webFirewall, ["policyName"], stack);
  // The security policy is of this kind as well, for policies outside the stack.
  return {
    ...link,
    subjects: link.subjects.filter(({ resource }) => resource.urn !== security.resource.urn),
  };
}

const securitiesByPolicy = lookup(securityPolicyPart, (self, stack) => {
  const { state, subjects } = policyOf(self, stack);
  return { some: state === "unknown" ? [undefined] : subjects.map(({ resource }) => resource.urn) };
});

/** Passes when a security policy of the stack puts this firewall policy in front of every host of the route. */
function protects(target: Subject<EntryPoint>, self: Subject<WebFirewall>, stack: StackView): Outcome {
  if (target.resource.type.endsWith(":FrontDoor")) return namedByClassic(target, self, stack);
  const outcomes = stack.candidates(securitiesByPolicy, [self.resource.urn]).map((security) => {
    const { state, subjects } = policyOf(security, stack);
    const isOwn = subjects.some(({ resource }) => resource.urn === self.resource.urn);
    const guarded = guards(target, security, stack);
    if (state === "found" && isOwn) return guarded;
    return state === "unknown" && guarded.result !== "violation"
      ? undetermined({
          part: `security policy ${security.resource.name}`,
          path: ["parameters", "wafPolicy", "id"],
          why: "is not known until the update",
        })
      : no("it names another policy");
  });
  return outcomes.length === 0 ? no("no security policy names it") : anyOf(...outcomes);
}

/** Passes when every host of a Front Door (classic) names the policy. */
function namedByClassic(target: Subject<EntryPoint>, self: Subject<WebFirewall>, stack: StackView): Outcome {
  const hosts = target.resource.inputs.list("frontendEndpoints");
  const each = hosts.items.map((host) => {
    const reference = host.reference("webApplicationFirewallPolicyLink.id");
    const { state, subjects } = followArm(target, reference, webFirewall, ["policyName"], stack);
    const isOne = subjects.some(({ resource }) => resource.urn === self.resource.urn);
    if (state === "found" && isOne) return pass;
    return state === "unknown"
      ? undetermined({ path: reference.fact.path, why: "is not known until the update" })
      : no("it names another policy");
  });
  const untold = hosts.missing ? [undetermined(hosts.missing)] : [];
  return each.length + untold.length === 0 ? no("it has no host") : allOf(...each, ...untold);
}

/** Whether a security policy stands in front of every host of a route. */
function guards(target: Subject<EntryPoint>, security: Subject<unknown>, stack: StackView): Outcome {
  if (!target.resource.type.endsWith(":Route") || !target.resource.type.startsWith("azure-native")) {
    return no("it protects hosts of Front Door");
  }
  const { inputs } = target.resource;
  const domains = customDomainsOf(inputs, target, stack);
  const linked = inputs.string("linkToDefaultDomain", { whenAbsent: "Disabled" });
  const endpoint = followFrontDoor(target, inputs, "endpointName", endpointPart, stack);
  const hosts = [
    ...domains.items,
    ...(linked.value === "Enabled" && endpoint.is === "found" ? endpoint.parts : []),
  ];
  const untold =
    domains.missing ??
    linked.untold ??
    (linked.value === "Enabled" && endpoint.is === "lost" ? endpoint.missing : undefined);
  const each = hosts.map((host) => isAssociated(host, security, stack));
  const all = allOf(...each, ...(untold ? [undetermined(untold)] : []));
  return all.result === "not-applicable" ? no("the route has no host") : all;
}

const ENDPOINTS = { kind: endpointPart, names: ["endpointName"] };
const DOMAINS = { kind: customDomainPart, names: ["customDomainName"] };

function isAssociated(host: Subject<Part>, security: Subject<unknown>, stack: StackView): Outcome {
  const associations = security.resource.inputs.list("parameters.associations");
  const domains = associations.items.map((it) => it.list("domains"));
  const references: readonly Reference[] = domains.flatMap(({ items }) =>
    items.map((it) => it.reference("id")),
  );
  const [own, other] = host.kind === endpointPart ? [ENDPOINTS, DOMAINS] : [DOMAINS, ENDPOINTS];
  const part = `security policy ${security.resource.name}`;
  const outcomes = references.map((reference) => {
    const { state, subjects } = followArm(security, reference, own.kind, own.names, stack);
    const isOne = subjects.some(({ resource }) => resource.urn === host.resource.urn);
    if (state === "found" && isOne) return pass;
    // What is known to be made of a host of the other kind is not one of this.
    const isOther = followArm(security, reference, other.kind, other.names, stack).state === "found";
    return state === "unknown" && !isOther
      ? undetermined({ part, path: reference.fact.path, why: "is not known until the update" })
      : no("it is about other hosts");
  });
  const missing = associations.missing ?? domains.find((it) => it.missing)?.missing;
  const all = [...outcomes, ...(missing ? [undetermined({ part, ...missing })] : [])];
  return all.length === 0 ? no("it is about no host") : anyOf(...all);
}

function enforcementOf(inputs: Inputs): Enforcement {
  const mode = inputs.string("policySettings.mode");
  return {
    mode: mode.isAbsent
      ? Fact.unknown(mode.path, "is not set, and what Azure then does is not documented")
      : mode,
    state: inputs.string("policySettings.enabledState", { whenAbsent: "Enabled" }),
  };
}

const RATES: RateDialect = {
  minutesOf: (rule) => rule.number("rateLimitDurationInMinutes", { whenAbsent: 1 }),
  countsTogether: (rule) => {
    const groups = rule.list("groupBy");
    const names = groups.items.map((it) => it.string("variableName"));
    const untold = groups.missing ?? names.find((it) => it.untold)?.untold;
    if (names.some(({ value }) => value === "SocketAddr")) return undefined;
    if (untold) return Fact.unknown(untold.path ?? [], untold.why);
    // Unless it is set, requests are counted by address.
    const [name] = names;
    return (
      name &&
      countsTogether(name.path, `${name.says}, which counts many clients together`, 'Set it to "SocketAddr".')
    );
  },
};
