import { unlessExcluded } from "../../evaluation/exclusion";
import { aboutOther, allOf, anyOf, notApplicable, violation, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { isApplication } from "../../kinds/application";
import { disruptionBudgetsByTarget } from "../../kinds/disruption-budget";
import { runsToItsEnd, workload, type Workload } from "../../kinds/workload";

/** 7.2 "Deployment Strategy Defined": replicas also go when nodes are drained, which no update strategy governs. */
export const disruptionBudgets = requirement({
  item: "7.2.3",
  name: "7.2-disruption-budget",
  title: "Disruption budget",
  description: "While nodes are drained, some replicas of the application stay, and one at least may go.",
  why: "An upgrade of the cluster's nodes may otherwise take every replica at once, or hang on one that may not go.",
  from: "STANDARD",
  severity: "low",
  advisory: true,
  decidedBy: "stack",
  howToFix: "Add a PodDisruptionBudget with maxUnavailable: 1 whose selector matches the application's pods.",
  silentOn: {
    aws: "ECS, App Runner and Lambda move their tasks themselves.",
    gcp: "Cloud Run moves its instances itself.",
    azure: "Container Apps move their replicas themselves.",
  },
  each: workload,
  check: (it, context) => {
    if (!isApplication(it, context.settings)) return notApplicable("it does not run the application");
    const exclusion = runsToItsEnd(it, "it runs to its end, and may be interrupted");
    if (it.containers.isEmpty) return notApplicable("it runs no containers of its own");
    if (!it.goesWithItsNode) return notApplicable("the platform moves its replicas itself");
    const { cannotScale } = it;
    if (cannotScale) return notApplicable(cannotScale);
    return unlessExcluded(exclusion, () => covered(context));
  },
});

/** A budget covers the workload; and all that do let a replica go. */
function covered({ stack, subject }: Context<Workload>): Outcome {
  const it = subject.thing;
  const judged = stack
    .candidates(disruptionBudgetsByTarget, it.networkKeys?.(subject, stack) ?? [undefined])
    .map((budget) => ({ budget, covers: budget.thing.covers(subject, budget, stack) }));
  const own = judged.filter(({ covers }) => covers.result === "pass");
  if (own.length === 0) {
    return anyOf(
      violation({
        says: `no disruption budget in the stack covers this ${it.identity.type}`,
        advice: "Add a PodDisruptionBudget with maxUnavailable: 1 whose selector matches its pods.",
      }),
      ...judged.map(({ covers }) => covers),
    );
  }
  return allOf(
    ...own.map(({ budget }) =>
      aboutOther(`disruption budget ${budget.resource.name}`, budget.thing.letsNodesDrain(it)),
    ),
  );
}
