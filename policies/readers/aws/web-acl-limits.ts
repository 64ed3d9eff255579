import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { eitherOf } from "../borrowed-fact";
import { showBytes } from "../byte-size";
import { Lacking } from "../kubernetes/lacking";
import { blocks, type Rule, type Rules } from "./web-acl-rule";

const PER_MINUTE = { unit: "requests per minute" };

/** Requests per minute and client that the strictest rate rule lets through. */
export function rateOf(rules: Rules): Fact<number> {
  const limits = rules.items.flatMap((rule) => limitOf(rule) ?? []);
  return (
    strictestOf(limits, rules) ??
    new Lacking<number>(["rules"], {
      says: "hold no rate-based rule that blocks",
      unit: "requests per minute",
    })
  );
}

/** Of several limits the strictest counts, among them those that are not known. */
function strictestOf(limits: readonly Fact<number>[], { missing }: Rules): Fact<number> | undefined {
  const sorted = [...limits].sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity));
  return eitherOf([...sorted, ...(missing ? [Fact.unknown<number>(missing.path ?? [], missing.why)] : [])]);
}

/** What a rate-based rule lets through: over five minutes unless set, and for each address. */
function limitOf(rule: Rule): Fact<number> | undefined {
  if (!rule.inputs.has("statement.rateBasedStatement")) return undefined;
  const rate = rule.inputs.at("statement.rateBasedStatement");
  const key = rate.string("aggregateKeyType", { whenAbsent: "IP" });
  if (!blocks(rule)) {
    const says = "does not block, so that its limit holds nobody back";
    return rule.as(new Lacking<number>([...rule.inputs.path, "action"], { says, ...PER_MINUTE }));
  }
  if (key.value === "CONSTANT") {
    const says = 'is "CONSTANT", which counts all clients together';
    return rule.as(new Lacking<number>(key.path, { says, ...PER_MINUTE }));
  }
  if (rate.has("scopeDownStatement")) {
    const why =
      "narrows the rule to some requests, and whether those of the application are among them is not judged";
    return rule.as(Fact.unknown<number>([...rate.path, "scopeDownStatement"], why));
  }
  const window = rate.number("evaluationWindowSec", { whenAbsent: 300 });
  if (window.value === undefined) return rule.as(Fact.unknown<number>(window.path, window.says));
  const seconds = window.value;
  return rule.as(
    rate.number("limit").map((limit) => (limit * 60) / seconds, {
      ...PER_MINUTE,
      write: (perMinute) => Math.floor((perMinute * seconds) / 60),
    }),
  );
}

/** Bytes of the largest body that a rule on its size lets through. */
export function bodyLimitOf(rules: Rules): Fact<number> | undefined {
  const limits = rules.items.flatMap((rule) => [...(sizeLimitOf(rule) ?? []), ...(coreRuleSet(rule) ?? [])]);
  return strictestOf(limits, rules);
}

/** What a web ACL inspects of a body at least, and at most, whatever resource it protects. */
const INSPECTED = { least: 8192, most: 65536 };

/** A rule that blocks bodies by their size. Of a larger body than is inspected, `oversizeHandling` decides. */
function sizeLimitOf(rule: Rule): readonly Fact<number>[] | undefined {
  const size = rule.inputs.at("statement.sizeConstraintStatement");
  if (!size.has("fieldToMatch.body") || !blocks(rule)) return undefined;
  const comparison = size.string("comparisonOperator");
  if (comparison.state.is === "unknown") {
    return [rule.as(Fact.unknown<number>(comparison.path, comparison.state.why))];
  }
  const operator = comparison.value;
  if (operator === undefined || !/^G[TE]$/.test(operator)) return undefined;
  const oversize = size.string("fieldToMatch.body.oversizeHandling", { whenAbsent: "CONTINUE" });
  const limit = size.number("size").map((bytes) => (operator === "GE" ? bytes - 1 : bytes), {
    says: showBytes,
  });
  if (oversize.value === undefined) return [rule.as(Fact.unknown<number>(oversize.path, oversize.says))];
  if (limit.value === undefined) return [rule.as(limit)];
  if (oversize.value === "MATCH") {
    const effective = Math.min(limit.value, INSPECTED.most);
    return [rule.as(limit.map(() => effective))];
  }
  if (oversize.value === "CONTINUE" && limit.value < INSPECTED.least) return [rule.as(limit)];
  if (oversize.value === "CONTINUE" && limit.value < INSPECTED.most) {
    const why = "is more than some resources inspect of a body";
    return [rule.as(Fact.unknown<number>(limit.path, why))];
  }
  return [
    rule.as(
      new Lacking<number>(oversize.path, {
        says: "is not MATCH, so that larger bodies than are inspected pass",
        unit: "bytes",
        advice: 'Set oversizeHandling: "MATCH", which refuses what is larger than is inspected.',
      }),
    ),
  ];
}

/** AWS's core rule set blocks bodies of more than 8 KB, unless that rule is overridden. */
function coreRuleSet(rule: Rule): readonly Fact<number>[] | undefined {
  const managed = rule.inputs.at("statement.managedRuleGroupStatement");
  const name = managed.string("name");
  if (rule.onlyCounts) return undefined;
  if (name.state.is === "unknown") return [rule.as(Fact.unknown<number>(name.path, name.state.why))];
  if (name.value !== "AWSManagedRulesCommonRuleSet") return undefined;
  if (managed.has("scopeDownStatement")) {
    const why =
      "narrows the rules to some requests, and whether those of the application are among them is not judged";
    return [rule.as(Fact.unknown<number>([...managed.path, "scopeDownStatement"], why))];
  }
  const overrides = managed.list("ruleActionOverrides");
  if (overrides.missing) {
    return [rule.as(Fact.unknown<number>(overrides.missing.path ?? [], overrides.missing.why))];
  }
  const isLifted = overrides.items.some(
    (it: Inputs) => it.string("name").value === "SizeRestrictions_BODY" && !it.has("actionToUse.block"),
  );
  return isLifted ? undefined : [Fact.given(8192, managed.path)];
}
