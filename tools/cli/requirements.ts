import { profiles, type ProfileName } from "../../profiles";
import { requirements } from "../../policies/checklist";
import { isAskedBy } from "../../policies/evaluation/evaluate";
import { providers, type Provider, type Requirement } from "../../policies/evaluation/requirement";
import { wholeStack } from "../../policies/evaluation/stack";
import { registry } from "../../policies/readers";
import type { Style } from "./style";
import { formatTable } from "./table";

/** What a requirement judges of one provider. */
export interface Coverage {
  /** Type tokens of the resources it speaks about. */
  readonly types: readonly string[];
  /** Why no resource of this provider can show it. */
  readonly silent?: string;
}

/** A requirement, as the command lists it. */
export interface RequirementDescription {
  readonly item: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly from: ProfileName;
  readonly severity: Requirement["severity"];
  /** Whether a resource alone shows it, only the stack as a whole, or what somebody attests. */
  readonly decidedBy: Requirement["decidedBy"] | "evidence";
  /** Absent for a requirement on the stack as a whole, which needs no resource. */
  readonly providers?: Readonly<Partial<Record<Provider, Coverage>>>;
}

/** Which requirements are listed. */
export interface Selection {
  /** Only what this profile asks for. */
  readonly profile?: ProfileName;
  /** Only what resources of this provider show, and what the stack as a whole does. */
  readonly cloud?: Provider;
}

/** The selected requirements, in the checklist's order. */
export function describeRequirements({ profile, cloud }: Selection = {}): readonly RequirementDescription[] {
  const described = requirements
    .filter((requirement) => profile === undefined || isAskedBy(requirement, profiles[profile]))
    .map(describeRequirement);
  if (cloud === undefined) return described;
  return described.flatMap((it) => {
    const coverage = it.providers?.[cloud];
    if (coverage === undefined) return [it];
    return coverage.types.length > 0 ? [{ ...it, providers: { [cloud]: coverage } }] : [];
  });
}

/** The requirements as a table: per provider the number of resource types, then the reasons where there are none. */
export function requirementTable(
  described: readonly RequirementDescription[],
  style: Style,
  cloud?: Provider,
): string {
  const shown = cloud === undefined ? providers : [cloud];
  const head = ["ITEM", "NAME", "TITLE", "FROM", "SEVERITY", "DECIDED BY", ...shown.map(upperCase)];
  const rows = described.map((it) => [
    it.item,
    it.name,
    it.title,
    it.from,
    it.severity,
    it.decidedBy,
    ...shown.map((provider) => count(it.providers?.[provider])),
  ]);
  const reasons = described.flatMap(({ name, providers: coverage }) =>
    shown.flatMap((provider) => {
      const silent = coverage?.[provider]?.silent;
      return silent === undefined ? [] : [`${name}, ${provider}: ${silent}`];
    }),
  );
  return [
    formatTable([head, ...rows], style),
    "\nUnder each provider: how many resource types are judged; --json names them.\n",
    ...(reasons.length > 0
      ? ["\nNot shown by any resource (-):\n", ...reasons.map((it) => `  ${it}\n`)]
      : []),
  ].join("");
}

/** The provider of a type token. */
export function providerOf(token: string): Provider | undefined {
  const prefix = token.slice(0, token.indexOf(":"));
  return providers.find((provider) => prefix === provider || prefix === `${provider}-native`);
}

/** One requirement, as the command lists it. */
export function describeRequirement(requirement: Requirement): RequirementDescription {
  const { item, name, title, description, from, severity, evidence } = requirement;
  const decidedBy = evidence === undefined ? requirement.decidedBy : "evidence";
  return {
    item,
    name,
    title,
    description,
    from,
    severity,
    decidedBy,
    ...(requirement.kinds.includes(wholeStack) ? {} : { providers: coverageOf(requirement) }),
  };
}

function coverageOf({ kinds, silentOn }: Requirement): Readonly<Record<Provider, Coverage>> {
  const tokens = registry.readers.filter(({ kind }) => kinds.includes(kind)).flatMap((it) => it.tokens);
  const coverage = (provider: Provider): Coverage => {
    const silent = silentOn?.[provider];
    // Where the platform has no such setting, what its readers read is judged "not applicable".
    if (silent !== undefined) return { types: [], silent };
    return { types: [...new Set(tokens.filter((token) => providerOf(token) === provider))].sort() };
  };
  return {
    kubernetes: coverage("kubernetes"),
    aws: coverage("aws"),
    gcp: coverage("gcp"),
    azure: coverage("azure"),
  };
}

function count(coverage: Coverage | undefined): string {
  if (coverage === undefined) return "stack";
  return coverage.types.length === 0 ? "-" : String(coverage.types.length);
}

function upperCase(text: string): string {
  return text.toUpperCase();
}
