import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { webFirewall, type WebFirewall } from "../../kinds/web-firewall";
import { borrowed } from "../borrowed-fact";
import { lostReference, partOf, urnsOf, type Part } from "./parts";

const ruleGroupPart = kind<Part>("rule group");
const webAclRulePart = kind<Part>("web ACL rule");

/** `aws:wafv2/ruleGroup:RuleGroup`: rules that web ACLs share. */
export const webAclRuleGroup = reader("aws:wafv2/ruleGroup:RuleGroup", ruleGroupPart, partOf);

/** `aws:wafv2/webAclRule:WebAclRule`: a rule of a web ACL that is a resource of its own. */
export const webAclRule = reader("aws:wafv2/webAclRule:WebAclRule", webAclRulePart, partOf);

const rulesByAcl = lookup(webAclRulePart, (self, stack) => {
  const urns = aclsOfRule(self, stack);
  return { some: urns.length === 0 && untoldAcl(self) ? [undefined] : urns };
});

function aclsOfRule(self: Subject<Part>, stack: StackView): readonly string[] {
  return urnsOf(self, self.thing.inputs.reference("webAclArn"), webFirewall, stack);
}

/** Set where a rule may be any web ACL's. */
function untoldAcl({ kind, resource, thing }: Subject<Part>): Undetermined | undefined {
  const { untold } = thing.inputs.string("webAclArn");
  return untold && { ...untold, why: `of ${kind.name} ${resource.name} ${untold.why}` };
}

/** A rule as a web ACL applies it. */
export interface Rule {
  /** The resource that holds it, whose references it makes. */
  readonly holder: Subject<unknown>;
  readonly inputs: Inputs;
  /** A fact of the rule, as one of the web ACL. */
  readonly as: <T>(fact: Fact<T>) => Fact<T>;
  /** True where the web ACL only counts what it matches. */
  readonly onlyCounts: boolean;
}

/** The rules of a web ACL, with those of its groups, as far as they can be read. */
export interface Rules {
  readonly items: readonly Rule[];
  readonly missing?: Undetermined;
}

/** The rules in the web ACL, those that are resources of their own, and those of rule groups. */
export function rulesOf(inputs: Inputs, self: Subject<WebFirewall>, stack: StackView): Rules {
  const listed = inputs.list("rules");
  const inline = listed.items.map((rule): Rule => ruleOf(self, rule, (fact) => fact));
  const standalone = stack.candidates(rulesByAcl, [self.resource.urn]);
  const certain = standalone.filter((rule) => aclsOfRule(rule, stack).includes(self.resource.urn));
  const own = certain.map((rule): Rule => {
    const name = `${rule.kind.name} ${rule.resource.name}`;
    return ruleOf(rule, rule.thing.inputs, (fact) => borrowed(name, fact));
  });
  const direct = asFarAsTold([...inline, ...own]);
  const grouped = direct.items.map((rule) => rulesOfGroup(rule, stack));
  const missing =
    grouped.find((rules) => rules.missing)?.missing ??
    listed.missing ??
    direct.missing ??
    standalone.filter((rule) => !certain.includes(rule)).map(untoldAcl)[0] ??
    asJson(inputs, "ruleJson");
  return {
    items: [...direct.items, ...grouped.flatMap(({ items }) => items)],
    ...(missing ? { missing } : {}),
  };
}

/** The rules of which it is known what they do, and with what. */
function asFarAsTold(rules: readonly Rule[]): Rules {
  const judged = rules.map((rule) => ({
    rule,
    untold: ["action.block", "overrideAction.count", "statement.rateBasedStatement"]
      .map((property) => rule.inputs.presence(property).untold)
      .find((untold) => untold !== undefined),
  }));
  const missing = judged.find(({ untold }) => untold)?.untold;
  return {
    items: judged.filter(({ untold }) => untold === undefined).map(({ rule }) => rule),
    ...(missing ? { missing } : {}),
  };
}

function asJson(inputs: Inputs, property: string): Undetermined | undefined {
  return inputs.has(property)
    ? { path: [...inputs.path, property], why: "holds rules as JSON text, which is not read" }
    : undefined;
}

function ruleOf(holder: Subject<unknown>, inputs: Inputs, as: Rule["as"]): Rule {
  return { holder, inputs, as, onlyCounts: inputs.has("overrideAction.count") };
}

function rulesOfGroup(rule: Rule, stack: StackView): Rules {
  const reference = rule.inputs.reference("statement.ruleGroupReferenceStatement.arn");
  if (!reference.isSet || rule.onlyCounts) return { items: [] };
  const groups = stack.follow(rule.holder, reference, ruleGroupPart).subjects;
  if (groups.length === 0) return { items: [], missing: lostReference(reference, "a rule group") };
  const each = groups.map((group): Rules => {
    const { inputs } = group.thing;
    const name = `${group.kind.name} ${group.resource.name}`;
    const listed = inputs.list("rules");
    const rules = asFarAsTold(
      listed.items.map((each) => ruleOf(group, each, (fact) => borrowed(name, fact))),
    );
    const missing = listed.missing ?? rules.missing ?? asJson(inputs, "rulesJson");
    return { items: rules.items, ...(missing ? { missing } : {}) };
  });
  const missing = each.find((rules) => rules.missing)?.missing;
  return { items: each.flatMap(({ items }) => items), ...(missing ? { missing } : {}) };
}

/** True where the rule refuses what it matches; others let it on, or only count it. */
export function blocks({ inputs, onlyCounts }: Rule): boolean {
  return !onlyCounts && inputs.has("action.block");
}

/** True where the rule lets through what it matches, whatever later rules say. */
export function admits({ inputs, onlyCounts }: Rule): boolean {
  return !onlyCounts && inputs.has("action.allow");
}
