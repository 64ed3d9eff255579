import { isOfBlocker } from "../../policies/checklist/10-launch/blockers";
import { boxes } from "../../policies/checklist/boxes";
import { SETTINGS_POLICY } from "../../policies/crossguard/settings";
import { termOf } from "../../policies/crossguard/exemption-config";
import type { Measurement } from "../../policies/evaluation/evidence";
import { heading } from "../../policies/evaluation/message";
import { providers, type Provider, type Requirement } from "../../policies/evaluation/requirement";
import { wholeStack } from "../../policies/evaluation/stack";
import { profileNames, profiles, thresholds } from "../../profiles";
import type { Case, CaseTable } from "../../test/kit/cases";
import { exemptionExample } from "../cli/explain";
import { describeRequirement, providerOf } from "../cli/requirements";
import { coveredExample, limitsOf, today, type EvidenceExamples } from "./evidence";
import { exampleOf, stackYaml } from "./examples";
import { block, code, details, listed, paragraphs, table } from "./markdown";
import { aboutOf, askedBy, askingProfiles, checklistLink, CLOUDS, limitText } from "./names";
import type { Reads } from "./case-reads";
import { isTold, readsOf, type TypeReads } from "./properties";

/** What pages are made of, beside the requirements themselves. */
export interface Material {
  readonly tables: readonly CaseTable[];
  readonly reads: Reads;
  readonly isCommon: (token: string, path: string) => boolean;
  /** Examples of what is attested. */
  readonly evidence: EvidenceExamples | undefined;
}

/** The page of a requirement. Its examples are cases of its tests. */
export function page(requirement: Requirement, material: Material): string {
  const { evidence } = material;
  const own = material.tables.filter((it) => it.requirement === requirement.name);
  return paragraphs(
    `# ${heading(requirement)}`,
    "<!-- Written by npm run docs. Do not edit. -->",
    facts(requirement),
    quoted(requirement),
    `${requirement.description} ${requirement.why}`,
    "## Thresholds",
    thresholdTable(requirement),
    "## What decides it",
    decides(requirement),
    "## How to comply",
    requirement.howToFix,
    remediation(requirement, own),
    ...(evidence ? evidenceSection(requirement, evidence) : []),
    ...clouds(requirement, own, material),
    ...exemption(requirement),
    ...(evidence ? [] : covered(requirement)),
    "---",
    "[All requirements](README.md) · [Profiles compared](../profiles.md) · [How a resource is judged](../architecture.md)",
  );
}

function facts(requirement: Requirement): string {
  const { name, severity, advisory, from } = requirement;
  return [
    `Policy ${code(name)}`,
    `severity ${severity}`,
    advisory ? "advisory" : "mandatory",
    `asked by ${askingProfiles(from)}`,
    ...(isOfBlocker(requirement) && requirement.section !== "10.1"
      ? ["[a launch waits for it](../evidence-and-launch.md#the-launch-decision)"]
      : []),
  ].join(" · ");
}

function quoted({ item }: Requirement): string {
  const box = boxes.find((it) => it.item === item);
  if (box === undefined) return "";
  const lines = [
    `**${box.title}** (${checklistLink(box.section, `checklist ${item}`)})`,
    ...(box.asks.length > 0 ? ["", ...box.asks.map((ask) => `- ${ask}`)] : []),
  ];
  return lines.map((line) => `> ${line}`.trimEnd()).join("\n");
}

function thresholdTable(requirement: Requirement): string {
  const names = requirement.thresholds ?? [];
  const asking = askedBy(requirement.from);
  if (names.length === 0) {
    return asking.length > 1 ? `None: ${listed(asking)} ask for the same.` : "None.";
  }
  const rows = names.map((name) => {
    const { about, unit } = aboutOf(name);
    return [
      code(name),
      ...profileNames.map((profile) =>
        asking.includes(profile) ? limitText(profiles[profile][name], unit) : "–",
      ),
      unit,
      `${about} Configuration may make it ${thresholds[name].stricter}.`,
    ];
  });
  return table(["", ...profileNames, "unit", ""], rows);
}

function decides(requirement: Requirement): string {
  const { kinds, decidedBy, evidence, name } = requirement;
  if (evidence) {
    const about = evidence.about === "database" ? "the application or a database" : "the application";
    return (
      `Evidence: somebody attests ${evidence.of}. It is asked for in a stack with ${about}; the newest attestation speaks` +
      `${evidence.maxAge === undefined ? "" : `, and counts for ${String(profiles.RESTRICTED[evidence.maxAge])} days`}.`
    );
  }
  const special = WHOLE[name];
  if (special !== undefined) return special;
  const each = `each ${listed(
    kinds.map((kind) => kind.name),
    "or",
  )}`;
  return decidedBy === "resource"
    ? `The resource alone: ${each} is judged by its own properties, as soon as it is registered.`
    : `The whole stack: ${each} is judged together with what the stack has beside it, at the end of the preview.`;
}

