import type {
  EvidenceReport,
  ExemptionReport,
  Report,
  ReportVerdict,
  RequirementReport,
} from "../../policies/evaluation/report";
import { icon } from "./html-icons";
import { linked } from "./html-summary";
import { markup, type Markup } from "./markup";
import {
  counted,
  measurementsOf,
  resultsOf,
  shownMessage,
  subjectOf,
  tally,
  verdictWords,
  type BoxOverview,
  type ToldResult,
} from "./overview";

/** A box with everything behind it. */
export function boxElement(box: BoxOverview, report: Report, prefix: string): Markup {
  const id = `${prefix}${box.item}`;
  const { label, means } = verdictWords[box.verdict];
  return markup`<article class="box ${box.verdict}" id="${id}" data-verdict="${box.verdict}">
<details${box.verdict === "violation" && markup` open`}>
<summary>${icon(box.verdict)}<span class="number">${box.item}</span><h4>${box.title}</h4><span class="box-tally">${boxTally(box)}</span><span class="badge ${box.verdict}">${label}</span></summary>
<div class="box-body">
${box.asks.length > 0 && markup`<div class="asks"><h5>The checklist asks for</h5><ul>${box.asks.map((it) => markup`<li>${withCode(it)}</li>`)}</ul></div>`}
${box.answers.length + box.elsewhere.length === 0 && markup`<p class="means">${means}</p>`}
${box.answers.map((it) => requirementElement(it, report, prefix))}
${elsewhereList(box, prefix)}
</div>
</details>
<a class="permalink" href="#${id}" title="Link to ${box.item}"><span aria-hidden="true">#</span><span class="visually-hidden">Link to ${box.item}</span></a>
</article>`;
}

/** How many resources got which verdict, where the badge does not say all of it. */
function boxTally({ answers }: BoxOverview): string {
  const [answer] = answers;
  if (answer === undefined || answers.length > 1) return "";
  const total = Object.values(answer.counts).reduce((sum, count) => sum + count, 0);
  return total > 1 ? tally(answer) : "";
}

function elsewhereList({ elsewhere }: BoxOverview, prefix: string): Markup | undefined {
  if (elsewhere.length === 0) return undefined;
  return markup`<ul class="elsewhere">${elsewhere.map(
    ({ requirement, item }) =>
      markup`<li>${icon(requirement.verdict)}<a href="#${prefix}${item}">${item} ${requirement.title}</a> <span class="quiet">${verdictWords[requirement.verdict].label.toLowerCase()}</span></li>`,
  )}</ul>`;
}

const inNeedOfWords: readonly ReportVerdict[] = ["violation", "open", "undetermined", "exempt"];

function requirementElement(requirement: RequirementReport, report: Report, prefix: string): Markup {
  const { name, title, description, why, howToFix, severity, verdict, from, evidence, met } = requirement;
  const needsWords = inNeedOfWords.includes(verdict);
  const results = resultsOf(requirement);
  return markup`<section class="requirement" id="${prefix}${name}">
<header>${icon(verdict)}<h5>${title}</h5><code class="policy">${name}</code><ul class="pills"><li class="severity ${severity}">${severity}</li><li>${requirement.enforcement}</li></ul></header>
<p class="description">${description}</p>
${verdict === "not-asked" && markup`<p class="quiet">${report.profile.name} does not ask for it; ${from} does.</p>`}
${verdict === "not-applicable" && evidence === undefined && markup`<p class="quiet">Nothing in this stack is what it speaks about.</p>`}
${needsWords && markup`<dl class="advice"><div><dt>Why</dt><dd>${why}</dd></div><div><dt>How to fix</dt><dd>${howToFix}</dd></div></dl>`}
${evidence && evidenceElement(evidence, requirement)}
${results.length > 0 && markup`<ul class="results">${results.map((it) => resultElement(requirement, it, report))}</ul>`}
${metElement(requirement, met)}
</section>`;
}

function resultElement(requirement: RequirementReport, result: ToldResult, report: Report): Markup {
  const { resource, verdict, messages, exemption } = result;
  return markup`<li class="result ${verdict}">
<p class="subject">${icon(verdict)}<b>${subjectOf(result)}</b>${resource && markup` <code>${resource.type}</code>`}<span class="visually-hidden"> ${verdictWords[verdict].label}</span></p>
${messages.map((message) => markup`<p class="message">${shownMessage(requirement, message)}</p>`)}
${exemption && exemptionElement(exemption, report)}
${resource && markup`<p class="urn"><code>${resource.urn}</code></p>`}
</li>`;
}

function exemptionElement(exemption: ExemptionReport, { createdAt }: Report): Markup {
  const { reason, owner, ticket, expires, from } = exemption;
  const left = daysBetween(createdAt, expires);
  return markup`<dl class="exemption">
<div><dt>Exempt until</dt><dd><time datetime="${expires}">${expires}</time>${left !== undefined && ` (${counted(left, "day")} left when this was written)`}</dd></div>
<div><dt>Reason</dt><dd>${reason}</dd></div>
<div><dt>Owner</dt><dd>${owner}</dd></div>
${ticket !== undefined && markup`<div><dt>Ticket</dt><dd>${linked(ticket)}</dd></div>`}
<div><dt>Declared in</dt><dd>the ${from}</dd></div>
</dl>`;
}

function evidenceElement(evidence: EvidenceReport, requirement: RequirementReport): Markup {
  const { result, by, on, validUntil, coveredBy, reason } = evidence;
  return markup`<dl class="evidence">
<div><dt>Evidence</dt><dd><b>${result}</b>${evidence.evidence !== undefined && markup`, ${linked(evidence.evidence)}`}</dd></div>
<div><dt>By</dt><dd>${by}, <time datetime="${on}">${on}</time></dd></div>
${validUntil !== undefined && markup`<div><dt>Counts until</dt><dd><time datetime="${validUntil}">${validUntil}</time></dd></div>`}
${coveredBy !== undefined && markup`<div><dt>Covered by</dt><dd><code>${coveredBy}</code></dd></div>`}
${reason !== undefined && markup`<div><dt>Reason</dt><dd>${reason}</dd></div>`}
${measurementsOf(requirement).map(({ about, value }) => markup`<div><dt>${about}</dt><dd>${value}</dd></div>`)}
</dl>`;
}

function metElement({ counts }: RequirementReport, met: readonly string[]): Markup | undefined {
  const count = Math.max(counts.pass ?? 0, met.length);
  if (met.length === 0) return undefined;
  const more = count - met.length;
  return markup`<details class="met"><summary>${icon("pass")}Met by ${counted(count, "resource")}</summary><ul>${met.map(
    (urn) => markup`<li><code>${urn}</code></li>`,
  )}${more > 0 && markup`<li>and ${counted(more, "other")}</li>`}</ul></details>`;
}

/** The checklist's words, with what stands in backticks as code. */
function withCode(text: string): readonly Markup[] {
  return text.split("`").map((part, i) => (i % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
}

function daysBetween(from: string, to: string): number | undefined {
  const days = Math.round((Date.parse(to) - Date.parse(from.slice(0, 10))) / 86_400_000);
  return Number.isNaN(days) || days < 0 ? undefined : days;
}
