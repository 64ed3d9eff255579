import { lookup } from "../evaluation/lookup";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import { workload, type Workload } from "./workload";

const byWhatTheyRun = lookup(workload, (self, stack) => ({
  some: self.thing.runs
    ? stack.follow(self, self.thing.runs, workload).subjects.map(({ resource }) => resource.urn)
    : [],
}));

/** The workloads of the stack that run the containers of this one, and say how many replicas there are: ECS services. */
export function runnersOf({ resource }: Subject<Workload>, stack: StackView): readonly Subject<Workload>[] {
  return stack.candidates(byWhatTheyRun, [resource.urn]);
}
