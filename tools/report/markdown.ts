import type {
  BlockerReport,
  EvidenceReport,
  ExemptionReport,
  Report,
  RequirementReport,
} from "../../policies/evaluation/report";
import {
  blockerState,
  chaptersOf,
  counted,
  countVerdicts,
  headlineOf,
  homesOf,
  measurementsOf,
  numbered,
  profileOrigin,
  resultsOf,
  shownMessage,
  shownTime,
  stackName,
  subjectOf,
  tally,
  verdictOrder,
  verdictWords,
  type BoxOverview,
  type Headline,
  type SectionOverview,
  type ToldResult,
  type VerdictCounts,
} from "./overview";
import { asLink, escapeHtml, oneLine } from "./text";

/** How long a comment on a pull request may be on GitHub, in characters. */
export const COMMENT_LIMIT = 65_536;

/** How Markdown is written. */
export interface MarkdownOptions {
  /** Leave nothing out, even where the text is longer than a comment may be. Default: false. */
  readonly full?: boolean;
}

/** How much is told. */
interface Detail {
  /** How many results of each requirement. */
  readonly results: number;
  /** Why, how to fix it, and URNs. */
  readonly hasWords: boolean;
  readonly hasChecklist: boolean;
  /** How long what closes a blocker may be, in characters. */
  readonly closing: number;
  /** What that leaves out. */
  readonly without: string;
}

const everything: Detail = {
  results: Infinity,
  hasWords: true,
  hasChecklist: true,
  closing: Infinity,
  without: "",
};

/** From all to the least. */
const details: readonly Detail[] = [
  everything,
  { ...everything, results: 5, without: "all but the first 5 results of each requirement" },
  ...[5, 2, 1].map((results) => ({
    ...everything,
    results,
    hasWords: false,
    without: `all but the first ${results === 1 ? "result" : `${results} results`} of each requirement, and explanations`,
  })),
  { ...everything, results: 0, without: "the results" },
  { ...everything, results: 0, hasChecklist: false, closing: 200, without: "the checklist" },
];

const launchMarks: Readonly<Record<Headline["state"], string>> = { "go": "🟢", "ready": "🟡", "no-go": "🔴" };

/** The reports as GitHub Flavored Markdown: as much of them as a comment on a pull request may hold. */
export function renderMarkdown(reports: readonly Report[], options: MarkdownOptions = {}): string {
  if (options.full === true) return markdownOf(reports, everything);
  let text = "";
  for (const detail of details) {
    text = markdownOf(reports, detail);
    if (text.length <= COMMENT_LIMIT) return text;
  }
  return cut(text);
}

