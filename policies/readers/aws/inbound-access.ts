import { unlessExcluded } from "../../evaluation/exclusion";
import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import type { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { aboutOther, allOf, notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { unknownReference } from "./outcome";

/** Whom a security group lets in, by port. */
interface InboundAccess {
  /** The rules that stand in the group itself. */
  readonly rules: Listing<InboundRule>;
}

interface InboundRule {
  /** Passes unless the rule lets everybody in at the port. */
  closes(port: Fact<number>): Outcome;
}

/** A rule that is a resource of its own. */
interface InboundRuleOfGroup extends InboundRule {
  readonly group: Reference;
}

const inboundAccess = kind<InboundAccess>("inbound access");
const inboundRule = kind<InboundRuleOfGroup>("inbound rule");

/** `aws:ec2/securityGroup:SecurityGroup`, by the rules in it that let others in. */
export const securityGroupAccess = reader(
  ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  inboundAccess,
  (inputs) => ({
    get rules() {
      return inputs.list("ingress").map((rule) => ruleOf(rule, "protocol"));
    },
  }),
);

/** `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule`. */
export const vpcIngressRule = reader(
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  inboundRule,
  (inputs) => ({
    get group() {
      return inputs.reference("securityGroupId");
    },
    closes: (port) =>
      closesTo(inputs, port, "ipProtocol", [inputs.string("cidrIpv4"), inputs.string("cidrIpv6")]),
  }),
);

/** `aws:ec2/securityGroupRule:SecurityGroupRule` that lets others in. */
export const ec2IngressRule = reader("aws:ec2/securityGroupRule:SecurityGroupRule", inboundRule, (inputs) =>
  inputs.string("type").value === "egress"
    ? undefined
    : {
        get group() {
          return inputs.reference("securityGroupId");
        },
        // A rule that may be for what goes out closes nothing, and opens nothing for certain.
        closes: (port) =>
          unlessExcluded(inputs.string("type").untold, () => ruleOf(inputs, "protocol").closes(port)),
      },
);

/** Passes unless one of the security groups, as far as they are in the stack, lets everybody in at the port. */
export function groupsClose(
  groups: Listing<Reference>,
  port: Fact<number>,
  self: Subject<unknown>,
  stack: StackView,
): Outcome {
  const { missing } = groups;
  const references = [...groups.items, ...(missing ? [unknownReference(missing.path ?? [])] : [])];
  const found = new Map(
    references
      .flatMap((reference) => stack.follow(self, reference, inboundAccess).subjects)
      .map((group) => [group.resource.urn, group]),
  );
  return allOf(...[...found.values()].map((group) => groupCloses(group, port, stack)));
}

/** Rules by the groups that they lead to. */
const rulesByGroup = lookup(inboundRule, (rule, stack) => ({
  some: stack.follow(rule, rule.thing.group, inboundAccess).subjects.map(({ resource }) => resource.urn),
}));

function groupCloses(group: Subject<InboundAccess>, port: Fact<number>, stack: StackView): Outcome {
  return allOf(
    pass,
    aboutOther(
      `security group ${group.resource.name}`,
      group.thing.rules.every((rule) => rule.closes(port)),
    ),
    ...stack
      .candidates(rulesByGroup, [group.resource.urn])
      .map((rule) => aboutOther(`security group rule ${rule.resource.name}`, rule.thing.closes(port))),
  );
}

function ruleOf(inputs: Inputs, protocol: string): InboundRule {
  return {
    closes: (port) => {
      const lists = ["cidrBlocks", "ipv6CidrBlocks"].map((list) => inputs.strings(list));
      return allOf(
        closesTo(
          inputs,
          port,
          protocol,
          lists.flatMap(({ items }) => items),
        ),
        ...lists.flatMap(({ missing }) => (missing ? [undetermined(missing)] : [])),
      );
    },
  };
}

function closesTo(
  inputs: Inputs,
  port: Fact<number>,
  protocol: string,
  ranges: readonly Fact<string>[],
): Outcome {
  const open = ranges.map((range) =>
    range.isDecided && range.value === undefined
      ? notApplicable("it names no range")
      : range.satisfies(
          (cidr) => !/\/0+$/.test(cidr),
          "a private range, or the security group of what connects",
        ),
  );
  const reaches = covers(inputs, port, inputs.string(protocol));
  if (reaches === false) return pass;
  const outcome = allOf(...open);
  return reaches === true || outcome.result !== "violation"
    ? outcome
    : undetermined({
        path: reaches.path,
        why: "decides which ports are open to everybody, and is not known",
      });
}

/** Whether the rule is about the port; the fact that decides it, where that is not known. */
function covers(inputs: Inputs, port: Fact<number>, protocol: Fact<string>): boolean | Fact<unknown> {
  if (protocol.value === "-1" || protocol.value === "all") return true;
  if (!protocol.isDecided) return protocol;
  const [from, to] = [inputs.number("fromPort"), inputs.number("toPort")];
  if (from.value === undefined || to.value === undefined) {
    const untold = [from, to].find(({ isDecided }) => !isDecided);
    return untold ?? true;
  }
  if (from.value === 0 && (to.value === 0 || to.value === 65535)) return true;
  return port.value === undefined ? port : from.value <= port.value && port.value <= to.value;
}
