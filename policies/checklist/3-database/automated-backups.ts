import { allOf, anyOf, notApplicable } from "../../evaluation/outcome.js";
import { requirement } from "../../evaluation/requirement.js";
import { backupAssignment } from "../../kinds/backup-plan.js";
import { database } from "../../kinds/database.js";

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
  check: (db, { profile, stack, subject }) => {
    if (db.backedUpElsewhere) return notApplicable(db.backedUpElsewhere);
    const itself = allOf(
      db.backupsEnabled.is(true),
      db.backupRetentionDays.atLeast(profile.backupRetentionDays),
    );
    const plans = stack
      .subjects(backupAssignment)
      .map((assignment) =>
        allOf(
          assignment.thing.covers(subject, assignment, stack),
          ...assignment.thing
            .plan(assignment, stack)
            .subjects.map(({ thing: plan }) =>
              plan.rules.some(
                (rule) =>
                  allOf(rule.intervalDays.atMost(1), rule.retentionDays.atLeast(profile.backupRetentionDays)),
                "has no rule",
              ),
            ),
        ),
      );
    return anyOf(itself, ...plans);
  },
});
