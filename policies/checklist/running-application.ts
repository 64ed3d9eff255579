import { unlessExcluded } from "../evaluation/exclusion";
import { notApplicable, type Outcome } from "../evaluation/outcome";
import type { Context } from "../evaluation/requirement";
import { runsApplication } from "../kinds/application";
import { notTheApplication } from "./each-container";
import { runsToItsEnd, workload, type Workload } from "../kinds/workload";

/** The check, for a workload that keeps the application running: what it needs of the rest of the stack. */
export function ofRunningApplication(context: Context<Workload>, check: () => Outcome): Outcome {
  return ofApplication(context, () =>
    unlessExcluded(runsToItsEnd(context.subject.thing, "it runs to its end"), check),
  );
}

/** The check, for any workload of the application. A patch is of a workload whose companions are elsewhere. */
export function ofApplication(context: Context<Workload>, check: () => Outcome): Outcome {
  if (!runsApplication(context)) return notTheApplication(context.subject.thing);
  if (context.subject.resource.inputs.isPartial)
    return notApplicable("a patch is judged only on what it sets");
  if (describedElsewhere(context)) return notApplicable("the workload is judged whose containers it runs");
  return check();
}

/** True where the containers are described by another resource of the stack, so that findings are told once. */
function describedElsewhere({ stack, subject }: Context<Workload>): boolean {
  const { runs } = subject.thing;
  return runs !== undefined && stack.follow(subject, runs, workload).subjects.length > 0;
}
