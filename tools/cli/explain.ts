import { attestationExample } from "../../policies/checklist/attestation-example";
import { isOfBlocker } from "../../policies/checklist/10-launch/blockers";
import { EXEMPTIONS, termOf } from "../../policies/crossguard/exemption-config";
import { SETTINGS_POLICY } from "../../policies/crossguard/settings";
import { addDays } from "../../policies/evaluation/day";
import type { Evidence, Measurement } from "../../policies/evaluation/evidence";
import { providers, type Provider, type Requirement } from "../../policies/evaluation/requirement";
import { wholeStack } from "../../policies/evaluation/stack";
import { registry } from "../../policies/readers";
import { profileNames, thresholds, type ProfileName } from "../../profiles";
import { describeThresholds, type ThresholdDescription } from "./profiles";
import { askedOf } from "./properties";
import { describeRequirement, providerOf, type RequirementDescription } from "./requirements";
import { wrapped, type Style } from "./style";
import { formatTable } from "./table";

/** Types of resources of which the same properties are read. */
export interface TypesRead {
  readonly types: readonly string[];
  readonly properties: readonly string[];
}

/** What is read of one provider's resources. */
export interface ProviderRead {
  readonly judged: readonly TypesRead[];
  /** Kinds of things that those are related to, and their types. */
  readonly related: Readonly<Record<string, readonly string[]>>;
  /** Why no resource of this provider can show it. */
  readonly silent?: string;
}

/** Everything there is to say of a requirement. */
export interface Explanation extends Omit<RequirementDescription, "providers"> {
  readonly why: string;
  readonly howToFix: string;
  /** What its policy does unless configuration says otherwise. */
  readonly enforcement: "advisory" | "mandatory";
  /** True where a launch waits for it. */
  readonly blocksLaunch: boolean;
  /** The profiles that ask for it. */
  readonly askedBy: readonly ProfileName[];
  readonly thresholds: readonly ThresholdDescription[];
  /** Absent for a requirement on the stack as a whole. */
  readonly reads?: Readonly<Record<Provider, ProviderRead>>;
  readonly exemption: {
    readonly maxDays: number;
    readonly inCode: boolean;
    /** A configuration for `--policy-pack-config`. */
    readonly example: Readonly<Record<string, unknown>>;
  };
  /** How it is attested, where it can be. */
  readonly attestation?: {
    readonly of: string;
    /** A statement of a program. */
    readonly example: string;
    /** What it needs; absent where an attestation only tells that another stack has it. */
    readonly evidence?: Evidence;
  };
}

/** Everything there is to say of a requirement. Examples are dated from today. */
export function explain(requirement: Requirement, today: string): Explanation {
  const { why, howToFix, advisory, name } = requirement;
  const { providers: coverage, ...description } = describeRequirement(requirement);
  const { maxDays } = termOf(requirement, today);
  const blocksLaunch = isOfBlocker(requirement);
  return {
    ...description,
    why,
    howToFix,
    enforcement: advisory ? "advisory" : "mandatory",
    blocksLaunch,
    askedBy: profileNames.slice(profileNames.indexOf(requirement.from)),
    thresholds: describeThresholds().filter((it) => requirement.thresholds?.includes(it.name)),
    ...(coverage ? { reads: readsOf(requirement) } : {}),
    exemption: { maxDays, inCode: !blocksLaunch, example: exemptionExample(name, today) },
    ...attestationOf(requirement, today),
  };
}

function attestationOf(requirement: Requirement, today: string): Pick<Explanation, "attestation"> {
  const { name, section, evidence, kinds, decidedBy } = requirement;
  if (evidence) {
    const example = attestationExample({ name, evidence }, today);
    return { attestation: { of: evidence.of, example, evidence } };
  }
  if (decidedBy !== "stack" || kinds.includes(wholeStack)) return {};
  const short = name.slice(section.length + 1);
  return {
    attestation: {
      of: "what this stack lacks and another one has; a property that does not comply stays a finding",
      example: `new Attestation("${short}", { item: "${name}", result: "passed", by: "...", on: "${today}", coveredBy: "organization/project/stack" })`,
    },
  };
}

/** A configuration that exempts a resource, with places to fill in. */
export function exemptionExample(name: string, today: string): Readonly<Record<string, unknown>> {
  return {
    [name]: {
      [EXEMPTIONS]: [
        {
          resource: "the resource's name or URN",
          reason: "Why it is let be, in a sentence.",
          owner: "your-team",
          expires: addDays(today, 60),
        },
      ],
    },
  };
}

/** The explanation as text. */
export function explanationText(it: Explanation, style: Style): string {
  const { attestation, exemption } = it;
  const section = (title: string, body: string): string =>
    body === "" ? "" : `\n${style.heading(title)}\n${body}`;
  const decides = { resource: "the resource alone", stack: "the whole stack", evidence: "evidence" } as const;
  return [
    `${style.heading(`${it.name}: ${it.title}`)}\n`,
    wrapped(
      [
        `Box ${it.item}`,
        `asked by ${it.askedBy.join(", ")}`,
        `severity ${it.severity}`,
        it.enforcement,
        `decided by ${decides[it.decidedBy]}`,
        ...(it.blocksLaunch ? ["a launch waits for it"] : []),
      ].join("; ") + ".",
    ),
    `\n${wrapped(it.description)}`,
    section("Why", wrapped(it.why, "  ")),
    section("How to comply", wrapped(it.howToFix, "  ")),
    section("Thresholds", thresholdText(it.thresholds)),
    section("What is read", it.reads ? readsText(it.reads, style) : wrapped(WHOLE[it.decidedBy], "  ")),
    attestation ? section("How to attest", attestationText(attestation)) : "",
    section(
      "How to exempt",
      wrapped(
        `In the file for --policy-pack-config, for at most ${exemption.maxDays} days` +
          (exemption.inCode
            ? `. In a program with new Exemption(...), where ${SETTINGS_POLICY} sets allowsExemptionsInCode: true.`
            : ", and never in a program, as a launch waits for it."),
        "  ",
      ) + `\n${indented(JSON.stringify(exemption.example, undefined, 2))}`,
    ),
  ].join("");
}

