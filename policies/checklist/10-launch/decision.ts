import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { launchDecision, type LaunchDecision } from "../../kinds/launch-decision";
import { newestOf } from "../attestations";

/** The decisions of the stack that hold: the newest. Several of the same day have to agree. */
export function decisionsIn(stack: StackView): readonly Subject<LaunchDecision>[] {
  return newestOf(stack.subjects(launchDecision), ({ thing }) => thing.date.value);
}

/** True where somebody decided to launch. */
export function isGo(stack: StackView): boolean {
  return decisionsIn(stack).some(({ thing }) => thing.decision.value === "GO");
}
