import type { Inputs } from "../../evaluation/inputs";
import type { Listing } from "../../evaluation/listing";
import { allOf, anyOf, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { backupAssignment, backupPlan } from "../../kinds/backup-plan";
import { database, type Database } from "../../kinds/database";
import { globMatches, matchesDatabaseArn } from "./database-arn";
import { leadsTo, no, unknownReference } from "./outcome";
import { scheduleDays } from "./schedule-expression";

/**
 * `aws:backup/plan:Plan`. A rule without a schedule runs daily at 05:00 UTC; without `lifecycle.deleteAfter` its backups
 * never expire.
 */
export const awsBackupPlan = reader("aws:backup/plan:Plan", backupPlan, (inputs) => ({
  get rules() {
    return inputs.list("rules").map((rule) => ({
      get intervalDays() {
        const schedule = rule.string("schedule", { whenAbsent: "cron(0 5 ? * * *)" });
        return schedule.map(scheduleDays, { unit: "days", write: () => "cron(0 5 ? * * *)" });
      },
      get retentionDays() {
        return rule.number("lifecycle.deleteAfter", { unit: "days", whenAbsent: Infinity });
      },
      get pointInTimeRecovery() {
        return rule.boolean("enableContinuousBackup", { whenAbsent: false });
      },
    }));
  },
}));

/**
 * `aws:backup/selection:Selection` selects what `resources` or `selectionTags` name (everything, when neither is set), as
 * far as all `conditions` hold and `notResources` does not name it.
 */
export const awsBackupSelection = reader("aws:backup/selection:Selection", backupAssignment, (inputs) => ({
  covers: (target, self, stack) =>
    allOf(
      named(inputs, target, self, stack),
      meetsConditions(inputs, target),
      notExcluded(inputs, target, self, stack),
    ),
  plan: (self, stack) => stack.follow(self, inputs.reference("planId"), backupPlan),
}));

function named(inputs: Inputs, target: Subject<Database>, self: Subject<unknown>, stack: StackView): Outcome {
  const resources = inputs.references("resources");
  const tags = inputs.list("selectionTags");
  if (resources.isEmpty && tags.isEmpty) return pass;
  return anyOf(
    listedAmong(resources, target, self, stack),
    tags.some((tag) => tagIs(target, tag, (actual, wanted) => actual === wanted), "selects by no tag"),
  );
}

function notExcluded(
  inputs: Inputs,
  target: Subject<Database>,
  self: Subject<unknown>,
  stack: StackView,
): Outcome {
  const excluded = listedAmong(inputs.references("notResources"), target, self, stack);
  if (excluded.result === "pass") return no("the selection excludes it");
  return excluded.result === "violation" ? pass : excluded;
}

/** Whether a list of ARNs and ARN patterns names the database. */
function listedAmong(
  list: Listing<Reference>,
  target: Subject<Database>,
  self: Subject<unknown>,
  stack: StackView,
): Outcome {
  if (list.isEmpty) return no("the list is empty");
  const { missing } = list;
  return anyOf(
    ...list.items.map((reference) => {
      const literal = reference.fact.value;
      const linked = leadsTo(self, reference, target, database, stack);
      return literal === undefined ? linked : anyOf(linked, matchesDatabaseArn(literal, target.resource));
    }),
    // Of a list that is computed as a whole, the dependencies still tell what is in it.
    ...(missing ? [leadsTo(self, unknownReference(missing.path ?? []), target, database, stack)] : []),
  );
}

type Comparison = (actual: string | undefined, wanted: string) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  stringEquals: (actual, wanted) => actual === wanted,
  stringLikes: (actual, wanted) => actual !== undefined && globMatches(wanted, actual),
  stringNotEquals: (actual, wanted) => actual !== wanted,
  stringNotLikes: (actual, wanted) => actual === undefined || !globMatches(wanted, actual),
};

function meetsConditions(inputs: Inputs, target: Subject<Database>): Outcome {
  const met = inputs
    .list("conditions")
    .every((condition) =>
      allOf(
        ...Object.entries(comparisons).map(([operator, holds]) =>
          condition.list(operator).every((tag) => tagIs(target, tag, holds)),
        ),
      ),
    );
  return met.result === "not-applicable" ? pass : met;
}

/** Whether the database's own tag is as `{ key, value }` asks. */
function tagIs(target: Subject<Database>, tag: Inputs, holds: Comparison): Outcome {
  const [key, wanted] = [tag.string("key"), tag.string("value")];
  if (key.value === undefined) return key.isPresent();
  if (wanted.value === undefined) return wanted.isPresent();
  const actual = target.resource.inputs.string(["tags", key.value.replace(/^aws:ResourceTag\//, "")]);
  if (actual.state.is === "unknown") return undetermined({ path: actual.path, why: actual.state.why });
  return holds(actual.value, wanted.value) ? pass : no("its tags are not selected");
}