/** The requirements on the stack as a whole that nobody attests. */
const WHOLE: Readonly<Record<string, string>> = {
  [SETTINGS_POLICY]:
    "The configuration of the pack and of the stack, as [README](../../README.md#choose-a-profile) tells.",
  "10.1-launch-decision":
    "The `LaunchDecision` of the program, and what the requirements of the eight blockers say of the whole stack: [Evidence and the launch decision](../evidence-and-launch.md#the-launch-decision).",
};

function remediation({ kinds, evidence }: Requirement, tables: readonly CaseTable[]): string {
  if (evidence !== undefined || tables.length === 0 || kinds.length === 0) return "";
  const written = tables
    .filter(({ invalid }) => Object.values(invalid).some(({ remediable = true }) => remediable))
    .map(({ provider }) => provider);
  return written.length === 0
    ? "The pack does not write it by itself: it takes a decision, or another resource."
    : `At the enforcement level \`remediate\` the pack writes it where a message ends in "Set ...": on ${listed(
        providers.filter((it) => written.includes(it)).map((it) => CLOUDS[it]),
      )}.`;
}

function clouds(
  requirement: Requirement,
  tables: readonly CaseTable[],
  { reads: readsOfAll, isCommon }: Material,
): readonly string[] {
  const { providers: coverage } = describeRequirement(requirement);
  if (coverage === undefined) return [];
  return [
    "## On each cloud",
    ...providers.map((provider) => {
      const { types = [], silent } = coverage[provider] ?? {};
      if (silent !== undefined) return `**${CLOUDS[provider]}**: no resource shows it. ${silent}`;
      if (types.length === 0) return `**${CLOUDS[provider]}**: nothing yet.`;
      const own = tables.filter((it) => it.provider === provider);
      const read = readsOf(
        requirement,
        readsOfAll.get(requirement) ?? new Map(),
        (token) => providerOf(token) === provider,
        isCommon,
        messagesOf(own),
      );
      return details(
        `<b>${CLOUDS[provider]}</b>: ${types.length} resource ${types.length === 1 ? "type" : "types"}, properties and examples`,
        paragraphs(judgedTypes(types, provider), reads(read, requirement), examples(requirement, own)),
      );
    }),
  ];
}

function judgedTypes(types: readonly string[], provider: Provider): string {
  const shown = provider === "kubernetes" ? newest(types) : types;
  const older = types.length - shown.length;
  return `Judged: ${shown.map(code).join(", ")}${older > 0 ? `, and ${older} older API versions` : ""}.`;
}

/** One type of each name: the stable one of the group that it has moved to. */
function newest(types: readonly string[]): readonly string[] {
  const byName = new Map<string, string>();
  for (const type of types) {
    const key = type.replace(
      /^kubernetes:(?:extensions|apps|batch|policy|networking\.k8s\.io|core)\/\w+:/,
      "",
    );
    const known = byName.get(key);
    if (known === undefined || (!/\/v\d+:/.test(known) && /\/v\d+:/.test(type))) byName.set(key, type);
  }
  return [...byName.values()].sort();
}

/** So many types are named where all of them are read alike. */
const NAMED_TYPES = 3;

/** So many of the properties that are neither named in messages nor have a default are listed. */
const LISTED_PROPERTIES = 8;

function reads(all: readonly TypeReads[], { name }: Requirement): string {
  const told = all.flatMap((group) =>
    group.properties
      .filter(isTold)
      .map(({ path, unit = "", defaults }, i) => [
        i === 0 ? typesOf(group) : "",
        code(path),
        unit,
        defaults.map((value) => valueText(value, unit)).join(" or "),
      ]),
  );
  const plain = all.flatMap((group) => {
    const paths = group.properties.filter((it) => !isTold(it)).map(({ path }) => code(path));
    const more = paths.length - LISTED_PROPERTIES;
    const shown = more > 1 ? paths.slice(0, LISTED_PROPERTIES) : paths;
    return paths.length > 0
      ? [`- ${typesOf(group)}: ${shown.join(", ")}${more > 1 ? ` and ${more} more` : ""}`]
      : [];
  });
  if (told.length + plain.length === 0)
    return "Nothing is read but what tells the application from other workloads, and what runs it.";
  return paragraphs(
    told.length > 0 ? table(["of", "property", "unit", "not set means"], told) : "",
    plain.length > 0
      ? `Read beside, as it is set (\`fraiseql-checklist explain ${name} --json\` tells more):`
      : "",
    plain.join("\n"),
  );
}

