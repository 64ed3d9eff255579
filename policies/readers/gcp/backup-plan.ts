import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { pass, violation } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { backupAssignment, backupPlan, type BackupRule } from "../../kinds/backup-plan";
import { database } from "../../kinds/database";
import { followName, leadsTo } from "./resource-name";

const WEEK = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/** Days between backups, by `recurrenceType`, where no list of days says it more precisely. */
const RECURRENCE: Readonly<Record<string, number>> = { DAILY: 1, MONTHLY: 31, YEARLY: 366 };

/** AlloyDB's continuous backup covers 14 days, and 35 at most. */
const ALLOYDB_WINDOW_DAYS = 14;

/** `gcp:backupdisasterrecovery/backupPlan:BackupPlan`. Transaction logs are kept only where `logRetentionDays` is set. */
export const plan = reader("gcp:backupdisasterrecovery/backupPlan:BackupPlan", backupPlan, (inputs) => ({
  get rules() {
    return inputs.list("backupRules").map((rule) => ({
      get intervalDays() {
        return intervalDays(rule.at("standardSchedule"));
      },
      get retentionDays() {
        return rule.number("backupRetentionDays", { unit: "days" });
      },
      get pointInTimeRecovery() {
        return inputs
          .number("logRetentionDays", { whenAbsent: 0 })
          .map((days) => days > 0, { fixable: false });
      },
    }));
  },
}));

/** `gcp:backupdisasterrecovery/backupPlanAssociation:BackupPlanAssociation` names one resource and its plan. */
export const planAssociation = reader(
  "gcp:backupdisasterrecovery/backupPlanAssociation:BackupPlanAssociation",
  backupAssignment,
  (inputs) => ({
    covers: (target, self, stack) => {
      const reference = inputs.reference("resource");
      return leadsTo(followName(self, reference, database, ["name", "clusterId"], stack), target, reference);
    },
    plan: (self, stack) =>
      followName(self, inputs.reference("backupPlan"), backupPlan, ["backupPlanId"], stack),
  }),
);

/**
 * The continuous backup of `gcp:alloydb/cluster:Cluster`, beside its automated backups: on by default, it takes a backup
 * a day and keeps each as long as the recovery window, together with the logs.
 */
export const alloyDbContinuousBackup = reader("gcp:alloydb/cluster:Cluster", backupPlan, (inputs) => ({
  get rules() {
    return new Listing([continuousBackup(inputs.at("continuousBackupConfig"))]);
  },
}));

/** It is of its own cluster alone. */
export const alloyDbContinuousBackupOfItself = reader(
  "gcp:alloydb/cluster:Cluster",
  backupAssignment,
  () => ({
    covers: (target, self) =>
      target.resource.urn === self.resource.urn
        ? pass
        : violation({ says: "continuous backup is of its own cluster alone" }),
    plan: (self, stack) => ({
      state: "found",
      subjects: stack.subjects(backupPlan).filter(({ resource }) => resource.urn === self.resource.urn),
    }),
  }),
);

function continuousBackup(config: Inputs): BackupRule {
  const enabled = () => config.boolean("enabled", { whenAbsent: true });
  return {
    get intervalDays() {
      return enabled().map((on) => (on ? 1 : Infinity));
    },
    get retentionDays() {
      return config.number("recoveryWindowDays", { unit: "days", whenAbsent: ALLOYDB_WINDOW_DAYS });
    },
    get pointInTimeRecovery() {
      return enabled();
    },
  };
}

function intervalDays(schedule: Inputs): Fact<number> {
  const recurrence = schedule.string("recurrenceType");
  const format = { unit: "days", fixable: false } as const;
  switch (recurrence.value) {
    case "HOURLY":
      return schedule.number("hourlyFrequency").map((hours) => hours / 24, format);
    case "WEEKLY": {
      const days = schedule.strings("daysOfWeeks");
      if (days.missing) return Fact.unknown(days.missing.path ?? recurrence.path, days.missing.why);
      return recurrence.map(
        () => longestGap(days.items.map(({ value }) => WEEK.indexOf(value ?? ""))),
        format,
      );
    }
    default:
      return recurrence.map((type) => RECURRENCE[type], format);
  }
}

/** The most days between two of the given days of the week. */
function longestGap(days: readonly number[]): number {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  return Math.max(
    ...sorted.map((day, i) => (sorted[i + 1] ?? (sorted[0] ?? 0) + 7) - day),
    sorted.length ? 0 : 7,
  );
}
