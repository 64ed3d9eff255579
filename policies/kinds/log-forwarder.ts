import { kind } from "../evaluation/kind";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Workload } from "./workload";

/** Something that sends the logs of workloads to where they are kept: an agent on every node, a driver, a sidecar. */
export interface LogForwarder {
  /** Passes when it takes the logs of the workload; does not apply where it takes those of others. */
  forwards(target: Subject<Workload>, self: Subject<LogForwarder>, stack: StackView): Outcome;
}

export const logForwarder = kind<LogForwarder>("log forwarder");
