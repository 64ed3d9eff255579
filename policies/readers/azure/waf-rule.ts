import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";

/** How one of Azure's firewall policies writes its rules: that of application gateways, or that of Front Door. */
export interface WafDialect {
  /** Where the list of rules stands. */
  readonly rules: string;
  /** Whether a rule is switched on. */
  readonly state: string;
  /** The names of what a condition is about, with a header's name behind a colon. */
  variablesOf(condition: Inputs): Listing<Fact<string>>;
  readonly values: string;
  readonly negation: string;
}

export const GATEWAY_DIALECT: WafDialect = {
  rules: "customRules",
  state: "state",
  variablesOf: (condition) =>
    condition.list("matchVariables").map((it) => withSelector(it.string("variableName"), it)),
  values: "matchValues",
  // The API spells it so.
  negation: "negationConditon",
};

export const FRONT_DOOR_DIALECT: WafDialect = {
  rules: "customRules.rules",
  state: "enabledState",
  variablesOf: (condition) => new Listing([withSelector(condition.string("matchVariable"), condition)]),
  values: "matchValue",
  negation: "negateCondition",
};

function withSelector(variable: Fact<string>, at: Inputs): Fact<string> {
  const selector = at.string("selector");
  if (selector.isAbsent || selector.state.is === "unstated") return variable;
  return selector.untold
    ? variable.map<string>(() => undefined)
    : variable.map((name) => `${name}:${selector.value ?? ""}`);
}

/** Who or what a rule is about. */
export type Scope =
  | { readonly is: "everybody" }
  /** Requests from these addresses, or some of them. */
  | { readonly is: "addresses"; readonly ranges: Listing<Fact<string>> }
  /** Requests from everywhere but these addresses. */
  | { readonly is: "others"; readonly ranges: Listing<Fact<string>> }
  /** Requests whose body is announced to be larger than this many bytes. */
  | { readonly is: "large"; readonly bytes: Fact<number> }
  | { readonly is: "some" };

/** One custom rule that is switched on. */
export interface WafRule {
  readonly inputs: Inputs;
  readonly action: string;
  readonly limitsRate: boolean;
  readonly scope: Scope;
}

/** The rules of a policy, in the order in which they are tried. */
export interface WafRules {
  readonly items: readonly WafRule[];
  readonly missing?: Undetermined;
}

/** The custom rules of a policy that are switched on. */
export function wafRulesOf(policy: Inputs, dialect: WafDialect): WafRules {
  const listed = policy.list(dialect.rules);
  const read = listed.items
    .filter((it) => it.string(dialect.state, { whenAbsent: "Enabled" }).value !== "Disabled")
    .map((inputs) => ({ inputs, priority: inputs.number("priority").value ?? Infinity }))
    .sort((a, b) => a.priority - b.priority)
    .map(({ inputs }) => ruleOf(inputs, dialect));
  const missing = listed.missing ?? read.flatMap((it) => ("why" in it ? [it] : []))[0];
  return {
    items: read.flatMap((it) => ("why" in it ? [] : [it])),
    ...(missing ? { missing } : {}),
  };
}

function ruleOf(inputs: Inputs, dialect: WafDialect): WafRule | Undetermined {
  const conditions = inputs.list("matchConditions");
  const deciding = [dialect.state, "priority", "action", "ruleType"].map(
    (name) => inputs.string(name).untold,
  );
  const scopes = conditions.items.map((condition) => scopeOf(condition, dialect));
  const untold =
    deciding.find((it) => it !== undefined) ??
    conditions.missing ??
    scopes.flatMap((scope) => ("why" in scope ? [scope] : []))[0];
  if (untold) return untold;
  return {
    inputs,
    action: inputs.string("action").value ?? "",
    limitsRate: inputs.string("ruleType").value === "RateLimitRule",
    scope: allOfScopes(scopes.flatMap((scope) => ("why" in scope ? [] : [scope]))),
  };
}

/** Every condition must hold: of several that narrow, the addresses count. */
function allOfScopes(scopes: readonly Scope[]): Scope {
  const narrowing = scopes.filter(({ is }) => is !== "everybody");
  const [first, ...others] = narrowing;
  if (first === undefined) return { is: "everybody" };
  if (others.length === 0) return first;
  return narrowing.find(({ is }) => is === "addresses") ?? { is: "some" };
}

const ADDRESS = /^(RemoteAddr|SocketAddr)$/;
const LENGTH = /^RequestHeaders?:content-length$/i;

function scopeOf(condition: Inputs, dialect: WafDialect): Scope | Undetermined {
  const variables = dialect.variablesOf(condition);
  const operator = condition.string("operator");
  const negated = condition.boolean(dialect.negation, { whenAbsent: false });
  const values = condition.strings(dialect.values);
  const untold =
    variables.missing ?? variables.items.find((it) => it.untold)?.untold ?? operator.untold ?? negated.untold;
  if (untold) return untold;
  const isNegated = negated.value === true;
  const isAbout = (pattern: RegExp) => variables.items.every(({ value }) => pattern.test(value ?? ""));
  switch (operator.value) {
    case "Any":
      return { is: isNegated ? "some" : "everybody" };
    case "IPMatch":
      return isAbout(ADDRESS) ? scopeOfAddresses(values, isNegated) : { is: "some" };
    case "Contains":
    case "BeginsWith": {
      const everyPath = values.items.some(({ value }) => value === "/" || value === "");
      if (!everyPath && values.missing) return values.missing;
      return { is: isAbout(/^RequestUri$/) && everyPath && !isNegated ? "everybody" : "some" };
    }
    case "GreaterThan":
    case "GreaterThanOrEqual": {
      const [value] = values.items;
      if (value === undefined && values.missing) return values.missing;
      if (!isAbout(LENGTH) || isNegated || value === undefined) return { is: "some" };
      const least = operator.value === "GreaterThanOrEqual" ? 1 : 0;
      return {
        is: "large",
        bytes: value.map((text) => (text.trim() === "" ? undefined : Number(text) - least)),
      };
    }
    default:
      return { is: "some" };
  }
}

const ANY_ADDRESS = /\/0$/;

function scopeOfAddresses(ranges: Listing<Fact<string>>, isNegated: boolean): Scope {
  const isAny = ranges.items.some(({ value }) => ANY_ADDRESS.test(value ?? ""));
  if (isNegated) return isAny ? { is: "some" } : { is: "others", ranges };
  return isAny ? { is: "everybody" } : { is: "addresses", ranges };
}
