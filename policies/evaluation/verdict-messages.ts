import type { Verdict } from "./evaluate";
import type { Exemption } from "./exemption";
import { undeterminedMessage, violationMessages } from "./message";

/** A line of a verdict. */
export interface VerdictMessage {
  readonly text: string;
  /** True when it informs and never blocks, whatever the policy's level. */
  readonly advisory: boolean;
}

/**
 * The lines on a verdict, as the command line and the report show them: its violations, which keep their words when they
 * are exempt, then what cannot be told, which no exemption hides.
 */
export function verdictMessages(verdict: Verdict, profile: string): readonly VerdictMessage[] {
  const { requirement, outcome } = verdict;
  switch (outcome.result) {
    case "violation":
      return [
        ...violationMessages(requirement, profile, outcome.violations).map((message) =>
          withExemption(message, verdict),
        ),
        ...(outcome.undetermined.length > 0 ? [undeterminedLine(verdict, outcome.undetermined)] : []),
      ];
    case "undetermined": {
      // Open evidence is told once for the stack.
      const untold = outcome.undetermined.filter(({ open }) => !open);
      return untold.length > 0 ? [undeterminedLine(verdict, untold)] : [];
    }
    default:
      return [];
  }
}

type Found = Parameters<typeof undeterminedMessage>[1];

/** Advisory whatever the policy's level: what is not known blocks nothing, and is not passed over in silence. */
function undeterminedLine({ requirement }: Verdict, found: Found): VerdictMessage {
  return { text: undeterminedMessage(requirement, found), advisory: true };
}

function withExemption(
  { text, advisory }: VerdictMessage,
  { exemption, expiredExemption }: Verdict,
): VerdictMessage {
  if (exemption) return { text: `${text} ${exemptText(exemption)}`, advisory: true };
  return { text: expiredExemption ? `${text} ${expiredText(expiredExemption)}` : text, advisory };
}

function exemptText(exemption: Exemption): string {
  return `Exempt until ${exemption.expires}, by ${ownerText(exemption)}: ${reasonText(exemption)}`;
}

function expiredText(exemption: Exemption): string {
  return `Its exemption by ${ownerText(exemption)} expired on ${exemption.expires}: comply, or renew it with the reason that holds now.`;
}

/** The owner, and the ticket where there is one: `data-team (OPS-12)`. */
function ownerText({ owner, ticket }: Exemption): string {
  return oneLine(ticket === undefined ? owner : `${owner} (${ticket})`);
}

/** The reason as a sentence. */
function reasonText({ reason }: Exemption): string {
  const text = oneLine(reason);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
