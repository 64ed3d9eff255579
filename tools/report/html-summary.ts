import type { BlockerReport, Report } from "../../policies/evaluation/report";
import { icon } from "./html-icons";
import { markup, type Markup } from "./markup";
import {
  blockerState,
  counted,
  countVerdicts,
  headlineOf,
  homesOf,
  profileOrigin,
  shownTime,
  stackName,
  verdictOrder,
  verdictWords,
  type VerdictCounts,
} from "./overview";
import { asLink } from "./text";

/** GO or NO-GO, why, and what was looked at. */
export function launchCard(report: Report): Markup {
  const { state, word, why } = headlineOf(report);
  const { profile, operation, resources, createdAt, launch } = report;
  const counts = countVerdicts(report.boxes);
  return markup`<section class="launch ${state}" aria-label="Launch of ${stackName(report)}">
<div class="stamp"><p class="stamp-word">${word}</p><p class="stamp-why">${why}</p></div>
<div class="facts">
${verdictBar(counts)}
${legend(counts)}
<dl>
<div><dt>Profile</dt><dd><b>${profile.name}</b> ${profileOrigin(report)}</dd></div>
${profile.justification !== undefined && markup`<div><dt>Because</dt><dd>${profile.justification}</dd></div>`}
<div><dt>Judged</dt><dd>${operation} of ${counted(resources, "resource")}, <time datetime="${createdAt}">${shownTime(createdAt)}</time></dd></div>
${
  launch.decision &&
  markup`<div><dt>Decision</dt><dd><b>${launch.decision.decision}</b> by ${launch.decision.decisionMaker}, ${launch.decision.date}</dd></div>
<div><dt>Sign-off</dt><dd>${linked(launch.decision.signOff)}</dd></div>`
}
</dl>
</div>
</section>`;
}

/** Why the report does not speak for the whole stack. */
export function incompleteNote(report: Report): Markup | undefined {
  const { incomplete } = report;
  return incomplete === undefined
    ? undefined
    : markup`<section class="note" aria-label="Limits of the report on ${stackName(report)}"><p><b>This report does not cover the whole stack:</b> ${incomplete}.</p></section>`;
}

/** The boxes by verdict, as one bar. */
export function verdictBar(counts: VerdictCounts): Markup {
  const total = verdictOrder.reduce((sum, verdict) => sum + counts[verdict], 0);
  let start = 0;
  const parts = verdictOrder.map((verdict) => {
    const x = start;
    start += counts[verdict];
    return (
      counts[verdict] > 0 &&
      markup`<rect class="${verdict}" x="${x}" y="0" width="${counts[verdict]}" height="1"/>`
    );
  });
  const words = verdictOrder
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdictWords[verdict].label.toLowerCase()}`);
  return markup`<svg class="distribution" viewBox="0 0 ${Math.max(total, 1)} 1" preserveAspectRatio="none" role="img" aria-label="Of ${counted(total, "box", "boxes")}: ${words.join(", ")}">${parts}</svg>`;
}

function legend(counts: VerdictCounts): Markup {
  const shown = verdictOrder.filter((verdict) => counts[verdict] > 0);
  return markup`<ul class="legend">${shown.map(
    (verdict) =>
      markup`<li class="${verdict}">${icon(verdict)}<b>${counts[verdict]}</b> ${verdictWords[verdict].label.toLowerCase()}</li>`,
  )}</ul>`;
}

/** The critical blockers, and what closes each that is open. */
export function blockerSection(report: Report, prefix: string): Markup | undefined {
  const { blockers } = report.launch;
  if (blockers.length === 0) return undefined;
  const homes = homesOf(report);
  return markup`<section class="blockers" aria-label="Critical blockers of ${stackName(report)}">
<h2>Critical blockers</h2>
<ol>${blockers.map((blocker) => blockerItem(blocker, report, homes, prefix))}</ol>
</section>`;
}

function blockerItem(
  blocker: BlockerReport,
  report: Report,
  homes: ReadonlyMap<string, string>,
  prefix: string,
): Markup {
  const { item, title, open } = blocker;
  const { verdict, word } = blockerState(blocker, report);
  return markup`<li class="blocker ${verdict}">
<p class="blocker-head">${icon(verdict)}<span class="number">${item}</span><span class="blocker-title">${title}</span><span class="state">${word}</span></p>
${
  open.length > 0 &&
  markup`<ul>${open.map(({ requirement, closedBy }) => {
    const home = homes.get(requirement);
    return markup`<li>${home !== undefined && markup`<a href="#${prefix}${home}">${home}</a> `}<span>${closedBy}</span></li>`;
  })}</ul>`
}
</li>`;
}

/** Text as a link where it is one that may be offered. */
export function linked(text: string): Markup {
  const link = asLink(text);
  return link === undefined
    ? markup`${text}`
    : markup`<a href="${link}" rel="noopener noreferrer">${text}</a>`;
}
