import { blockers, nonBlocking } from "../../policies/checklist/10-launch/blockers";
import { requirements } from "../../policies/checklist";
import { boxes, sections } from "../../policies/checklist/boxes";
import type { Box } from "../../policies/evaluation/box";
import { providers, type Requirement } from "../../policies/evaluation/requirement";
import { listed, paragraphs, table } from "./markdown";
import { checklistLink, CLOUDS, decidedBy, pageOf, typeCounts } from "./names";

const MARKS = { STANDARD: "", REGULATED: "R", RESTRICTED: "X" } as const;

/** Every box of the checklist, what answers it, and where each requirement has its page. */
export function indexPage(): string {
  const chapters = [...new Set(boxes.map(({ item }) => item.split(".")[0] ?? ""))];
  return paragraphs(
    "# Reference",
    "<!-- Written by npm run docs. Do not edit. -->",
    `Every box of the [checklist](../checklist.md), and the requirements that answer it: ${boxes.length} boxes, ${requirements.length} requirements, a page for each.` +
      " [Profiles compared](../profiles.md) has the thresholds, [Architecture](../architecture.md) how a resource is judged.",
    "R: from REGULATED on; X: from RESTRICTED on. Under each cloud: how many types of resources are judged; –: no resource shows it ([why](#where-a-cloud-is-silent)); empty: no resource is needed.",
    "Properties on the pages are those that the examples of the tests have the pack read. Left out are names and labels, by which resources find each other, and what tells the application's workloads from others.",
    ...chapters.flatMap((chapter) => [
      `## ${chapterTitle(chapter)}`,
      matrix(boxes.filter(({ item }) => item.startsWith(`${chapter}.`))),
    ]),
    "## Where a cloud is silent",
    ...requirements
      .filter(({ silentOn }) => silentOn !== undefined)
      .map((it) => `- ${linkTo(it)}\n${reasons(it)}`),
  );
}

function chapterTitle(chapter: string): string {
  const found = sections.find(({ number }) => number === chapter);
  return found ? `${chapter}. ${found.title}` : "Profile summaries";
}

function matrix(own: readonly Box[]): string {
  const rows = own.flatMap((box) => {
    const head = [checklistLink(box.section, box.item), box.title, MARKS[box.from]];
    const launch = [...blockers, ...nonBlocking].find(({ item }) => item === box.item);
    if (launch) {
      const answering = requirements.filter(({ item }) => launch.items.includes(item));
      return [[...head, answering.map(linkTo).join(", "), `boxes ${listed(launch.items)}`, "", "", "", ""]];
    }
    return requirements
      .filter(({ item }) => item === box.item)
      .map((it, i) => [
        ...(i === 0 ? head : ["", "", ""]),
        linkTo(it) + (it.advisory ? " (advisory)" : ""),
        decidedBy(it),
        ...typeCounts(it),
      ]);
  });
  return table(["box", "", "", "requirement", "decided by", ...providers.map((it) => CLOUDS[it])], rows);
}

function linkTo(it: Requirement): string {
  return `[${it.name}](${pageOf(it)})`;
}

function reasons({ silentOn = {} }: Requirement): string {
  return providers
    .filter((provider) => silentOn[provider] !== undefined)
    .map((provider) => `  - ${CLOUDS[provider]}: ${silentOn[provider] ?? ""}`)
    .join("\n");
}
