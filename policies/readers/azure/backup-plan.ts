import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { pass, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { backupAssignment, backupPlan, type BackupRule } from "../../kinds/backup-plan";
import { database, type Database } from "../../kinds/database";
import { durationDays } from "../duration";
import { linkLeadsTo } from "../link";

/**
 * `azure-native:dataprotection:BackupPolicy`: rules that take backups on a schedule, and rules that keep them. Backups
 * without a tag of their own are kept as the default retention rule says.
 */
export const backupPolicy = reader("azure-native:dataprotection:BackupPolicy", backupPlan, (inputs) => ({
  get rules() {
    const rules = inputs.list("properties.policyRules");
    const keeps = rules.items.find(
      (rule) =>
        rule.string("objectType").value === "AzureRetentionRule" && rule.boolean("isDefault").value === true,
    );
    return rules
      .where(
        (rule) => rule.string("objectType"),
        (type) => type === "AzureBackupRule",
      )
      .map((rule) => backupRule(rule, keeps));
  },
}));

/** `azure-native:dataprotection:BackupInstance` names one resource and its policy. */
export const backupInstance = reader(
  "azure-native:dataprotection:BackupInstance",
  backupAssignment,
  (inputs) => ({
    covers: (target, self, stack) =>
      leadsTo(inputs.reference("properties.dataSourceInfo.resourceID"), target, self, stack),
    plan: (self, stack) => stack.follow(self, inputs.reference("properties.policyInfo.policyId"), backupPlan),
  }),
);

function backupRule(rule: Inputs, keeps: Inputs | undefined): BackupRule {
  return {
    get intervalDays() {
      const intervals = rule.strings("trigger.schedule.repeatingTimeIntervals");
      const [first] = intervals.items;
      if (first) return first.map(repeatDays, { unit: "days", fixable: false });
      return Fact.unknown<number>(rule.path, intervals.missing?.why ?? "has no schedule");
    },
    get retentionDays() {
      const [first] = keeps?.list("lifecycles").items ?? [];
      return first
        ? first.string("deleteAfter.duration").map(durationDays, { unit: "days", fixable: false })
        : Fact.unknown<number>(rule.path, "has no default retention rule that can be read");
    },
    pointInTimeRecovery: Fact.given(false),
  };
}

/** The days of a repeating interval: `R/2024-01-01T02:00:00+00:00/P1W` repeats every 7. */
function repeatDays(interval: string): number | undefined {
  return durationDays(interval.slice(interval.lastIndexOf("/") + 1));
}

/** ARM ids are the same in any case; the database is named by one of their segments. */
function leadsTo(
  reference: Reference,
  target: Subject<Database>,
  self: Subject<unknown>,
  stack: StackView,
): Outcome {
  const leads = linkLeadsTo(stack.follow(self, reference, database), target, reference);
  const name = target.resource.inputs.string("serverName").value?.toLowerCase();
  const segments = reference.fact.value?.toLowerCase().split("/") ?? [];
  return name !== undefined && segments.includes(name) ? pass : leads;
}
