import type { Box } from "./box";
import { isAskedBy, type Verdict } from "./evaluate";
import type { Exemption } from "./exemption";
import { heading } from "./message";
import { isOpen, type Outcome } from "./outcome";
import {
  REPORT_SCHEMA_VERSION,
  type BoxReport,
  type EvidenceReport,
  type ExemptionReport,
  type LaunchReport,
  type Report,
  type ReportVerdict,
  type RequirementReport,
  type ResultReport,
} from "./report";
import type { Requirement } from "./requirement";
import type { Settings } from "./settings";
import type { VerdictMessage } from "./verdict-messages";
import { profiles } from "../../profiles/index";

type Enforcement = RequirementReport["enforcement"];

/** What a report is made of. */
export interface ReportSource {
  /** What the report says of itself and of the stack. */
  readonly about: Pick<Report, "createdAt" | "operation" | "incomplete" | "stack" | "resources"> & {
    /** The version of the policy pack. */
    readonly version: string;
  };
  readonly settings: Settings;
  /** Every box of the checklist, in its order. */
  readonly boxes: readonly Box[];
  /** Every requirement, in the checklist's order. */
  readonly requirements: readonly Requirement[];
  /** The boxes whose requirements answer a box beside its own, by its item: those of a blocker. */
  readonly answering?: Readonly<Record<string, readonly string[]>>;
  /** Whether violations of a requirement stop an update. */
  readonly enforcementOf: (requirement: Requirement) => Enforcement;
  /** What a requirement says of the whole stack. */
  readonly verdictsOf: (requirement: Requirement) => readonly Verdict[];
  /** A verdict in the words of the CLI. */
  readonly messagesOf: (verdict: Verdict) => readonly VerdictMessage[];
  /** What is to be said of a requirement's exemptions themselves. */
  readonly remarksOf: (requirement: Requirement) => readonly VerdictMessage[];
  /** What attests a requirement, where something does. */
  readonly evidenceOf: (requirement: Requirement) => EvidenceReport | undefined;
  readonly launch: LaunchReport;
  /** A text that people or programs wrote, without anything secret. */
  readonly redact: (text: string) => string;
}

/** How bad a verdict is: the first outweighs all after it. */
const WORST_FIRST: readonly ReportVerdict[] = [
  "violation",
  "open",
  "undetermined",
  "exempt",
  "pass",
  "not-applicable",
  "not-asked",
];

/** The box of the launch decision. */
const DECISION = "10.3.1";

/** As many resources that meet a requirement are named. */
const MOST_MET = 100;

/** The results as data. */
export function reportOf(source: ReportSource): Report {
  const { version, ...about } = source.about;
  const { profileName, profileSource, justification } = source.settings;
  const requirements = source.requirements.map((requirement) => requirementReport(requirement, source));
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: "fraiseql-checklist", version },
    ...about,
    profile: {
      name: profileName,
      source: profileSource,
      ...(justification === undefined ? {} : { justification: source.redact(justification) }),
    },
    launch: redactedLaunch(source.launch, source.redact),
    boxes: source.boxes.map((box) => boxReport(box, requirements, source.answering?.[box.item] ?? [])),
    requirements,
  };
}

/** The worst of verdicts; of none, that nothing is there to judge. */
export function worstOf(verdicts: readonly ReportVerdict[]): ReportVerdict {
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? "not-applicable";
}

function boxReport(
  { item, section, title }: Box,
  requirements: readonly RequirementReport[],
  answering: readonly string[],
): BoxReport {
  const answers = requirements.filter((it) => it.item === item || answering.includes(it.item));
  return {
    item,
    section,
    title,
    // A box that no policy answers is for people to tick.
    verdict: answers.length > 0 ? worstOf(answers.map(({ verdict }) => verdict)) : "open",
    requirements: answers.map(({ name }) => name),
  };
}

function requirementReport(requirement: Requirement, source: ReportSource): RequirementReport {
  const { name, item, title, description, why, howToFix, severity, from } = requirement;
  const enforcement = source.enforcementOf(requirement);
  const record = {
    ...{ name, item, title, description, why, howToFix, severity, from },
    decidedBy: requirement.evidence ? ("evidence" as const) : requirement.decidedBy,
    enforcement,
  };
  if (!isAskedBy(requirement, profiles[source.settings.profileName])) {
    return { ...record, verdict: "not-asked", counts: {}, met: [], results: [] };
  }
  const evidence = source.evidenceOf(requirement);
  const remarks = source.remarksOf(requirement);
  const judged = [...source.verdictsOf(requirement)]
    .sort(byUrn)
    .map((verdict) => ({ verdict, says: verdictReport(verdict, source) }));
  const verdicts = judged.map(({ says }) => says);
  return {
    ...record,
    verdict: worstOf(verdicts),
    counts: countsOf(verdicts),
    met: judged
      .flatMap(({ verdict, says }) => (says === "pass" && verdict.resource ? [verdict.resource.urn] : []))
      .slice(0, MOST_MET),
    results: judged.flatMap(({ verdict, says }) =>
      says === "pass" || says === "not-applicable" ? [] : [resultReport(verdict, says, enforcement, source)],
    ),
    ...(remarks.length === 0
      ? {}
      : {
          remarks: remarks.map((it) => ({
            message: source.redact(it.text),
            blocks: blocks(it, enforcement),
          })),
        }),
    ...(evidence === undefined ? {} : { evidence: redactedEvidence(evidence, source.redact) }),
  };
}

