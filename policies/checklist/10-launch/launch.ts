import { isAskedBy, type Verdict } from "../../evaluation/evaluate";
import { isOpen, type Outcome } from "../../evaluation/outcome";
import type { BlockerReport, LaunchReport } from "../../evaluation/report";
import type { Context, Requirement } from "../../evaluation/requirement";
import type { StackView } from "../../evaluation/stack";
import { evidenceReport } from "../evidence";
import { UNATTESTED } from "../unattested";
import { answers, blockers, isOfBlocker, type Blocker } from "./blockers";
import { decisionsIn } from "./decision";

/** What tells whether a stack may be launched. */
export type LaunchContext = Pick<
  Context<StackView>,
  "profile" | "settings" | "stack" | "requirements" | "verdictsOf"
>;

/** A requirement that keeps a blocker open. */
export interface OpenRequirement {
  readonly requirement: Requirement;
  /** What is open of it, as a clause: `2.2-https-enforced is not met by Ingress shop`. */
  readonly says: string;
  /** What closes it: a sentence or two. */
  readonly closedBy: string;
}

/** A blocker as it stands. */
export interface BlockerState {
  readonly blocker: Blocker;
  readonly open: readonly OpenRequirement[];
  /** True where nothing in the stack is what it is about, and nobody attests it. */
  readonly isUnanswered: boolean;
}

/** The eight blockers of 10.1 as they stand. */
export function blockerStates(context: LaunchContext): readonly BlockerState[] {
  return blockers.map((blocker) => {
    const requirements = context.requirements.filter(
      (it) => isOfBlocker(it) && answers(blocker, it) && isAskedBy(it, context.profile),
    );
    const verdicts = requirements.flatMap(({ name }) => context.verdictsOf(name));
    return {
      blocker,
      open: requirements.flatMap((it) => openOf(it, context) ?? []),
      isUnanswered:
        verdicts.every(({ outcome }) => outcome.result === "not-applicable") &&
        requirements.every((it) => evidenceReport(it, context) === undefined),
    };
  });
}

/** Whether the stack may be launched, and what was decided, as data. */
export function launchReport(context: LaunchContext): LaunchReport {
  const states = blockerStates(context);
  const [decision] = decisionsIn(context.stack);
  return {
    ready: states.every(({ open }) => open.length === 0),
    blockers: states.map(({ blocker: { item, title }, open }): BlockerReport => ({
      item,
      title,
      isOpen: open.length > 0,
      open: open.map(({ requirement, closedBy }) => ({ requirement: requirement.name, closedBy })),
    })),
    ...(decision ? decided(decision.thing) : {}),
  };
}

function decided(
  it: ReturnType<typeof decisionsIn>[number]["thing"],
): Pick<LaunchReport, "decision"> | undefined {
  const decision = it.decision.shownValue;
  if (decision !== "GO" && decision !== "NO-GO") return undefined;
  return {
    decision: {
      decision,
      decisionMaker: it.decisionMaker.shownValue ?? "",
      date: it.date.shownValue ?? "",
      signOff: it.signOff.shownValue ?? "",
    },
  };
}

function openOf(requirement: Requirement, context: LaunchContext): OpenRequirement | undefined {
  const { name, evidence, howToFix } = requirement;
  const all = context.verdictsOf(name);
  const verdicts = all.filter(({ exemption }) => exemption === undefined);
  const violated = verdicts.filter((verdict) => blocks(verdict));
  if (violated.length > 0) {
    const says = !evidence
      ? `${name} is not met${by(violated)}`
      : violated.some(({ outcome }) => isUnattested(outcome))
        ? `nothing attests ${name}`
        : `what attests ${name} does not hold`;
    return { requirement, says, closedBy: howToFix };
  }
  if (verdicts.some(({ outcome }) => isOpen(outcome))) {
    return { requirement, says: `nothing attests ${name}`, closedBy: howToFix };
  }
  // An exemption lets violations be, and nothing that is not known.
  const untold = all.filter(({ outcome }) => isUntold(outcome));
  // What a preview cannot know, the update will.
  if (untold.length === 0 || context.settings.isPreview) return undefined;
  return {
    requirement,
    says: `${name} cannot be told${by(untold, "of")}`,
    closedBy: `Make it visible to the pack, or attest it: item "${name}".`,
  };
}

function isUntold(outcome: Outcome): boolean {
  if (outcome.result === "undetermined") return !isOpen(outcome);
  return outcome.result === "violation" && outcome.undetermined.length > 0;
}

function isUnattested(outcome: Outcome): boolean {
  return outcome.result === "violation" && outcome.violations.some(({ says }) => says === UNATTESTED);
}

/** Advice does not block; what attests is advice only until somebody decides. */
function blocks({ requirement, outcome }: Verdict): boolean {
  return (
    outcome.result === "violation" &&
    (requirement.evidence !== undefined || outcome.violations.some(({ advisory }) => advisory !== true))
  );
}

/** As many resources are named. */
const MOST_NAMED = 3;

function by(verdicts: readonly Verdict[], preposition = "by"): string {
  // By name: the engine tells of resources in an order that differs from run to run.
  const names = verdicts
    .flatMap(({ resource }) =>
      resource ? [`${resource.type.split(":").at(-1) ?? ""} ${resource.name}`] : [],
    )
    .sort();
  if (names.length === 0) return "";
  const more = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(", ");
  return ` ${preposition} ${shown}${more > 0 ? ` and ${more} more` : ""}`;
}
