import { createHash } from "crypto";
import * as fs from "fs";
import * as path from "path";
import type { Report } from "../../policies/evaluation/report";
import { boxElement } from "./html-box";
import { icon, iconSprite } from "./html-icons";
import { blockerSection, incompleteNote, launchCard, verdictBar } from "./html-summary";
import { markup, raw, type Markup } from "./markup";
import {
  chaptersOf,
  countVerdicts,
  headlineOf,
  numbered,
  stackName,
  unmetVerdicts,
  verdictOrder,
  verdictWords,
  type ChapterOverview,
  type VerdictCounts,
} from "./overview";

const TITLE = "FraiseQL Production Deployment Checklist";

/** The reports as one HTML page that loads nothing from anywhere. */
export function renderHtml(reports: readonly Report[]): string {
  const style = asset("page.css");
  const script = asset("page.js");
  const counts = countVerdicts(reports.flatMap(({ boxes }) => boxes));
  const several = reports.length > 1;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="${favicon(reports)}">
<title>${titleOf(reports)}</title>
<style>${raw(style)}</style>
</head>
<body>
${iconSprite}
<a class="skip" href="#checklist">Skip to the checklist</a>
<header class="masthead">
<p class="eyebrow">${TITLE}</p>
<h1>${several ? `${reports.length} stacks` : stackName(reports[0] ?? nothing())}</h1>
${several && stackTable(reports)}
</header>
${!several && reports.map((report) => summaryOf(report, ""))}
${filterBar(reports, counts)}
<div class="layout">
${several ? stackNav(reports) : reports.map((report) => chapterNav(report))}
<main id="checklist" tabindex="-1">
${
  several
    ? reports.map(
        (report) => markup`<section class="stack" id="${stackName(report)}">
<h2 class="stack-title">${stackName(report)}</h2>
${summaryOf(report, prefixOf(report))}
${checklist(report, prefixOf(report))}
</section>`,
      )
    : reports.map((report) => checklist(report, ""))
}
<p class="nothing" id="nothing" hidden>No box is shown. <button type="button" data-show="all">Show all boxes</button></p>
</main>
</div>
<footer class="colophon">${reports.slice(0, 1).map(({ tool }) => `${tool.name} ${tool.version}`)}</footer>
<script>${raw(script)}</script>
</body>
</html>
`;
  return page.html;
}

/** Several stacks stand on one page: the links into each start with its name. */
function prefixOf(report: Report): string {
  return `${stackName(report)}/`;
}

function nothing(): never {
  throw new Error("There is no report to render.");
}

function titleOf(reports: readonly Report[]): string {
  const [report] = reports;
  return report && reports.length === 1
    ? `${headlineOf(report).word}: ${stackName(report)} · ${TITLE}`
    : `${reports.length} stacks · ${TITLE}`;
}

function summaryOf(report: Report, prefix: string): Markup {
  return markup`${incompleteNote(report)}${launchCard(report)}${blockerSection(report, prefix)}`;
}

function stackTable(reports: readonly Report[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Stacks"><table class="stacks">
<thead><tr><th scope="col">Stack</th><th scope="col">Profile</th><th scope="col">Launch</th><th scope="col">Boxes</th></tr></thead>
<tbody>${reports.map((report) => {
    const { state, word } = headlineOf(report);
    return markup`<tr><th scope="row"><a href="#${stackName(report)}">${stackName(report)}</a></th><td>${report.profile.name}</td><td><span class="launch-word ${state}">${word}</span></td><td class="bar-cell">${verdictBar(countVerdicts(report.boxes))}</td></tr>`;
  })}</tbody>
</table></div>`;
}

