import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { webFirewall, type WebFirewall } from "../../kinds/web-firewall";
import { partOf, type Part } from "../aws/parts";
import { borrowed } from "../borrowed-fact";
import { followName } from "./resource-name";

const rulePart = kind<Part>("security policy rule");

/** Rules of security policies that are resources of their own. */
export const securityPolicyRule = reader(
  [
    "gcp:compute/securityPolicyRule:SecurityPolicyRule",
    "gcp:compute/regionSecurityPolicyRule:RegionSecurityPolicyRule",
  ],
  rulePart,
  partOf,
);

const rulesByPolicy = lookup(rulePart, (self, stack) => {
  const reference = self.thing.inputs.reference("securityPolicy");
  const { state, subjects } = followName(self, reference, webFirewall, ["name"], stack);
  return {
    some: state === "unknown" ? [undefined] : subjects.map(({ resource }) => resource.urn),
  };
});

/** One rule that is in force. */
export interface Rule {
  readonly inputs: Inputs;
  /** Lower comes first. */
  readonly priority: number;
  readonly action: string;
  /** Who it is about: everybody, listed addresses, or requests that an expression matches. */
  readonly about: "everybody" | "addresses" | "expression";
  /** Facts of the rule, as the policy's: of a rule that is a resource of its own, they name it. */
  readonly as: <T>(fact: Fact<T>) => Fact<T>;
}

export interface Rules {
  /** In the order in which they are tried. */
  readonly items: readonly Rule[];
  /** Why there may be more, or why one of them cannot be read. */
  readonly missing?: Undetermined;
}

/** The rules of a policy that are enforced: those in preview are not. */
export function rulesOf(inputs: Inputs, self: Subject<WebFirewall>, stack: StackView): Rules {
  const own = inputs.list("rules");
  const separate = stack.candidates(rulesByPolicy, [self.resource.urn]);
  const read = [
    ...own.items.map((it) => ruleOf(it, (fact) => fact)),
    ...separate.map(({ resource, thing }) =>
      ruleOf(thing.inputs, (fact) => borrowed(`security policy rule ${resource.name}`, fact)),
    ),
  ];
  const items = read.flatMap((it) => (it === undefined || "why" in it ? [] : [it]));
  const missing = own.missing ?? read.flatMap((it) => (it !== undefined && "why" in it ? [it] : []))[0];
  return {
    items: [...items].sort((a, b) => a.priority - b.priority),
    ...(missing ? { missing } : {}),
  };
}

function ruleOf(inputs: Inputs, as: Rule["as"]): Rule | Undetermined | undefined {
  const preview = inputs.boolean("preview", { whenAbsent: false });
  if (preview.value === true) return undefined;
  const action = inputs.string("action");
  const priority = inputs.number("priority");
  for (const { path, state } of [preview, action, priority]) {
    if (state.is === "unknown") return { path, why: state.why };
  }
  const about = aboutWhom(inputs);
  if (typeof about !== "string") return about;
  return {
    inputs,
    priority: priority.value ?? 0,
    action: (action.value ?? "").toLowerCase(),
    about,
    as,
  };
}

function aboutWhom(inputs: Inputs): Rule["about"] | Undetermined {
  // What network policies match are packets.
  if (inputs.has("networkMatch")) return "expression";
  const match = inputs.at("match");
  const expression = match.string("expr.expression");
  const { path, state } = expression;
  if (state.is === "unknown") return { path, why: state.why };
  if (expression.value !== undefined)
    return /^\s*true\s*$/.test(expression.value) ? "everybody" : "expression";
  const ranges = match.strings("config.srcIpRanges");
  if (ranges.missing) return ranges.missing;
  if (ranges.items.some(({ value }) => value !== undefined && EVERY_ADDRESS.test(value))) return "everybody";
  const unknown = ranges.items.find(({ isDecided }) => !isDecided);
  if (unknown) return { path: unknown.path, why: unknown.says };
  return ranges.items.length > 0 ? "addresses" : "everybody";
}

const EVERY_ADDRESS = /^(\*|0\.0\.0\.0\/0|::\/0)$/;
