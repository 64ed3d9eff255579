import { Listing } from "../../evaluation/listing";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { workload, type Workload } from "../../kinds/workload";

/** A workload, and the one whose containers it runs: a service with its task definition. */
export function withTask(self: Subject<Workload>, stack: StackView): Listing<Subject<Workload>> {
  const { runs } = self.thing;
  if (runs === undefined) return new Listing([self]);
  const { subjects } = stack.follow(self, runs, workload);
  return subjects.length > 0
    ? new Listing([self, ...subjects])
    : new Listing([self], { why: `the task definition of ${self.resource.name} is not in this stack` });
}