function filterBar(reports: readonly Report[], counts: VerdictCounts): Markup {
  const total = reports.reduce((sum, { boxes }) => sum + boxes.length, 0);
  const [report] = reports;
  const headline = report && reports.length === 1 ? headlineOf(report) : undefined;
  return markup`<div class="bar" id="bar" role="region" aria-label="Summary and filter">
<div class="bar-inner">
<p class="bar-title">${headline && markup`<span class="launch-word ${headline.state}">${headline.word}</span>`}<span class="bar-stack">${report && reports.length === 1 ? stackName(report) : `${reports.length} stacks`}</span><output class="shown" id="shown" aria-live="polite">${total} of ${total} boxes</output></p>
<form class="filter" id="filter" hidden>
<div class="tools">
<label class="search"><span class="visually-hidden">Search in boxes, resources and messages</span><input type="search" id="search" placeholder="Search" autocomplete="off" spellcheck="false"></label>
<button type="button" data-show="unmet" data-verdicts="${unmetVerdicts.join(" ")}">Left to do</button>
<button type="button" data-show="all">All</button>
<button type="button" data-fold="open">Expand</button>
<button type="button" data-fold="close">Collapse</button>
</div>
<fieldset><legend>Show boxes that are</legend>
${verdictOrder.map(
  (verdict) =>
    markup`<label class="chip ${verdict}"><input type="checkbox" name="verdict" value="${verdict}" checked>${icon(verdict)}<span>${verdictWords[verdict].label}</span><b>${counts[verdict]}</b></label>`,
)}
</fieldset>
</form>
</div>
</div>`;
}

function chapterNav(report: Report): Markup {
  return markup`<nav class="contents" aria-label="Chapters">${chapterLinks(chaptersOf(report), "")}</nav>`;
}

function stackNav(reports: readonly Report[]): Markup {
  return markup`<nav class="contents" aria-label="Stacks">${reports.map(
    (report) =>
      markup`<p><a href="#${stackName(report)}">${stackName(report)}</a></p>${chapterLinks(chaptersOf(report), prefixOf(report))}`,
  )}</nav>`;
}

function chapterLinks(chapters: readonly ChapterOverview[], prefix: string): Markup {
  return markup`<ol>${chapters.map((chapter) => {
    const left = unmetVerdicts.reduce((sum, verdict) => sum + chapter.counts[verdict], 0);
    const worst = verdictOrder.find((verdict) => chapter.counts[verdict] > 0) ?? "pass";
    return markup`<li><a href="#${prefix}${chapter.number}"><span>${numbered(chapter)}</span>${
      left > 0
        ? markup`<b class="left ${worst}"><span aria-hidden="true">${left}</span><span class="visually-hidden">, ${left} left to do</span></b>`
        : icon(worst)
    }</a></li>`;
  })}</ol>`;
}

function checklist(report: Report, prefix: string): readonly Markup[] {
  return chaptersOf(report).map(
    (chapter) => markup`<section class="chapter" id="${prefix}${chapter.number}" data-group>
<header class="chapter-head"><h2>${numbered(chapter)}</h2>${chapterTally(chapter.counts)}</header>
${chapter.sections.map(
  (
    section,
  ) => markup`<section class="section" id="${prefix}${section.number === chapter.number ? `${section.number}.0` : section.number}" data-group>
<h3>${section.number === chapter.number ? "Named by a profile's summary alone" : numbered(section)}</h3>
${section.boxes.map((box) => boxElement(box, report, prefix))}
</section>`,
)}
</section>`,
  );
}

function chapterTally(counts: VerdictCounts): Markup {
  const shown = verdictOrder.filter((verdict) => counts[verdict] > 0);
  return markup`<ul class="tally" aria-label="Boxes by verdict">${shown.map(
    (verdict) =>
      markup`<li class="${verdict}">${icon(verdict)}${counts[verdict]} <span>${verdictWords[verdict].label.toLowerCase()}</span></li>`,
  )}</ul>`;
}

/** Only this page's own style and script run, whatever a text of the report holds, and nothing is fetched. */
function policyFor(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src '${digestOf(style)}'`,
    `script-src '${digestOf(script)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function digestOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** A tab tells whether it is GO. */
function favicon(reports: readonly Report[]): string {
  const states = reports.map((report) => headlineOf(report).state);
  const colour = states.includes("no-go") ? "c4281c" : states.includes("ready") ? "b07400" : "1a7f43";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#${colour}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function asset(name: string): string {
  return fs.readFileSync(path.resolve(__dirname, "..", "..", "..", "tools", "report", name), "utf8");
}