function markdownOf(reports: readonly Report[], detail: Detail): string {
  const parts = [
    // CI finds its own comment again by this line.
    "<!-- fraiseql-checklist -->",
    ...(reports.length > 1 ? [stackTable(reports)] : []),
    ...reports.flatMap((report) => reportParts(report, detail)),
    ...(detail.without === ""
      ? []
      : [
          `_Left out, to fit into a comment: ${detail.without}. \`fraiseql-checklist report --format html\` has everything._`,
        ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Whole lines, as many as fit. */
function cut(text: string): string {
  const note = "\n\n_The rest is left out, to fit into a comment._\n";
  const kept = text.slice(0, COMMENT_LIMIT - note.length);
  return kept.slice(0, kept.lastIndexOf("\n")) + note;
}

function stackTable(reports: readonly Report[]): string {
  const shown = verdictOrder.filter((it) => it !== "not-asked");
  const head = ["Stack", "Profile", "Launch", ...shown.map((it) => verdictWords[it].label)];
  const rows = reports.map((report) => {
    const counts = countVerdicts(report.boxes);
    const { state, word } = headlineOf(report);
    return [
      escaped(stackName(report)),
      report.profile.name,
      `${launchMarks[state]} ${word}`,
      ...shown.map((it) => String(counts[it])),
    ];
  });
  const rule = head.map((_, i) => (i < 3 ? "---" : "--:"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function reportParts(report: Report, detail: Detail): readonly string[] {
  const { state, word, why } = headlineOf(report);
  return [
    `## ${launchMarks[state]} ${word}: ${escaped(stackName(report))}`,
    `**${escaped(why)}** ${aboutRun(report)}`,
    countsLine(countVerdicts(report.boxes)),
    ...(report.incomplete === undefined
      ? []
      : [`> ⚠️ This report does not cover the whole stack: ${escaped(report.incomplete)}.`]),
    ...(report.launch.blockers.length > 0 ? ["### Blockers", blockerList(report, detail)] : []),
    ...(detail.hasChecklist ? chapterParts(report, detail) : []),
  ];
}

function aboutRun(report: Report): string {
  const { profile, operation, resources, createdAt, tool } = report;
  const justification =
    profile.justification === undefined ? "" : ` (“${escaped(shortened(profile.justification, 300))}”)`;
  return (
    `FraiseQL Production Deployment Checklist, profile **${profile.name}** ${profileOrigin(report)}${justification}; ` +
    `${operation} of ${counted(resources, "resource")}, ${escaped(shownTime(createdAt))}, ${tool.name} ${escaped(tool.version)}.`
  );
}

function countsLine(counts: VerdictCounts): string {
  return verdictOrder
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => {
      const { mark, label } = verdictWords[verdict];
      return `${mark} **${counts[verdict]}** ${label.toLowerCase()}`;
    })
    .join(" · ");
}

function blockerList(report: Report, detail: Detail): string {
  const homes = homesOf(report);
  return report.launch.blockers.map((blocker) => blockerItem(blocker, report, homes, detail)).join("\n");
}

function blockerItem(
  blocker: BlockerReport,
  report: Report,
  homes: ReadonlyMap<string, string>,
  detail: Detail,
): string {
  const { item, title, open } = blocker;
  const { verdict, word } = blockerState(blocker, report);
  return [
    `- ${verdictWords[verdict].mark} **${item}** ${escaped(title)}${verdict === "pass" ? "" : ` (${word})`}`,
    ...open.map(({ requirement, closedBy }) => {
      const home = homes.get(requirement);
      return `  - ${home === undefined ? "" : `${home} `}${code(requirement)}: ${escaped(shortened(closedBy, detail.closing))}`;
    }),
  ].join("\n");
}

function chapterParts(report: Report, detail: Detail): readonly string[] {
  return chaptersOf(report).flatMap((chapter) => [
    `### ${escaped(numbered(chapter))}`,
    countsLine(chapter.counts),
    ...chapter.sections.flatMap((section) => sectionParts(section, chapter.number, detail)),
  ]);
}

function sectionParts(section: SectionOverview, chapter: string, detail: Detail): readonly string[] {
  const items = section.boxes.map((box) => boxItem(box, detail)).join("\n");
  return section.number === chapter ? [items] : [`#### ${escaped(numbered(section))}`, items];
}

function boxItem(box: BoxOverview, detail: Detail): string {
  const { mark, label } = verdictWords[box.verdict];
  const line = `- ${mark} **${box.item}** ${escaped(box.title)}${box.verdict === "pass" ? "" : ` (${label.toLowerCase()})`}${elsewhere(box)}`;
  const told = detail.results === 0 ? [] : box.answers.flatMap((it) => requirementLines(it, detail));
  if (told.length === 0) return line;
  return [
    line,
    `  <details><summary>${summaryOf(box)}</summary>`,
    "",
    ...told.map((it) => `  ${it}`),
    "",
    "  </details>",
    "",
  ].join("\n");
}

function elsewhere({ elsewhere: others }: BoxOverview): string {
  if (others.length === 0) return "";
  const places = [...new Set(others.map(({ item }) => item))];
  return `: see ${places.join(", ")}`;
}

function summaryOf({ answers }: BoxOverview): string {
  return answers
    .map((it) => {
      const numbers = tally(it);
      return quiet(escapeHtml(numbers === "" ? it.title : `${it.title}: ${numbers}`));
    })
    .join("; ");
}

/** What there is to say of a requirement, as a list; nothing where it is met by resources alone. */
function requirementLines(requirement: RequirementReport, detail: Detail): readonly string[] {
  const { name, title, verdict, why, howToFix, evidence } = requirement;
  const results = resultsOf(requirement);
  if (results.length === 0 && evidence === undefined && verdict !== "violation" && verdict !== "open")
    return [];
  const shown = results.slice(0, detail.results);
  const needsWords = detail.hasWords && (verdict === "violation" || verdict === "open");
  return [
    `- ${verdictWords[verdict].mark} ${escaped(title)}, ${code(name)}${enforcementOf(requirement)}`,
    ...(needsWords ? [`  - Why: ${escaped(why)}`, `  - How to fix: ${escaped(howToFix)}`] : []),
    ...(evidence ? [`  - Evidence: ${evidenceText(evidence, requirement)}`] : []),
    ...shown.flatMap((result) => resultLines(requirement, result, detail).map((line) => `  ${line}`)),
    ...(shown.length < results.length ? [`  - and ${counted(results.length - shown.length, "other")}`] : []),
  ];
}

function enforcementOf({ verdict, enforcement }: RequirementReport): string {
  return verdict === "violation" && enforcement !== "mandatory" ? ` (${enforcement})` : "";
}

function resultLines(requirement: RequirementReport, result: ToldResult, detail: Detail): readonly string[] {
  const { resource, verdict, messages, exemption } = result;
  const subject = resource
    ? `${code(subjectOf(result))} (${code(resource.type)})`
    : escaped(subjectOf(result));
  return [
    `- ${verdictWords[verdict].mark} ${subject}`,
    ...(resource && detail.hasWords ? [`  - ${code(resource.urn)}`] : []),
    ...messages.map((message) => `  - ${escaped(shownMessage(requirement, message))}`),
    ...(exemption ? [`  - ${exemptionText(exemption)}`] : []),
  ];
}

function exemptionText({ reason, owner, ticket, expires, from }: ExemptionReport): string {
  const by = ticket === undefined ? escaped(owner) : `${escaped(owner)}, ${escaped(ticket)}`;
  return `Exempt until **${escaped(expires)}**: ${escaped(reason)} (${by}; declared in the ${from})`;
}

function evidenceText(evidence: EvidenceReport, requirement: RequirementReport): string {
  const measured = measurementsOf(requirement).map(({ about, value }) => escaped(`${about} ${value}`));
  const facts = [
    `${evidence.result} on ${escaped(evidence.on)}, by ${escaped(evidence.by)}`,
    ...(evidence.validUntil === undefined ? [] : [`counts until ${escaped(evidence.validUntil)}`]),
    ...(evidence.coveredBy === undefined ? [] : [`covered by ${code(evidence.coveredBy)}`]),
    ...(evidence.reason === undefined ? [] : [escaped(evidence.reason)]),
    ...measured,
    ...(evidence.evidence === undefined ? [] : [linked(evidence.evidence)]),
  ];
  return facts.join("; ");
}

function linked(text: string): string {
  const link = asLink(text);
  return link === undefined ? escaped(text) : `[${escaped(text)}](<${link}>)`;
}

/** Text that stays text: no formatting, no HTML, nobody mentioned, no issue linked. */
function escaped(text: string): string {
  return quiet(
    oneLine(text)
      .replace(/[\\`*_[\]<>|~$!&]/g, "\\$&")
      .replace(/^[-+=#]/, "\\$&")
      .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2"),
  );
}

/** Nobody is mentioned, and no issue is linked: a comment that nobody sees stands between. */
function quiet(text: string): string {
  return text.replace(/(?<![\w.])@(?=\w)/g, "@<!-- -->").replace(/(?<!&)#(?=\d)/g, "#<!-- -->");
}

/** Text as code. */
function code(text: string): string {
  const line = oneLine(text);
  if (line === "") return "";
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

function shortened(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit).trimEnd()}…` : text;
}
