import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup, type Keys } from "../../evaluation/lookup";
import { pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { networkPolicy, type NetworkPolicy, type Peer, type TrafficRule } from "../../kinds/network-policy";
import type { Workload } from "../../kinds/workload";
import { leadsTo, no, unknownReference } from "./outcome";

type Direction = "ingress" | "egress";

/** A rule that is a resource of its own. */
export interface SecurityGroupRule {
  readonly direction: Direction;
  readonly group: Reference;
  readonly rule: TrafficRule;
}

const securityGroupRule = kind<SecurityGroupRule>("security group rule");

/**
 * `aws:ec2/securityGroup:SecurityGroup`: lets through what its rules name, inline or as resources of their own, and nothing
 * else in either direction (the provider removes the rule by which AWS lets everything out).
 */
export const securityGroup = reader(
  ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  networkPolicy,
  (inputs) => ({
    restrictsIngress: Fact.given(true),
    restrictsEgress: Fact.given(true),
    targetKeys: ownUrn,
    selects: (target, self, stack) => isOn(target, self, stack),
    ingress: (self, stack) => rulesOf("ingress", inputs, self, stack),
    egress: (self, stack) => rulesOf("egress", inputs, self, stack),
  }),
);

/** A service on security groups that are not in the stack: what they let through cannot be told. */
export const foreignSecurityGroups = reader(
  ["aws:ecs/service:Service", "aws:lambda/function:Function"],
  networkPolicy,
  (): NetworkPolicy => ({
    restrictsIngress: Fact.given(true),
    restrictsEgress: Fact.given(true),
    targetKeys: ownUrn,
    selects: (target, self, stack) =>
      target.resource === self.resource ? hasForeignGroup(target, stack) : no("it is another service"),
    ingress: () => new Listing<TrafficRule>([]),
    egress: () => new Listing<TrafficRule>([]),
  }),
);

/** `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule` and its twin for egress: one peer each. */
export const vpcSecurityGroupRule = reader(
  [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  ],
  securityGroupRule,
  (inputs, { type, name }) => ({
    direction: type.includes("Ingress") ? "ingress" : "egress",
    group: inputs.reference("securityGroupId"),
    rule: {
      path: inputs.path,
      get peers() {
        const ranges = [inputs.string("cidrIpv4"), inputs.string("cidrIpv6")];
        return Listing.of(...ranges.map((range) => addressPeer(range, `of ${name} `)));
      },
    },
  }),
);

/** `aws:ec2/securityGroupRule:SecurityGroupRule`, of either direction. */
export const ec2SecurityGroupRule = reader(
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  securityGroupRule,
  (inputs, { name }) => ({
    direction: inputs.string("type").value === "egress" ? "egress" : "ingress",
    group: inputs.reference("securityGroupId"),
    rule: ruleOf(inputs, `of ${name} `),
  }),
);

/** Workloads offer the URNs of their groups, and their own. */
function ownUrn(self: Subject<NetworkPolicy>): Keys {
  return { some: [self.resource.urn] };
}

/** Rules that are resources of their own, by the groups that they lead to. */
export const rulesByGroup = lookup(securityGroupRule, (rule, stack) => ({
  some: stack.follow(rule, rule.thing.group, networkPolicy).subjects.map(({ resource }) => resource.urn),
}));

function rulesOf(
  direction: Direction,
  inputs: Inputs,
  self: Subject<NetworkPolicy>,
  stack: StackView,
): Listing<TrafficRule> {
  const own = stack
    .candidates(rulesByGroup, [self.resource.urn])
    .filter(({ thing }) => thing.direction === direction)
    .filter((rule) => leadsTo(rule, rule.thing.group, self, networkPolicy, stack).result === "pass")
    .map(({ thing }) => thing.rule);
  return Listing.of(
    inputs.list(direction).map((rule) => ruleOf(rule)),
    new Listing(own),
  );
}

function ruleOf(inputs: Inputs, owner = ""): TrafficRule {
  return {
    path: inputs.path,
    get peers() {
      return Listing.of(...["cidrBlocks", "ipv6CidrBlocks"].map((list) => addressPeers(inputs, list, owner)));
    },
  };
}

function addressPeers(inputs: Inputs, list: string, owner: string): Listing<Peer> {
  const ranges = inputs.strings(list);
  const peers = Listing.of(...ranges.items.map((range) => addressPeer(range, owner)));
  return ranges.missing ? Listing.of(peers, Listing.unknown<Peer>(ranges.missing)) : peers;
}

/** A range of addresses as a peer. Security groups and prefix lists need none: they always name something. */
function addressPeer(range: Fact<string>, owner: string): Listing<Peer> {
  const { state, path } = range;
  if (state.is === "unknown") return Listing.unknown({ path, why: state.why });
  if (range.value === undefined) return new Listing<Peer>([]);
  const reach = range.value.endsWith("/0") ? "anyone" : "listed";
  return new Listing([{ path, reach, says: `${owner}${range.says}` }]);
}

/** Whether the group is on the workload's network interfaces. */
function isOn(target: Subject<Workload>, self: Subject<NetworkPolicy>, stack: StackView): Outcome {
  const groups = target.thing.securityGroups;
  if (groups === undefined) return no("the workload has no security groups");
  const outcomes = groups.items.map((group) => leadsTo(target, group, self, networkPolicy, stack));
  const { missing } = groups;
  if (missing)
    outcomes.push(leadsTo(target, unknownReference(missing.path ?? []), self, networkPolicy, stack));
  if (outcomes.some(({ result }) => result === "pass")) return pass;
  return outcomes.find(({ result }) => result === "undetermined") ?? no("the group is not on the workload");
}

function hasForeignGroup(target: Subject<Workload>, stack: StackView): Outcome {
  for (const group of target.thing.securityGroups?.items ?? []) {
    const { state } = stack.follow(target, group, networkPolicy);
    if (state === "outside")
      return undetermined({ path: group.fact.path, why: "names a group outside the stack" });
    if (state === "unknown") return undetermined({ path: group.fact.path, why: UNTIL_UPDATE });
  }
  return no("its groups are in the stack");
}
