import {
  about,
  advisory,
  allOf,
  isOpen,
  notApplicable,
  pass,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import { wholeStack, type StackView } from "../../evaluation/stack";
import { launchDecisions, type LaunchDecision } from "../../kinds/launch-decision";
import { given, isPast } from "../attestations";
import { decisionsIn, isGo } from "./decision";
import { blockerStates } from "./launch";
import { judgeStrays } from "./strays";

/** 10.1 "Critical Blockers (Must be DONE)", 10.3 "Launch Decision". */
export const launchDecision = requirement({
  item: "10.3.1",
  name: "10.1-launch-decision",
  title: "Launch decision",
  description: "A GO is only given once the eight critical blockers are closed.",
  why: "Who launches with a blocker open finds out why it is called one.",
  from: "STANDARD",
  severity: "critical",
  decidedBy: "stack",
  howToFix:
    "Close the blockers that are named, or decide NO-GO until they are. What no resource shows is attested, in a file or in the program.",
  each: wholeStack,
  check: (stack, context) => {
    const decisions = decisionsIn(stack);
    const goes = isGo(stack);
    const strays = judgeStrays(context);
    const outcome = allOf(
      ...decisions.map((it) => inForm(it, context)),
      agree(decisions),
      goes ? strays : advisory(strays),
      goes ? pass : awaited(context),
      ...(decisions.length > 0 ? blocked(context, goes) : []),
    );
    return decisions.length === 0 && outcome.result === "pass"
      ? notApplicable("nobody has decided to launch")
      : outcome;
  },
});

function inForm({ thing }: Subject<LaunchDecision>, { settings: { today } }: Context<StackView>): Outcome {
  const { called, decision, decisionMaker, date, signOff } = thing;
  return about(
    called,
    [],
    allOf(
      given(decision, (text) => launchDecisions.some((known) => known === text), '"GO" or "NO-GO"'),
      given(decisionMaker, (name) => name.trim() !== "", "the name of whoever decides"),
      isPast(date, today, "the day of the decision"),
      given(signOff, (text) => text.trim() !== "", "a sign-off: a name, a ticket or a link"),
    ),
  );
}

function agree(decisions: readonly Subject<LaunchDecision>[]): Outcome {
  const values = new Set(decisions.flatMap(({ thing }) => thing.decision.value ?? []));
  return values.size < 2
    ? notApplicable("there is one decision")
    : violation({
        says: `${decisions.map(({ thing }) => thing.called).join(" and ")} are of the same day and do not agree`,
        needs: "one decision",
      });
}

/** A line for each requirement that keeps a blocker open. NO-GO lists them, and stops nothing. */
function blocked(context: Context<StackView>, goes: boolean): readonly Outcome[] {
  const opening = goes ? "GO is refused while" : "NO-GO, and";
  return blockerStates(context).flatMap(({ blocker, open, isUnanswered }): readonly Outcome[] => {
    const called = `"${blocker.title}" (${blocker.item})`;
    if (isUnanswered && goes) {
      return [
        advisory(
          violation({
            says: `nothing in this stack shows whether ${called} is closed`,
            advice: `Where another stack has it, attest it: item "${blocker.items[0] ?? ""}", coveredBy: "organization/project/stack".`,
          }),
        ),
      ];
    }
    return open.map(({ says, closedBy }) => {
      const found = violation({ says: `${opening} ${called} is open: ${says}`, advice: closedBy });
      return goes ? found : advisory(found);
    });
  });
}

/** One line for all that awaits evidence: without a GO, nothing else is said of it. */
function awaited({ requirements, verdictsOf, settings, stack }: Context<StackView>): Outcome {
  const open = requirements.filter(
    ({ name, evidence }) =>
      evidence !== undefined &&
      verdictsOf(name).some(({ outcome, exemption }) => isOpen(outcome) && exemption === undefined),
  );
  if (open.length === 0) return notApplicable("nothing awaits evidence");
  const count =
    open.length === 1 ? "1 item of the checklist awaits" : `${open.length} items of the checklist await`;
  const decide = `new LaunchDecision("launch", { decision: "GO", decisionMaker: "...", date: "${settings.today}", signOff: "..." })`;
  return advisory(
    violation({
      says: `${count} evidence: ${open.map(({ name }) => name).join(", ")}`,
      advice:
        `Attest ${open.length === 1 ? "it" : "them"} in a file, which evidenceFrom("evidence.yaml") reads, or with new Attestation(...)` +
        (decisionsIn(stack).length > 0 ? "." : `; then decide: ${decide}.`),
    }),
  );
}
