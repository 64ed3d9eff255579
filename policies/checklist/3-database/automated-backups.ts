import { unlessExcluded } from "../../evaluation/exclusion";
import { allOf, anyOf, fixesOf, notApplicable } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { database } from "../../kinds/database";
import { backupRulesFor } from "./backup-rules";

/** 3.3 "Backup schedule defined", "Backup retention policy set (30 days minimum)". */
export const automatedBackups = requirement({
  item: "3.3.1",
  name: "3.3-automated-backups",
  title: "Automated backups",
  description: "Every primary database is backed up automatically, and its backups are kept long enough.",
  why: "A backup that is gone before the fault is noticed restores nothing.",
  from: "STANDARD",
  severity: "critical",
  decidedBy: "stack",
  thresholds: ["backupRetentionDays"],
  howToFix:
    "Turn automated backups on and keep them for 30 days or more, or assign the database to a backup plan that does.",
  each: database,
  check: (db, { profile, stack, subject }) =>
    unlessExcluded(db.backedUpElsewhere, () => {
      const keptLongEnough = profile.backupRetentionDays;
      const rule = db.backupRule?.(subject, stack);
      const own = allOf(
        db.backupsEnabled.is(true),
        (rule?.retentionDays ?? db.backupRetentionDays).atLeast(keptLongEnough),
        rule?.intervalDays.atMost(1) ?? notApplicable("the platform schedules its backups"),
      );
      const plans = backupRulesFor(subject, stack, (rule) =>
        allOf(rule.intervalDays.atMost(1), rule.retentionDays.atLeast(keptLongEnough)),
      );
      // Where the database cannot take backups itself, the plan that is there for it is what to mend.
      const planned = fixesOf(own).length > 0 ? [] : plans.filter(({ isOwn }) => isOwn);
      return anyOf(
        ...planned.map(({ outcome }) => outcome),
        own,
        ...plans.filter((plan) => !planned.includes(plan)).map(({ outcome }) => outcome),
      );
    }),
});