/** What requirements without resources of their own look at. */
const WHOLE = {
  resource: "Nothing.",
  stack: "The stack as a whole, and its configuration.",
  evidence: "Attestations: in the program, or in an evidence file that it loads.",
} as const;

function attestationText({ of, evidence, example }: NonNullable<Explanation["attestation"]>): string {
  const measurements = Object.entries(evidence?.measurements ?? {});
  const age = evidence?.maxAge === undefined ? "" : ` It counts for as many days as ${evidence.maxAge} says.`;
  return [
    wrapped(`Attested is ${of}.${age}`, "  "),
    ...(measurements.length > 0
      ? ["\n", indented(formatTable(measurements.map(([name, it]) => [`  ${name}`, measurementText(it)])))]
      : []),
    `\n  ${example};\n`,
  ].join("");
}

/** `p95 latency, in milliseconds, below latencyP95Ms`. */
function measurementText(it: Measurement): string {
  const parts =
    it.form === "number"
      ? [
          `in ${it.unit}`,
          ...(it.below === undefined ? [] : [`below ${it.below}`]),
          ...(it.atMost === undefined ? [] : [`at most ${it.atMost}`]),
          ...(it.atLeast === undefined ? [] : [`at least ${it.atLeast}`]),
        ]
      : it.form === "result"
        ? ["passed or failed"]
        : [it.words ? `some of ${it.words.join(", ")}` : "in words"];
  return [it.about, ...parts, ...(it.optional ? ["may be left out"] : [])].join(", ");
}

function thresholdText(described: readonly ThresholdDescription[]): string {
  if (described.length === 0) return "";
  const rows = described.map(({ name, values, unit, about }) => [
    name,
    ...profileNames.map((profile) => String(values[profile] ?? "-")),
    unit,
    `${about} Configuration may make it ${thresholds[name].stricter}.`,
  ]);
  return indented(formatTable([["", ...profileNames, "UNIT", ""], ...rows]));
}

/** More properties than this are left to --json. */
const SHOWN_PROPERTIES = 12;
const SHOWN_TYPES = 3;

function readsText(reads: Readonly<Record<Provider, ProviderRead>>, style: Style): string {
  const faint = (text: string): string =>
    wrapped(text, "      ")
      .trimEnd()
      .split("\n")
      .map((line) => `${style.faint(line)}\n`)
      .join("");
  return providers
    .map((provider) => {
      const { judged, related, silent } = reads[provider];
      const title = `  ${provider}\n`;
      if (silent !== undefined) return title + wrapped(`No resource shows it: ${silent}`, "    ");
      if (judged.length === 0) return title + wrapped("Nothing yet.", "    ");
      const types = judged.map(
        ({ types, properties }) =>
          wrapped(`${some(types, SHOWN_TYPES, "types")}:`, "    ") +
          faint(properties.length > 0 ? some(properties, SHOWN_PROPERTIES, "properties") : "its type alone"),
      );
      const others = Object.keys(related);
      const relations = others.length > 0 ? wrapped(`and, related to it: ${others.join(", ")}`, "    ") : "";
      return title + types.join("") + relations;
    })
    .join("");
}

function some(names: readonly string[], most: number, what: string): string {
  const more = names.length - most;
  // A single one that is left out takes no less room than its name.
  return more <= 1
    ? names.join(", ")
    : `${names.slice(0, most).join(", ")} and ${more} more ${what} (--json)`;
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}\n`)
    .join("");
}

function readsOf(requirement: Requirement): Readonly<Record<Provider, ProviderRead>> {
  const read = (provider: Provider): ProviderRead => readOf(requirement, provider);
  return { kubernetes: read("kubernetes"), aws: read("aws"), gcp: read("gcp"), azure: read("azure") };
}

function readOf(requirement: Requirement, provider: Provider): ProviderRead {
  const silent = requirement.silentOn?.[provider];
  if (silent !== undefined) return { judged: [], related: {}, silent };
  const isOfProvider = (token: string): boolean => providerOf(token) === provider;
  const properties = new Map<string, Set<string>>();
  const kinds = new Set<string>();
  for (const reader of registry.readers.filter(({ kind }) => requirement.kinds.includes(kind))) {
    for (const token of reader.tokens.filter(isOfProvider)) {
      const asked = askedOf(requirement, reader, token);
      const known = properties.get(token) ?? new Set();
      properties.set(token, new Set([...known, ...asked.properties]));
      for (const { name } of asked.kinds) kinds.add(name);
    }
  }
  const related = [...kinds].sort().flatMap((name) => {
    const types = registry.readers.filter(({ kind }) => kind.name === name).flatMap(({ tokens }) => tokens);
    const own = types.filter(isOfProvider);
    return own.length > 0 ? [[name, own] as const] : [];
  });
  return { judged: grouped(properties), related: Object.fromEntries(related) };
}

/** Types of which the same is read stand together. */
function grouped(properties: ReadonlyMap<string, ReadonlySet<string>>): readonly TypesRead[] {
  const groups = new Map<string, { types: string[]; properties: readonly string[] }>();
  for (const [type, read] of properties) {
    const sorted = [...read].sort();
    const key = sorted.join("\n");
    const group = groups.get(key);
    if (group) group.types.push(type);
    else groups.set(key, { types: [type], properties: sorted });
  }
  return [...groups.values()];
}
