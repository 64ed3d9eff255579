import { requirements } from "../../policies/checklist";
import { boxes } from "../../policies/checklist/boxes";
import { profileNames, profiles, thresholds, type ProfileName, type ThresholdName } from "../../profiles";
import { code, paragraphs, table } from "./markdown";
import { limitText, pageOf } from "./names";

const FOR: Readonly<Record<ProfileName, string>> = {
  STANDARD: "every production deployment",
  REGULATED: "compliance and audit requirements",
  RESTRICTED: "high security, on top of REGULATED",
};

/** The three profiles side by side. */
export function profilesPage(): string {
  return paragraphs(
    "# Profiles compared",
    "<!-- Written by npm run docs. Do not edit. -->",
    "Each profile asks for all that the one before it does. [README](../README.md#choose-a-profile) tells how to choose one.",
    table(
      ["profile", "for", "requirements", "of them advisory", "boxes"],
      profileNames.map((name) => {
        const asked = requirements.filter(({ from }) => rank(from) <= rank(name));
        return [
          name,
          FOR[name],
          String(asked.length),
          String(asked.filter(({ advisory }) => advisory).length),
          String(boxes.filter(({ from }) => rank(from) <= rank(name)).length),
        ];
      }),
    ),
    "## What each adds",
    ...profileNames.flatMap((name) => [`### ${name}`, added(name)]),
    "## Thresholds",
    "–: the profile does not ask. Bold: stricter than in the profile before. Configuration may make each stricter, in the direction of the last column.",
    table(
      ["section", "threshold", ...profileNames, "unit", "what", "stricter"],
      (Object.keys(thresholds) as ThresholdName[]).map((name) => {
        const { section, unit, about, stricter } = thresholds[name];
        return [
          section,
          code(name),
          ...profileNames.map((it) => value(name, it, unit)),
          unit,
          about,
          stricter,
        ];
      }),
    ),
  );
}

function rank(name: ProfileName): number {
  return profileNames.indexOf(name);
}

function added(name: ProfileName): string {
  const own = requirements.filter(({ from }) => from === name);
  return [...new Set(own.map(({ section }) => section))]
    .map((section) => {
      const all = own.filter((it) => it.section === section);
      const links = all.map(
        (it) => `[${it.title}](reference/${pageOf(it)})${it.advisory ? " (advisory)" : ""}`,
      );
      return `- ${section === "x" ? "Summary" : section}: ${links.join(", ")}`;
    })
    .join("\n");
}

function value(name: ThresholdName, profile: ProfileName, unit: string): string {
  const text = limitText(profiles[profile][name], unit);
  const before = profileNames[rank(profile) - 1];
  const isStricter = before !== undefined && profiles[before][name] !== profiles[profile][name];
  return isStricter ? `**${text}**` : text;
}
