import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { borrowed } from "../borrowed-fact";
import { lostReference, partOf, uniqueSubjects, type Part } from "./parts";
import { admits, blocks, type Rule, type Rules } from "./web-acl-rule";

const ipSetPart = kind<Part>("IP set");

/** `aws:wafv2/ipSet:IpSet`: address ranges that web ACLs name. */
export const webAclIpSet = reader("aws:wafv2/ipSet:IpSet", ipSetPart, partOf);

/**
 * The ranges that a web ACL admits: those that its rules allow where everything else is blocked, or those that a rule
 * excepts from a block. Empty where it admits every address.
 */
export function admittedRanges(inputs: Inputs, rules: Rules, stack: StackView): Listing<Fact<string>> {
  const everyone = new Listing<Fact<string>>([], rules.missing, ["defaultAction"]);
  const excepted = rules.items.filter((rule) => blocks(rule)).flatMap((rule) => exceptedBy(rule));
  if (excepted.length > 0) return rangesOf(excepted, rules, stack);
  if (!inputs.has("defaultAction.block")) return everyone;
  const allowing = rules.items.filter((rule) => admits(rule));
  const sets = allowing.map((rule) => setsOf(rule, rule.inputs.at("statement")));
  const open = sets.findIndex((set) => set === undefined);
  const rule = allowing[open];
  if (rule) {
    const path = [...rule.inputs.path, "statement"];
    return Listing.unknown({ path, why: "lets requests through by other means than an IP set" });
  }
  const found = rangesOf(
    sets.flatMap((set) => set ?? []),
    rules,
    stack,
  );
  return rules.missing ? Listing.of(found, Listing.unknown(rules.missing)) : found;
}

/** An IP set that a rule names. */
interface Named {
  readonly rule: Rule;
  readonly reference: Reference;
}

const SET = "ipSetReferenceStatement.arn";

/** The sets that a statement asks for: one of an `and`, all of an `or`. Undefined where it asks for none. */
function setsOf(rule: Rule, statement: Inputs): readonly Named[] | undefined {
  const reference = statement.reference(SET);
  if (reference.isSet) return [{ rule, reference }];
  const all = statement.list("andStatement.statements").items.map((part) => setsOf(rule, part));
  const asked = all.find((part) => part !== undefined);
  if (asked) return asked;
  const either = statement.list("orStatement.statements").items.map((part) => setsOf(rule, part));
  return either.length > 0 && either.every((part) => part !== undefined) ? either.flat() : undefined;
}

/** The sets that a blocking rule excepts: of `not in the set`, and of `in none of the sets`. */
function exceptedBy(rule: Rule): readonly Named[] {
  const statement = rule.inputs.at("statement");
  const direct = statement.at("notStatement.statement");
  if (statement.has("notStatement")) return setsOf(rule, direct) ?? [];
  const parts = statement.list("andStatement.statements").items;
  return parts.length > 0 && parts.every((part) => part.has(`notStatement.statement.${SET}`))
    ? parts.flatMap((part) => setsOf(rule, part.at("notStatement.statement")) ?? [])
    : [];
}

function rangesOf(named: readonly Named[], rules: Rules, stack: StackView): Listing<Fact<string>> {
  const followed = named.map(({ rule, reference }) => ({
    reference,
    sets: stack.follow(rule.holder, reference, ipSetPart).subjects,
  }));
  const lost = followed.find(({ sets }) => sets.length === 0);
  // References in one property are not told apart before the update: only where all of them are meant, all may be read.
  const mixed = followed.find(({ sets }) => sets.length > named.length);
  const counted = rules.items.reduce((sum, rule) => sum + countSets(rule.inputs.at("statement"), 0), 0);
  const isMixed =
    mixed !== undefined || (counted > named.length && followed.some(({ sets }) => sets.length > 1));
  if (isMixed) {
    const path = (mixed ?? followed[0])?.reference.fact.path ?? ["rules"];
    return Listing.unknown({ path, why: "names one of several IP sets, and the update tells which" });
  }
  const ranges = uniqueSubjects(followed.flatMap(({ sets }) => sets)).map((set) => addressesOf(set));
  const untold = lost ? [Listing.unknown<Fact<string>>(lostReference(lost.reference, "an IP set"))] : [];
  return Listing.of(...ranges, ...untold);
}

function addressesOf(set: Subject<Part>): Listing<Fact<string>> {
  const name = `${set.kind.name} ${set.resource.name}`;
  return set.thing.inputs.strings("addresses").map((address) => borrowed(name, address));
}

/** How many IP sets a statement names, at any depth. */
function countSets(statement: Inputs, depth: number): number {
  if (depth > 4) return 0;
  const inside = [
    ...statement.list("andStatement.statements").items,
    ...statement.list("orStatement.statements").items,
    ...(statement.has("notStatement") ? [statement.at("notStatement.statement")] : []),
    ...(statement.has("rateBasedStatement.scopeDownStatement")
      ? [statement.at("rateBasedStatement.scopeDownStatement")]
      : []),
  ];
  const own = statement.has("ipSetReferenceStatement") ? 1 : 0;
  return inside.reduce((sum, part) => sum + countSets(part, depth + 1), own);
}
