import { sections } from "../../policies/checklist/boxes";
import { providers, type Provider, type Requirement } from "../../policies/evaluation/requirement";
import { profileNames, thresholds, type ProfileName, type ThresholdName } from "../../profiles";
import { describeRequirement } from "../cli/requirements";
import { anchorOf, listed } from "./markdown";

/** What people call the providers. */
export const CLOUDS: Readonly<Record<Provider, string>> = {
  kubernetes: "Kubernetes",
  aws: "AWS",
  gcp: "Google Cloud",
  azure: "Azure",
};

/** The page of a requirement, in the folder of the reference. */
export function pageOf({ name }: Pick<Requirement, "name">): string {
  return `${name}.md`;
}

/** The section of the checklist that has a box, as a link from the folder of the reference. */
export function checklistLink(section: string, text: string): string {
  const found = sections.find(({ number }) => number === section);
  const heading = found
    ? `${found.number} ${found.title}${KEPT[found.number] ?? ""}`
    : "RESTRICTED Profile Summary";
  return `[${text}](../checklist.md#${anchorOf(heading)})`;
}

/** What headings of the checklist say beyond the section's title. */
const KEPT: Readonly<Record<string, string>> = { "2.4": " (REGULATED+ only)" };

/** The profiles that ask for what `from` is the first to ask. */
export function askedBy(from: ProfileName): readonly ProfileName[] {
  return profileNames.slice(profileNames.indexOf(from));
}

/** `STANDARD, REGULATED and RESTRICTED`. */
export function askingProfiles(from: ProfileName): string {
  return listed(askedBy(from));
}

/** What decides a requirement, in a word or two. */
export function decidedBy(requirement: Requirement): string {
  const { decidedBy } = describeRequirement(requirement);
  return { resource: "the resource", stack: "the stack", evidence: "evidence" }[decidedBy];
}

/** The number of types that are judged on each provider; a dash where no resource shows it. */
export function typeCounts(requirement: Requirement): readonly string[] {
  const { providers: coverage } = describeRequirement(requirement);
  return providers.map((provider) => {
    if (coverage === undefined) return "";
    const types = coverage[provider]?.types.length ?? 0;
    return types === 0 ? "–" : String(types);
  });
}

/** A number of a profile as people read it: `1048576 (1 MiB)`. */
export function limitText(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return "–";
  if (unit !== "bytes") return String(value);
  const isMiB = value >= 1024 ** 2;
  return `${value} (${isMiB ? `${value / 1024 ** 2} MiB` : `${value / 1024} KiB`})`;
}

/** What a threshold is about, and its unit. */
export function aboutOf(name: ThresholdName): { readonly about: string; readonly unit: string } {
  return thresholds[name];
}
