import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Cors, EntryPoint, Hsts } from "../../kinds/entry-point";
import { uniqueSubjects, type Part } from "../aws/parts";
import { borrowed } from "../borrowed-fact";
import { unknownHsts } from "../kubernetes/hsts-fact";
import { followArmPart } from "./arm-part";
import { rulesOf, ruleSetPart } from "./front-door-part";
import { corsAmong, hstsAmong, onCondition, type AddedHeaders } from "./response-header";

/** The rules of every rule set that a route names. */
function rulesOfRoute(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): Listing<Subject<Part>> {
  const sets = inputs.list("ruleSets");
  const followed = sets.items.map((set) =>
    followArmPart(
      self,
      set.reference("id"),
      ruleSetPart,
      { what: "a rule set", names: ["ruleSetName"] },
      stack,
    ),
  );
  const lost = followed.flatMap((it) => (it.is === "lost" ? [it.missing] : []))[0];
  const found = uniqueSubjects(followed.flatMap((it) => (it.is === "found" ? it.parts : [])));
  const rules = Listing.of(...found.map((set) => rulesOf(set, stack)));
  return new Listing(rules.items, sets.missing ?? lost ?? rules.missing);
}

function headersOf({ thing: { inputs } }: Subject<Part>): AddedHeaders {
  const actions = inputs.list("actions");
  const names = actions.items.map((it) => it.string("name"));
  const conditions = inputs.list("conditions");
  const isConditional = conditions.items.length > 0 || conditions.missing !== undefined;
  const items = actions.items
    .filter((_, i) => names[i]?.value === "ModifyResponseHeader")
    .filter((action) => action.string("parameters.headerAction").value !== "Delete")
    .map((action) => ({
      name: action.string("parameters.headerName"),
      value: action.string("parameters.value"),
      onlyWhen:
        action.string("parameters.headerAction").untold ??
        (isConditional ? onCondition(["conditions"]) : undefined),
    }));
  return { items, missing: actions.missing ?? names.find((it) => it.untold)?.untold };
}

/** The Strict-Transport-Security header that the rules of a route add. */
export function hstsOfRoute(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): Hsts | undefined {
  const rules = rulesOfRoute(inputs, self, stack);
  const found = rules.items.flatMap((rule) => hstsAmong(headersOf(rule), holderOf(rule)) ?? []);
  const certain = found.find(({ maxAgeSeconds }) => maxAgeSeconds.value !== undefined);
  return certain ?? found[0] ?? (rules.missing && untold(rules.missing));
}

function untold({ part, path = [], why }: Undetermined): Hsts {
  const hsts = unknownHsts(path, why);
  return part === undefined
    ? hsts
    : {
        maxAgeSeconds: borrowed(part, hsts.maxAgeSeconds),
        includesSubDomains: borrowed(part, hsts.includesSubDomains),
      };
}

/** The origins that the rules of a route let in. */
export function corsOfRoute(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): Cors | undefined {
  const rules = rulesOfRoute(inputs, self, stack);
  const found = rules.items.flatMap((rule) => corsAmong(headersOf(rule), holderOf(rule)) ?? []);
  if (found.length === 0 && rules.missing === undefined) return undefined;
  const unseen = rules.missing ? [Listing.unknown<Fact<string>>(rules.missing)] : [];
  return { origins: Listing.of(...found.map(({ origins }) => origins), ...unseen) };
}

function holderOf({ kind, resource }: Subject<Part>): <T>(fact: Fact<T>) => Fact<T> {
  return (fact) => borrowed(`${kind.name} ${resource.name}`, fact);
}
