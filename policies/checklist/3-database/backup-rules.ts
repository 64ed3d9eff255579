import { allOf, undetermined, type Outcome } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { backupAssignment, type BackupRule } from "../../kinds/backup-plan";
import type { Database } from "../../kinds/database";

/** For every backup plan that may cover the database: whether it does, with a rule that passes `check`. */
export function backupRulesFor(
  database: Subject<Database>,
  stack: StackView,
  check: (rule: BackupRule) => Outcome,
): readonly Outcome[] {
  return stack.subjects(backupAssignment).flatMap((assignment) => {
    const covers = assignment.thing.covers(database, assignment, stack);
    const { subjects: plans } = assignment.thing.plan(assignment, stack);
    // Where the dependencies cannot tell plans apart, all that it may be have to comply.
    return plans.length === 0
      ? [allOf(covers, undetermined({ why: `the plan of ${assignment.resource.name} is not in this stack` }))]
      : [allOf(covers, ...plans.map((plan) => plan.thing.rules.some(check, "has no rule")))];
  });
}
