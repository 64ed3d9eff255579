import { aboutOther, allOf, undetermined, type Outcome } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { backupAssignment, type BackupRule } from "../../kinds/backup-plan";
import type { Database } from "../../kinds/database";

/** What a backup plan that may cover a database comes to. */
export interface PlannedBackups {
  /** True when it certainly covers the database. */
  readonly isOwn: boolean;
  /** Whether it covers the database with a rule that passes. Findings are about the plan. */
  readonly outcome: Outcome;
}

/** For every backup plan that may cover the database: whether it does, with a rule that passes `check`. */
export function backupRulesFor(
  database: Subject<Database>,
  stack: StackView,
  check: (rule: BackupRule) => Outcome,
): readonly PlannedBackups[] {
  return stack.subjects(backupAssignment).flatMap((assignment) => {
    const covers = assignment.thing.covers(database, assignment, stack);
    const { subjects: plans } = assignment.thing.plan(assignment, stack);
    // Where the dependencies cannot tell plans apart, all that it may be have to comply.
    const rules =
      plans.length === 0
        ? [undetermined({ why: `the plan of ${assignment.resource.name} is not in this stack` })]
        : plans.map((plan) =>
            aboutOther(
              `${plan.kind.name} ${plan.resource.name}`,
              plan.thing.rules.some(check, "has no rule"),
            ),
          );
    return [{ isOwn: covers.result === "pass", outcome: allOf(covers, ...rules) }];
  });
}
