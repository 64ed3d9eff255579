import type { Verdict } from "./evaluate";
import {
  hasItsName,
  holdsOn,
  isAbout,
  isExemptible,
  isOfStack,
  type Canonical,
  type Exemptible,
  type Exemption,
} from "./exemption";
import { heading } from "./message";
import type { Requirement } from "./requirement";

/** A finding on an exemption itself. */
export interface Remark {
  readonly text: string;
  /** True when it informs and never blocks. */
  readonly advisory: boolean;
  /** The component that declares the exemption, where the program does. */
  readonly urn?: string;
}

/** What became of the exemptions of one requirement on a stack. */
export interface ExemptionsUse {
  readonly requirement: Requirement;
  readonly exemptions: readonly Exemption[];
  /** What the requirement said, of which resource, with the exemptions that it was given. */
  readonly verdicts: readonly { readonly verdict: Verdict; readonly resource: Exemptible }[];
  /** Everything in the stack that may have been meant. */
  readonly resources: readonly Exemptible[];
  /** The URN of any resource of the stack. */
  readonly stackUrn: string;
  readonly today: string;
}

/** Findings on exemptions that match nothing, or that nothing needs any more. */
export function exemptionRemarks(use: ExemptionsUse, canonical: Canonical): readonly Remark[] {
  return use.exemptions.flatMap((exemption) => {
    const says = remarkOn(exemption, use, canonical);
    if (says === undefined) return [];
    const isProgram = exemption.from === "program";
    return [
      {
        text: `${heading(use.requirement)}: ${shown(exemption)} ${says.text}`,
        advisory: !(isProgram && says.isUnmatched),
        ...(exemption.urn === undefined ? {} : { urn: exemption.urn }),
      },
    ];
  });
}

function remarkOn(
  exemption: Exemption,
  { verdicts, resources, stackUrn, today }: ExemptionsUse,
  canonical: Canonical,
): { readonly text: string; readonly isUnmatched?: boolean } | undefined {
  const about = verdicts.filter(({ resource }) => isAbout(exemption, resource, canonical));
  const expired = holdsOn(today, exemption) ? "" : `expired on ${exemption.expires}, and `;
  if (about.length === 0) {
    // What another stack has is for that stack to miss; a program speaks of its own alone.
    if (exemption.from === "pack configuration" && !isOfStack(exemption, stackUrn)) return undefined;
    const judged = verdicts.map(({ resource }) => resource);
    return {
      text: `${expired}matches nothing that this requirement judges in this stack${hint(exemption, judged, resources, canonical)}. Correct it, or remove it.`,
      isUnmatched: true,
    };
  }
  const deviating = about.filter(({ verdict }) => isExemptible(verdict.outcome));
  if (deviating.length === 0) {
    // What cannot be told may turn out to need it.
    return about.some(({ verdict }) => verdict.outcome.result === "undetermined")
      ? undefined
      : { text: `${expired}is not needed: nothing that it names violates this requirement. Remove it.` };
  }
  const isReplaced = deviating.every(({ verdict }) => verdict.exemption !== undefined);
  return expired !== "" && isReplaced
    ? { text: `${expired}is not needed: another one holds in its place. Remove it.` }
    : undefined;
}

/** What is in the stack by that name, and is not meant. */
function hint(
  exemption: Exemption,
  judged: readonly Exemptible[],
  resources: readonly Exemptible[],
  canonical: Canonical,
): string {
  const ofOtherType = judged.find((it) => hasItsName(exemption, it, canonical));
  if (ofOtherType) return `: ${ofOtherType.name} is of type ${ofOtherType.type}`;
  const unjudged = resources.find((it) => hasItsName(exemption, it, canonical));
  return unjudged ? `: of ${unjudged.name} (${unjudged.type}) it says nothing` : "";
}

/** `exemptions[0] for "db-*", by data-team,`. */
function shown({ called, resource, owner }: Exemption): string {
  return `${called} for ${JSON.stringify(resource)}, by ${owner},`;
}