/** The engine's own order changes from run to run. */
function byUrn(a: Verdict, b: Verdict): number {
  const [x, y] = [a.resource?.urn ?? "", b.resource?.urn ?? ""];
  return x < y ? -1 : x > y ? 1 : 0;
}

function resultReport(
  verdict: Verdict,
  says: ReportVerdict,
  enforcement: Enforcement,
  { messagesOf, settings, redact }: ReportSource,
): ResultReport {
  const { requirement, resource, exemption, outcome } = verdict;
  // The command line counts what is open, and tells it once.
  const messages = isOpen(outcome)
    ? [{ text: openText(requirement, outcome, settings.profileName), advisory: true }]
    : messagesOf(verdict);
  return {
    ...(resource === undefined
      ? {}
      : { resource: { urn: resource.urn, type: resource.type, name: resource.name } }),
    verdict: says,
    blocks: messages.some((message) => blocks(message, enforcement)),
    messages: messages.map(({ text }) => redact(text)),
    ...(exemption === undefined ? {} : { exemption: exemptionReport(exemption, redact) }),
  };
}

function openText(requirement: Requirement, outcome: Outcome, profile: string): string {
  const why = outcome.result === "undetermined" ? outcome.undetermined.map((it) => it.why) : [];
  return `${heading(requirement)}: ${why.join(", ")}; ${profile} needs ${requirement.evidence?.of ?? "evidence"}.`;
}

function exemptionReport(
  { reason, owner, ticket, expires, from }: Exemption,
  redact: ReportSource["redact"],
): ExemptionReport {
  return {
    reason: redact(reason),
    owner: redact(owner),
    ...(ticket === undefined ? {} : { ticket: redact(ticket) }),
    expires,
    from,
  };
}

function redactedEvidence(evidence: EvidenceReport, redact: ReportSource["redact"]): EvidenceReport {
  const { result, on, validUntil, measurements, ...written } = evidence;
  const texts = (all: Readonly<Record<string, number | string>>) =>
    Object.fromEntries(
      Object.entries(all).map(([key, value]) => [key, typeof value === "string" ? redact(value) : value]),
    );
  return {
    result,
    on,
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(texts(written) as Pick<EvidenceReport, "by">),
    ...(measurements === undefined ? {} : { measurements: texts(measurements) }),
  };
}

function redactedLaunch(
  { ready, blockers, decision }: LaunchReport,
  redact: ReportSource["redact"],
): LaunchReport {
  return {
    ready,
    blockers: blockers.map((blocker) => ({
      ...blocker,
      open: blocker.open.map(({ requirement, closedBy }) => ({ requirement, closedBy: redact(closedBy) })),
    })),
    ...(decision === undefined
      ? {}
      : {
          decision: {
            ...decision,
            decisionMaker: redact(decision.decisionMaker),
            signOff: redact(decision.signOff),
          },
        }),
  };
}

function verdictReport(
  { requirement, outcome, exemption }: Verdict,
  { launch }: ReportSource,
): ReportVerdict {
  // What cannot be told beside what is exempt, no exemption answers.
  if (exemption !== undefined) return hasUntold(outcome) ? "undetermined" : "exempt";
  // What is said until somebody decides is what the decision waits for.
  const awaits =
    requirement.item === DECISION &&
    launch.decision === undefined &&
    outcome.result === "violation" &&
    outcome.violations.every(({ advisory }) => advisory);
  if (awaits) return "open";
  return isOpen(outcome) ? "open" : outcome.result;
}

function hasUntold(outcome: Outcome): boolean {
  return outcome.result === "violation" && outcome.undetermined.length > 0;
}

function blocks({ advisory }: VerdictMessage, enforcement: Enforcement): boolean {
  return !advisory && (enforcement === "mandatory" || enforcement === "remediate");
}

function countsOf(verdicts: readonly ReportVerdict[]): RequirementReport["counts"] {
  const counts: Partial<Record<ReportVerdict, number>> = {};
  for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return Object.fromEntries(WORST_FIRST.flatMap((it) => (counts[it] ? [[it, counts[it]]] : [])));
}
