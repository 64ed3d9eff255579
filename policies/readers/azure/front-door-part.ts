import type { Inputs } from "../../evaluation/inputs";
import { kind, type Kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { partOf, type Part } from "../aws/parts";
import { followArm, followArmPart, type Followed, type PartNames } from "./arm-part";

export const profilePart = kind<Part>("Front Door profile");
export const endpointPart = kind<Part>("Front Door endpoint");
export const customDomainPart = kind<Part>("custom domain");
export const originGroupPart = kind<Part>("origin group");
export const originPart = kind<Part>("origin");
export const ruleSetPart = kind<Part>("rule set");
export const rulePart = kind<Part>("Front Door rule");
export const certificatePart = kind<Part>("Front Door secret");

/** `azure-native:cdn:Profile`. */
export const frontDoorProfile = reader("azure-native:cdn:Profile", profilePart, partOf);

/** `azure-native:cdn:AFDEndpoint`: a host of Azure's. */
export const frontDoorEndpoint = reader("azure-native:cdn:AFDEndpoint", endpointPart, partOf);

/** `azure-native:cdn:AFDCustomDomain`: a host of one's own. */
export const frontDoorDomain = reader("azure-native:cdn:AFDCustomDomain", customDomainPart, partOf);

/** `azure-native:cdn:AFDOriginGroup`, and the origins in it. */
export const frontDoorOriginGroup = reader("azure-native:cdn:AFDOriginGroup", originGroupPart, partOf);

/** `azure-native:cdn:AFDOrigin`. */
export const frontDoorOrigin = reader("azure-native:cdn:AFDOrigin", originPart, partOf);

/** `azure-native:cdn:RuleSet`, and the rules in it. */
export const frontDoorRuleSet = reader("azure-native:cdn:RuleSet", ruleSetPart, partOf);

/** `azure-native:cdn:Rule`. */
export const frontDoorRule = reader("azure-native:cdn:Rule", rulePart, partOf);

/** `azure-native:cdn:Secret`: a certificate of one's own. */
export const frontDoorSecret = reader("azure-native:cdn:Secret", certificatePart, partOf);

const NAMES = new Map<Kind<Part>, PartNames>([
  [profilePart, { what: "a profile", names: ["profileName"] }],
  [endpointPart, { what: "an endpoint", names: ["endpointName"] }],
  [customDomainPart, { what: "a custom domain", names: ["customDomainName"] }],
  [originGroupPart, { what: "an origin group", names: ["originGroupName"] }],
  [ruleSetPart, { what: "a rule set", names: ["ruleSetName"] }],
  [certificatePart, { what: "a secret", names: ["secretName"] }],
]);

/** Follows the reference at `path` to a part of a Front Door. */
export function followFrontDoor(
  from: Subject<unknown>,
  inputs: Inputs,
  path: string,
  kindOf: Kind<Part>,
  stack: StackView,
): Followed {
  const names = NAMES.get(kindOf) ?? { what: "a part", names: [] };
  return followArmPart(from, inputs.reference(path), kindOf, names, stack);
}

function byParent(child: Kind<Part>, parent: Kind<Part>, property: string) {
  return lookup(child, (self, stack) => {
    const names = NAMES.get(parent)?.names ?? [];
    const { state, subjects } = followArm(self, self.thing.inputs.reference(property), parent, names, stack);
    return { some: state === "unknown" ? [undefined] : subjects.map(({ resource }) => resource.urn) };
  });
}

const originsByGroup = byParent(originPart, originGroupPart, "originGroupName");
const rulesBySet = byParent(rulePart, ruleSetPart, "ruleSetName");

/** The origins of a group: those that may be of another as well leave the list incomplete. */
export function originsOf(group: Subject<Part>, stack: StackView): Listing<Subject<Part>> {
  return childrenOf(
    stack.candidates(originsByGroup, [group.resource.urn]),
    "originGroupName",
    group,
    originGroupPart,
    stack,
  );
}

/** The rules of a set. */
export function rulesOf(set: Subject<Part>, stack: StackView): Listing<Subject<Part>> {
  return childrenOf(stack.candidates(rulesBySet, [set.resource.urn]), "ruleSetName", set, ruleSetPart, stack);
}

function childrenOf(
  children: readonly Subject<Part>[],
  property: string,
  parent: Subject<Part>,
  parentKind: Kind<Part>,
  stack: StackView,
): Listing<Subject<Part>> {
  const states = children.map((child) => {
    const { state, subjects } = followArm(
      child,
      child.thing.inputs.reference(property),
      parentKind,
      NAMES.get(parentKind)?.names ?? [],
      stack,
    );
    return {
      child,
      isCertain: state === "found" && subjects.some(({ resource }) => resource === parent.resource),
    };
  });
  const [untold] = states.filter(({ isCertain }) => !isCertain);
  return new Listing(
    states.filter(({ isCertain }) => isCertain).map(({ child }) => child),
    untold && {
      part: `${untold.child.kind.name} ${untold.child.resource.name}`,
      path: [property],
      why: "is not known until the update",
    },
  );
}
