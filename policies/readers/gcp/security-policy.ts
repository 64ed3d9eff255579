import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import type { Inputs } from "../../evaluation/inputs";
import { allOf, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { webFirewall } from "../../kinds/web-firewall";
import { no } from "../aws/outcome";
import type { Part } from "../aws/parts";
import { jointly } from "../borrowed-fact";
import { showBytes } from "../byte-size";
import { Lacking } from "../kubernetes/lacking";
import { servingBackends } from "./load-balancer";
import { policyLinks } from "./security-policy-link";
import { rulesOf, type Rule, type Rules } from "./security-policy-rule";

/** Security policies of Cloud Armor. Without a rule for everybody, everybody is let through. */
export const securityPolicy = reader(
  ["gcp:compute/securityPolicy:SecurityPolicy", "gcp:compute/regionSecurityPolicy:RegionSecurityPolicy"],
  webFirewall,
  (inputs) => ({
    protects,
    requestsPerMinute: (self, stack) => rateOf(rulesOf(inputs, self, stack)),
    bodyLimitBytes: (self, stack) => bodyLimitOf(rulesOf(inputs, self, stack)),
    allowedRanges: (self, stack) => admittedBy(rulesOf(inputs, self, stack)),
  }),
);

/** Passes when every backend service that the entry point's requests go to names the policy. */
function protects(target: Subject<EntryPoint>, self: Subject<unknown>, stack: StackView): Outcome {
  if (target.kind !== entryPoint || !/^gcp:compute\/.*[fF]orwardingRule:/.test(target.resource.type)) {
    return no("it protects backend services");
  }
  const { inputs } = target.resource;
  const { items, missing } = servingBackends({ inputs, self: target, stack });
  if (items.length === 0) {
    // What the rule leads to may name it.
    return missing ? undetermined(missing) : no("it leads to no backend service");
  }
  return allOf(...items.map((service) => namedBy(service, self, stack)));
}

function namedBy(service: Subject<Part>, self: Subject<unknown>, stack: StackView): Outcome {
  const links = policyLinks(service, stack);
  if (links.some(({ link }) => link.subjects.some(({ resource }) => resource.urn === self.resource.urn))) {
    return pass;
  }
  // What is not known yet may name it; and it may be called what is named.
  const isNamed = self.resource.inputs.string("name").isDecided;
  const untold = links.find(({ link }) => link.state === "unknown" || (link.state === "outside" && !isNamed));
  if (untold === undefined) return no("it names another policy");
  const { path, state } = untold.reference.fact;
  return undetermined({
    part: `backend service ${service.resource.name}`,
    path,
    why: state.is === "unknown" ? state.why : "may name a policy whose name is not known until the update",
  });
}

const PER_MINUTE = { unit: "requests per minute" };

/** A rule that limits rates and, below them, lets requests through. */
function limits({ action }: Rule): boolean {
  return action === "throttle" || action === "rate_based_ban";
}

function denies({ action }: Rule): boolean {
  return action.startsWith("deny");
}

/**
 * What the rules let through for each client, once requests get past those that deny. Undefined where none of them limits
 * rates at all.
 */
function rateOf({ items, missing }: Rules): Fact<number> | undefined {
  const untold = missing && Fact.unknown<number>(missing.path ?? [], missing.why);
  if (!items.some(limits)) return untold;
  const facts: Fact<number>[] = [];
  for (const rule of items) {
    if (limits(rule)) facts.push(rule.as(limitOf(rule)));
    if (rule.about !== "everybody") continue;
    if (rule.action === "allow") return untold ?? othersPass(facts, rule.as(unlimited(rule)));
    return jointly(untold ? [...facts, untold] : facts);
  }
  return untold ?? othersPass(facts, unlimitedByDefault);
}

/** Where a rule may be about all requests of the application, that others pass is no finding. */
function othersPass(facts: readonly Fact<number>[], unlimited: Fact<number>): Fact<number> {
  return facts.find(({ isDecided }) => !isDecided) ?? unlimited;
}

/** Whom no rule is about, the rule that Google adds lets through. */
const unlimitedByDefault = new Lacking<number>(["rules"], {
  says: "limit some clients, and let all others through",
  ...PER_MINUTE,
  advice: 'Add a throttle rule for srcIpRanges ["*"].',
});

function unlimited({ inputs }: Rule): Fact<number> {
  return new Lacking<number>([...inputs.path, "action"], {
    says: "is allow, which lets everybody else through",
    ...PER_MINUTE,
    advice: 'Use "throttle" with rateLimitOptions in its place.',
  });
}

/** Keys by which clients are counted one by one. */
const PER_CLIENT = /^(IP|XFF_IP|USER_IP|HTTP_HEADER|HTTP_COOKIE|TLS_JA[34]_FINGERPRINT)$/;

function limitOf(rule: Rule): Fact<number> {
  const options = rule.inputs.at("rateLimitOptions");
  if (rule.about === "expression") {
    const why =
      "narrows the rule to some requests, and whether those of the application are among them is not judged";
    return Fact.unknown([...rule.inputs.path, "match", "expr", "expression"], why);
  }
  const threshold = options.at("rateLimitThreshold");
  const interval = threshold.number("intervalSec");
  const seconds = interval.value;
  const rate =
    seconds === undefined || seconds <= 0
      ? Fact.unknown<number>(interval.path, interval.isAbsent ? "is not set" : interval.says)
      : threshold.number("count").map((count) => (count * 60) / seconds, {
          ...PER_MINUTE,
          write: (perMinute) => Math.max(1, Math.floor((perMinute * seconds) / 60)),
        });
  return jointly([...keyFacts(options), rate]) ?? rate;
}

/** Without a key, all clients are counted together. */
function keyFacts(options: Inputs): readonly Fact<number>[] {
  const configs = options.list("enforceOnKeyConfigs");
  if (configs.missing) return [Fact.unknown<number>(configs.missing.path ?? [], configs.missing.why)];
  const keys =
    configs.items.length > 0
      ? configs.items.map((it) => it.string("enforceOnKeyType", { whenAbsent: "ALL" }))
      : [options.string("enforceOnKey", { whenAbsent: "ALL" })];
  if (keys.some(({ value }) => PER_CLIENT.test(value ?? ""))) return [];
  const unknown = keys.find(({ isDecided }) => !isDecided);
  if (unknown) return [Fact.unknown<number>(unknown.path, unknown.says)];
  return keys.slice(0, 1).map(
    (key) =>
      new Lacking<number>(key.path, {
        says: `${key.says}, which counts all clients together`,
        needs: "a count for each client",
        advice: 'Set it to "IP".',
      }),
  );
}

/** Bytes of the largest body that a rule on its announced length lets through. Undefined where there is none. */
function bodyLimitOf({ items, missing }: Rules): Fact<number> | undefined {
  const limits = items.filter(denies).flatMap((rule) => {
    const expression = rule.inputs.string("match.expr.expression");
    const limit = announcedLimit(expression.value ?? "");
    return limit === undefined
      ? []
      : [rule.as(expression.map(() => limit, { says: showBytes, fixable: false }))];
  });
  const [strictest] = [...limits].sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  return strictest ?? (missing && Fact.unknown<number>(missing.path ?? [], missing.why));
}

/** The number in `int(request.headers['content-length']) > 1048576`. */
function announcedLimit(expression: string): number | undefined {
  const [, operator, bytes] =
    /^\s*int\(\s*request\.headers\[\s*['"]content-length['"]\s*\]\s*\)\s*(>=?)\s*(\d+)\s*$/i.exec(
      expression,
    ) ?? [];
  if (bytes === undefined) return undefined;
  return operator === ">=" ? Number(bytes) - 1 : Number(bytes);
}

/** The addresses that are let through, where everybody else is denied. */
function admittedBy({ items, missing }: Rules): Listing<Fact<string>> {
  const unseen = missing ? [Listing.unknown<Fact<string>>(missing)] : [];
  const ranges: Listing<Fact<string>>[] = [];
  for (const rule of items) {
    if (denies(rule)) {
      if (rule.about === "everybody") return Listing.of(...ranges, ...unseen);
      continue;
    }
    if (rule.about === "everybody") break;
    ranges.push(rule.about === "addresses" ? listed(rule) : matched(rule));
  }
  return missing ? Listing.unknown(missing) : new Listing<Fact<string>>([]);
}

function listed({ inputs, as }: Rule): Listing<Fact<string>> {
  return inputs.strings("match.config.srcIpRanges").map(as);
}

/** `inIpRange(origin.ip, '192.0.2.0/24')`, of which there may be several with `||` between them. */
function matched({ inputs, as }: Rule): Listing<Fact<string>> {
  const expression = inputs.string("match.expr.expression");
  const parts = (expression.value ?? "").split("||").map((part) => IN_RANGE.exec(part)?.[1]);
  if (parts.some((part) => part === undefined)) {
    const why = "is an expression, and whom it admits is not judged";
    return Listing.unknown({ path: expression.path, why });
  }
  return new Listing(parts.map((range) => as(expression.map(() => range, { fixable: false }))));
}

const IN_RANGE = /^\s*\(?\s*inIpRange\(\s*origin\.ip\s*,\s*['"]([^'"]+)['"]\s*\)\s*\)?\s*$/;
