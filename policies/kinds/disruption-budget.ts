import { kind } from "../evaluation/kind";
import { lookup, type Keys } from "../evaluation/lookup";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Workload } from "./workload";

/** How many replicas have to stay while nodes are drained: a PodDisruptionBudget. */
export interface DisruptionBudget {
  /** What it needs of a workload to cover it. Left out: it may cover any. */
  targetKeys?(self: Subject<DisruptionBudget>, stack: StackView): Keys;
  /** Passes when it covers the workload. */
  covers(target: Subject<Workload>, self: Subject<DisruptionBudget>, stack: StackView): Outcome;
  /** Passes when it lets at least one replica go, so that nodes can be drained. */
  letsNodesDrain(target: Workload): Outcome;
}

export const disruptionBudget = kind<DisruptionBudget>("disruption budget");

/** Disruption budgets by what they need of a workload: its `networkKeys`. */
export const disruptionBudgetsByTarget = lookup(
  disruptionBudget,
  (self, stack) => self.thing.targetKeys?.(self, stack) ?? { every: [] },
);
