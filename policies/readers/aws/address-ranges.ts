import { Fact } from "../../evaluation/fact";
import type { Exclusion } from "../../evaluation/exclusion";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { networkPolicy } from "../../kinds/network-policy";
import { borrowed } from "../borrowed-fact";
import { rulesByGroup } from "./network-policy";
import { lostReference, partOf, urnsOf, type Part } from "./parts";

const prefixListPart = kind<Part>("prefix list");
const prefixListEntryPart = kind<Part>("prefix list entry");

/** `aws:ec2/managedPrefixList:ManagedPrefixList`: address ranges that security group rules name. */
export const managedPrefixList = reader(
  "aws:ec2/managedPrefixList:ManagedPrefixList",
  prefixListPart,
  partOf,
);

/** `aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry`: one more range of a list. */
export const managedPrefixListEntry = reader(
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  prefixListEntryPart,
  partOf,
);

const entriesByList = lookup(prefixListEntryPart, (self, stack) => ({
  some: urnsOf(self, self.thing.inputs.reference("prefixListId"), prefixListPart, stack),
}));

/** Whom security groups admit to a port. */
export interface Admitted {
  readonly ranges: Listing<Fact<string>>;
  /** Prefix lists outside the stack: those of AWS itself, such as CloudFront's. */
  readonly foreignLists: readonly Reference[];
}

/** The address ranges that security groups of a resource admit to a port. */
export function admittedBy(
  self: Subject<unknown>,
  groups: Listing<Reference>,
  port: Fact<number>,
  stack: StackView,
): Admitted {
  const each = groups.items.map((group) => admittedByGroup(self, group, port, stack));
  const missing = groups.missing ? [Listing.unknown<Fact<string>>(groups.missing)] : [];
  return {
    ranges: Listing.of(...each.map(({ ranges }) => ranges), ...missing),
    foreignLists: each.flatMap(({ foreignLists }) => foreignLists),
  };
}

/** The ranges as an allowlist: peers that are named in other ways than by address are on it, and have no range. */
export function asAllowlist({ ranges, foreignLists }: Admitted): Listing<Fact<string>> {
  const [list] = foreignLists;
  if (list) {
    return Listing.of(ranges, Listing.unknown({ ...lostReference(list, "a prefix list") }));
  }
  // Without a single range, nobody is admitted by address: written as the range that holds no host.
  return ranges.isEmpty ? new Listing([Fact.given("0.0.0.0/32", ["securityGroups"])]) : ranges;
}

function admittedByGroup(
  self: Subject<unknown>,
  reference: Reference,
  port: Fact<number>,
  stack: StackView,
): Admitted {
  const groups = stack.follow(self, reference, networkPolicy).subjects;
  if (groups.length === 0) {
    return { ranges: Listing.unknown(lostReference(reference, "a security group")), foreignLists: [] };
  }
  const rules = groups.flatMap((group) => {
    const name = `security group ${group.resource.name}`;
    const inline = group.resource.inputs.list("ingress");
    const own = stack
      .candidates(rulesByGroup, [group.resource.urn])
      .filter(({ thing }) => thing.direction === "ingress")
      .map((rule) => ruleOf(rule, rule.resource.inputs, `security group rule ${rule.resource.name}`));
    const untold = inline.missing ? [{ ranges: Listing.unknown<Fact<string>>(inline.missing) }] : [];
    return [...inline.items.map((rule) => ruleOf(group, rule, name)), ...own, ...untold];
  });
  const each = rules.map((rule): Admitted => {
    if (!("inputs" in rule)) return { ranges: rule.ranges, foreignLists: [] };
    const excluded = exclusionOf(rule.inputs, port);
    if (excluded === undefined) return rangesOfRule(rule, stack);
    return {
      ranges: typeof excluded === "string" ? new Listing([]) : Listing.unknown(excluded),
      foreignLists: [],
    };
  });
  return {
    ranges: Listing.of(...each.map(({ ranges }) => ranges)),
    foreignLists: each.flatMap(({ foreignLists }) => foreignLists),
  };
}

interface Rule {
  readonly holder: Subject<unknown>;
  readonly inputs: Inputs;
  readonly name: string;
}

function ruleOf(holder: Subject<unknown>, inputs: Inputs, name: string): Rule {
  return { holder, inputs, name };
}

/** Why a rule is not about the port, what is not known where that decides, or undefined where it is about it. */
function exclusionOf(rule: Inputs, port: Fact<number>): Exclusion | undefined {
  const [from, to] = [rule.number("fromPort"), rule.number("toPort")];
  const facts = [rule.string("type"), rule.string("protocol"), rule.string("ipProtocol")];
  const protocol = (facts[1]?.value ?? facts[2]?.value ?? "").toLowerCase();
  if (/^(udp|icmp(v6)?|17|1|58)$/.test(protocol)) return "it is about another protocol";
  const ports = /^(-1|all)$/.test(protocol) ? [] : [from, to, port];
  for (const { state, path } of [...facts, ...ports]) {
    if (state.is === "unknown") return { path, why: state.why };
  }
  const isOutside =
    ports.length > 0 &&
    port.value !== undefined &&
    (port.value < (from.value ?? 0) || port.value > (to.value ?? Infinity));
  return isOutside ? "it is about other ports" : undefined;
}

function rangesOfRule({ holder, inputs, name }: Rule, stack: StackView): Admitted {
  const as = (fact: Fact<string>) => borrowed(name, fact);
  const single = ["cidrIpv4", "cidrIpv6"].map((property) => inputs.string(property));
  const lists = [...inputs.references("prefixListIds").items, inputs.reference("prefixListId")]
    .filter(({ isSet }) => isSet)
    .map((reference) => ({ reference, found: stack.follow(holder, reference, prefixListPart).subjects }));
  return {
    ranges: Listing.of(
      inputs.strings("cidrBlocks").map(as),
      inputs.strings("ipv6CidrBlocks").map(as),
      new Listing(single.filter(({ state }) => state.is !== "absent").map(as)),
      ...lists.flatMap(({ found }) => found.map((list) => rangesOfList(list, stack))),
    ),
    foreignLists: lists.filter(({ found }) => found.length === 0).map(({ reference }) => reference),
  };
}

function rangesOfList(list: Subject<Part>, stack: StackView): Listing<Fact<string>> {
  const as = (fact: Fact<string>) => borrowed(`prefix list ${list.resource.name}`, fact);
  const entries = list.thing.inputs.list("entries").map((entry) => as(entry.string("cidr")));
  const more = stack
    .candidates(entriesByList, [list.resource.urn])
    .map(({ thing }) => as(thing.inputs.string("cidr")));
  return Listing.of(entries, new Listing(more));
}
