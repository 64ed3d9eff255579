import type { Fact } from "../evaluation/fact.js";
import { kind } from "../evaluation/kind.js";
import type { Outcome } from "../evaluation/outcome.js";
import type { Subject } from "../evaluation/resource.js";
import type { StackView } from "../evaluation/stack.js";
import type { Workload } from "./workload.js";

/** A resource that scales a workload. */
export interface Autoscaler {
  readonly minReplicas: Fact<number>;
  readonly maxReplicas: Fact<number>;
  /** CPU utilisation, in percent, at which replicas are added. */
  cpuTargetPercent(self: Subject<Autoscaler>, stack: StackView): Fact<number>;
  /** Passes when it scales this workload. */
  scales(target: Subject<Workload>, self: Subject<Autoscaler>, stack: StackView): Outcome;
}

export const autoscaler = kind<Autoscaler>("autoscaler");
