import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import { lookup, type Keys } from "../evaluation/lookup";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Workload } from "./workload";

/** A resource that scales a workload. */
export interface Autoscaler {
  readonly minReplicas: Fact<number>;
  readonly maxReplicas: Fact<number>;
  /** CPU utilisation, in percent, at which replicas are added. Undefined where the platform decides. */
  cpuTargetPercent(self: Subject<Autoscaler>, stack: StackView): Fact<number> | undefined;
  /** What it needs of a workload to scale it. Left out: it may scale any. */
  targetKeys?(self: Subject<Autoscaler>, stack: StackView): Keys;
  /** Passes when it scales this workload. */
  scales(target: Subject<Workload>, self: Subject<Autoscaler>, stack: StackView): Outcome;
}

export const autoscaler = kind<Autoscaler>("autoscaler");

/** Autoscalers by what they need of a workload: its `scalingKeys`. */
export const autoscalersByTarget = lookup(
  autoscaler,
  (self, stack) => self.thing.targetKeys?.(self, stack) ?? { every: [] },
);