function messagesOf(tables: readonly CaseTable[]): string {
  return tables
    .flatMap(({ invalid }) => Object.values(invalid).flatMap(({ finds }) => finds))
    .join("\n")
    .replace(/\[\d+\]/g, "[]");
}

function typesOf({ types, isJudged }: TypeReads): string {
  const more = types.length - NAMED_TYPES;
  const named = types.slice(0, NAMED_TYPES).map(code).join(", ");
  return `${named}${more > 0 ? ` and ${more} more like it` : ""}${isJudged ? "" : " (beside it)"}`;
}

function valueText(value: unknown, unit: string): string {
  if (value === Infinity) return "no limit";
  if (typeof value === "number") return `${value} ${value === 1 ? unit.replace(/s$/, "") : unit}`.trim();
  if (typeof value === "boolean") return String(value);
  return value === "" ? "nothing" : code(typeof value === "string" ? value : JSON.stringify(value));
}

function examples(requirement: Requirement, tables: readonly CaseTable[]): string {
  const valid = exampleOf(Object.assign({}, ...tables.map((it) => it.valid)) as CaseTable["valid"]);
  const invalid = exampleOf(Object.assign({}, ...tables.map((it) => it.invalid)) as CaseTable["invalid"]);
  const profileOf = (it: { readonly profiles?: readonly string[] }): string =>
    (it.profiles ?? askedBy(requirement.from))[0] ?? requirement.from;
  return paragraphs(
    ...(valid
      ? [
          `**Complies** under ${profileOf(valid[1])}: ${valid[0]}${generation(valid[1])}.`,
          block("yaml", stackYaml(valid[1].stack)),
        ]
      : []),
    ...(invalid
      ? [
          `**Does not comply** under ${profileOf(invalid[1])}: ${invalid[0]}${generation(invalid[1])}.`,
          block("yaml", stackYaml(invalid[1].stack)),
          "The preview says:",
          block(
            "",
            invalid[1].finds.map((it) => it.replaceAll("{profile}", profileOf(invalid[1]))).join("\n"),
          ),
        ]
      : []),
  );
}

function generation({ applicationGeneration }: Case): string {
  return applicationGeneration === "v2" ? " (FraiseQL 2)" : "";
}

function evidenceSection(
  requirement: Requirement,
  { complies, fails, finds }: EvidenceExamples,
): readonly string[] {
  const measurements = Object.entries(requirement.evidence?.measurements ?? {});
  return [
    "## How to attest",
    "In `evidence.yaml`, which the program loads, or in the program: [Evidence](../evidence-and-launch.md).",
    measurements.length === 0
      ? ""
      : table(
          ["measurement", "what", "needs"],
          measurements.map(([key, it]) => [
            `${code(key)}${it.optional ? ", optional" : ""}`,
            it.about,
            needs(it, requirement.from),
          ]),
        ),
    block("yaml", complies),
    "**Does not count**:",
    block("yaml", fails),
    "The preview says, as advice until a `LaunchDecision` says GO:",
    block("", finds.join("\n")),
  ];
}

function needs(it: Measurement, from: Requirement["from"]): string {
  switch (it.form) {
    case "result":
      return "passed";
    case "text":
      return it.words ? `some of ${it.words.join(", ")}` : "words";
    case "number": {
      const { below, atMost, atLeast } = limitsOf(it, from);
      const limits = [
        ...(below === undefined ? [] : [`below ${below}`]),
        ...(atMost === undefined ? [] : [`at most ${atMost}`]),
        ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
      ];
      return `${limits.length > 0 ? listed(limits) : "a number of"} ${it.unit}${it.advisory ? ", as advice" : ""}`;
    }
  }
}

function exemption(requirement: Requirement): readonly string[] {
  const { maxDays } = termOf(requirement, today);
  const inCode = isOfBlocker(requirement)
    ? "never in the program, as a launch waits for it"
    : `and in the program where ${code(SETTINGS_POLICY)} sets \`allowsExemptionsInCode: true\``;
  return [
    "## How to exempt",
    `In the file for \`--policy-pack-config\`, for at most ${maxDays} days, ${inCode}: [Exemptions](../exemptions.md).`,
    block("json", JSON.stringify(exemptionExample(requirement.name, today), undefined, 2)),
  ];
}

/** How to tell that another stack has it. */
function covered({ name, decidedBy, kinds }: Requirement): readonly string[] {
  if (decidedBy !== "stack" || kinds.includes(wholeStack)) return [];
  return [
    "## How to attest",
    "Where another stack has what this one lacks: [Evidence](../evidence-and-launch.md). A property that does not comply stays a finding.",
    block("yaml", coveredExample(name)),
  ];
}
