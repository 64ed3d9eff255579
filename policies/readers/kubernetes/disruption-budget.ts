import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { notApplicable, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { disruptionBudget } from "../../kinds/disruption-budget";
import type { Share } from "../../kinds/rollout";
import type { Workload } from "../../kinds/workload";
import { identityOf, isKubernetes } from "./identity";
import { intOrPercentAt } from "./int-or-percent";
import { keyOf, selectorKeys } from "./keys";
import { selectorMatches, selectsEverything } from "./labels";
import { both, holds, not, same } from "./ternary";

/**
 * PodDisruptionBudgets. Without a selector one covers no pod; an empty one covers every pod of the namespace, and none in
 * policy/v1beta1.
 */
export const podDisruptionBudget = reader(
  ["kubernetes:policy/v1:PodDisruptionBudget", "kubernetes:policy/v1beta1:PodDisruptionBudget"],
  disruptionBudget,
  (object, { type }) => ({
    targetKeys: () => ({
      every: [keyOf("namespace", identityOf(object).namespace), ...selectorKeys(object.at("spec.selector"))],
    }),
    covers: (target, self) => {
      const { namespace } = target.thing.identity;
      const { podLabels, podLabelsComplete } = target.thing;
      const selector = object.at("spec.selector");
      const selects = selectorMatches(selector, { known: podLabels, complete: podLabelsComplete });
      return holds(
        isKubernetes(target)
          ? both(
              same(identityOf(object).namespace, namespace),
              object.has("spec.selector"),
              type.includes("/v1beta1:") ? not(selectsEverything(selector)) : true,
              selects,
            )
          : false,
        `disruption budget ${self.resource.name} covers its pods`,
      );
    },
    letsNodesDrain: (target) => letsNodesDrain(object, target),
  }),
);

function letsNodesDrain(object: Inputs, { replicas }: Workload): Outcome {
  const maxUnavailable = intOrPercentAt(object, "spec.maxUnavailable");
  if (!maxUnavailable.isAbsent) {
    return maxUnavailable.satisfies(({ amount }) => amount > 0, "at least 1", {
      amount: 1,
      unit: "replicas",
    });
  }
  const minAvailable = intOrPercentAt(object, "spec.minAvailable");
  if (minAvailable.isAbsent) return notApplicable("it sets neither bound");
  return minAvailable.satisfies((share) => leavesOne(share, replicas), "less than all of them");
}

/** Whether a replica may go. Without replicas of its own, an autoscaler may give the workload more. */
function leavesOne({ amount, unit }: Share, replicas: Fact<number>): boolean {
  const total = replicas.isKnown ? replicas.value : undefined;
  if (unit === "percent")
    return amount < 100 && (total === undefined || Math.ceil((amount / 100) * total) < total);
  return total === undefined || amount < total;
}
