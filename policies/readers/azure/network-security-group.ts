import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { partOf, type Part } from "../aws/parts";
import { borrowed } from "../borrowed-fact";
import { followArm, followArmPart } from "./arm-part";

const subnetPart = kind<Part>("subnet");
const securityGroupPart = kind<Part>("network security group");
const securityRulePart = kind<Part>("security rule");

/** `azure-native:network:Subnet`. */
export const azureSubnet = reader("azure-native:network:Subnet", subnetPart, partOf);

/** `azure-native:network:NetworkSecurityGroup`: who may connect to what is in a subnet. */
export const networkSecurityGroup = reader(
  "azure-native:network:NetworkSecurityGroup",
  securityGroupPart,
  partOf,
);

/** `azure-native:network:SecurityRule`: a rule of a group that is a resource of its own. */
export const securityRule = reader("azure-native:network:SecurityRule", securityRulePart, partOf);

const rulesByGroup = lookup(securityRulePart, (self, stack) => {
  const reference = self.thing.inputs.reference("networkSecurityGroupName");
  const { state, subjects } = followArm(
    self,
    reference,
    securityGroupPart,
    ["networkSecurityGroupName"],
    stack,
  );
  return { some: state === "unknown" ? [undefined] : subjects.map(({ resource }) => resource.urn) };
});

/**
 * The addresses that the network security group of a subnet lets in from the internet to one of the ports. Undefined where
 * nothing limits them.
 */
export function admittedToSubnet(
  from: Subject<unknown>,
  subnet: Reference,
  ports: readonly number[],
  stack: StackView,
): Listing<Fact<string>> | undefined {
  const names = {
    what: "a subnet, whose network security group may list addresses,",
    names: ["subnetName", "name"],
  };
  const followed = followArmPart(from, subnet, subnetPart, names, stack);
  if (followed.is === "unset") return undefined;
  if (followed.is === "lost") return Listing.unknown(followed.missing);
  const [found, ...others] = followed.parts;
  if (found === undefined || others.length > 0) {
    return Listing.unknown({ path: subnet.fact.path, why: "may be one of several subnets" });
  }
  return admittedByGroupOf(found, ports, stack);
}

function admittedByGroupOf(
  subnet: Subject<Part>,
  ports: readonly number[],
  stack: StackView,
): Listing<Fact<string>> | undefined {
  const reference = subnet.thing.inputs.reference("networkSecurityGroup.id");
  const names = { what: "a network security group", names: ["networkSecurityGroupName"] };
  const followed = followArmPart(subnet, reference, securityGroupPart, names, stack);
  if (followed.is === "unset") return undefined;
  if (followed.is === "lost")
    return Listing.unknown({ part: `subnet ${subnet.resource.name}`, ...followed.missing });
  const [group] = followed.parts;
  return group && admittedBy(group, ports, stack);
}

/** Whether nobody outside private networks is let in; undefined where service tags decide, such as that of Front Door. */
export function isClosed({ items, missing }: Listing<Fact<string>>): boolean | undefined {
  if (missing || items.length === 0) return false;
  if (items.every(({ untold }) => untold)) return undefined;
  return items.every(({ value }) => value === NOBODY);
}

/** One rule on what comes in. */
interface InboundRule {
  readonly inputs: Inputs;
  readonly priority: number;
  readonly as: <T>(fact: Fact<T>) => Fact<T>;
}

function admittedBy(
  group: Subject<Part>,
  ports: readonly number[],
  stack: StackView,
): Listing<Fact<string>> | undefined {
  const holder = `network security group ${group.resource.name}`;
  const own = group.thing.inputs.list("securityRules");
  const all = [
    ...own.items.map((inputs) => ({ inputs, as: <T>(fact: Fact<T>) => borrowed(holder, fact) })),
    ...stack.candidates(rulesByGroup, [group.resource.urn]).map((rule) => ({
      inputs: rule.thing.inputs,
      as: <T>(fact: Fact<T>) => borrowed(`security rule ${rule.resource.name}`, fact),
    })),
  ];
  const missing =
    own.missing ?? all.map(({ inputs }) => untoldOf(inputs)).find((untold) => untold !== undefined);
  if (missing) return Listing.unknown({ part: holder, ...missing });
  const inbound = all
    .filter(({ inputs }) => inputs.string("direction").value === "Inbound" && concerns(inputs, ports))
    .map((rule): InboundRule => ({ ...rule, priority: rule.inputs.number("priority").value ?? Infinity }))
    .sort((a, b) => a.priority - b.priority);
  const ranges: Listing<Fact<string>>[] = [];
  for (const { inputs, as } of inbound) {
    const sources = sourcesOf(inputs).map(as);
    const isForAll = sources.items.some(({ value }) => value === EVERYBODY);
    if (inputs.string("access").value === "Allow") ranges.push(sources);
    // After a rule about everybody, no other rule is asked.
    if (isForAll) break;
  }
  const listed = Listing.of(...ranges);
  // Where nobody is let in from outside, the group's own rules let private networks in alone.
  return listed.isEmpty ? new Listing([Fact.given(NOBODY, ["securityRules"])]) : listed;
}

const DECIDING = ["direction", "access", "priority", "protocol"];

/** Why a rule cannot be placed among the others. */
function untoldOf(inputs: Inputs): Undetermined | undefined {
  const range = inputs.strings("destinationPortRanges");
  return (
    DECIDING.map((name) => inputs.string(name).untold).find((untold) => untold !== undefined) ??
    inputs.string("destinationPortRange").untold ??
    range.missing ??
    range.items.find(({ untold }) => untold)?.untold
  );
}

function concerns(inputs: Inputs, ports: readonly number[]): boolean {
  const protocol = inputs.string("protocol", { whenAbsent: "*" }).value ?? "*";
  const ranges = [
    ...inputs.strings("destinationPortRanges").items.map(({ value }) => value ?? ""),
    inputs.string("destinationPortRange").value ?? "",
  ].filter((range) => range !== "");
  return (
    /^(\*|Tcp)$/i.test(protocol) &&
    (ports.length === 0 || ranges.some((range) => ports.some((port) => holds(range, port))))
  );
}

/** `443`, `8000-9000` or `*`. */
function holds(range: string, port: number): boolean {
  if (range === "*") return true;
  const [from, to = from] = range.split("-").map(Number);
  return from !== undefined && to !== undefined && port >= from && port <= to;
}

const EVERYBODY = "0.0.0.0/0";
/** An address that nobody has. */
const NOBODY = "255.255.255.255/32";
/** Sources inside Azure's own networks, which bring no requests from the internet. */
const INSIDE = /^(VirtualNetwork|AzureLoadBalancer|GatewayManager)$/i;

function sourcesOf(inputs: Inputs): Listing<Fact<string>> {
  const several = inputs.strings("sourceAddressPrefixes");
  const one = inputs.string("sourceAddressPrefix");
  const all = one.isAbsent || one.value === "" ? several : Listing.of(new Listing([one]), several);
  return all.filter(({ value }) => !INSIDE.test(value ?? "")).map(asRange);
}

/** Service tags stand for addresses of Azure's, many of which are other customers'. */
function asRange(source: Fact<string>): Fact<string> {
  return source.map(
    (text) => {
      if (/^(\*|Internet|Any|::\/0)$/i.test(text)) return EVERYBODY;
      return /^[A-Za-z]/.test(text) ? undefined : text;
    },
    { why: "is a service tag, and whom it lets in is not judged", fixable: false },
  );
}
