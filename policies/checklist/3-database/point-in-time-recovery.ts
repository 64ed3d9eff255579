import { unlessExcluded } from "../../evaluation/exclusion";
import { anyOf } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { database } from "../../kinds/database";
import { backupRulesFor } from "./backup-rules";

/** 3.3 "WAL archiving configured". That a recovery was tested is attested. */
export const pointInTimeRecovery = requirement({
  item: "3.3.3",
  name: "3.3-point-in-time-recovery",
  title: "Point-in-time recovery",
  description: "Every primary database can be restored to any moment within its retention.",
  why: "A nightly backup loses up to a day of writes; a regulated deployment may not.",
  from: "REGULATED",
  severity: "critical",
  decidedBy: "stack",
  howToFix: "Turn on point-in-time recovery (WAL or transaction log archiving) of the database.",
  silentOn: {
    azure: "Azure Database for PostgreSQL always allows it within its retention.",
  },
  each: database,
  check: (db, { stack, subject }) =>
    unlessExcluded(db.backedUpElsewhere, () =>
      anyOf(
        db.pointInTimeRecovery.is(true),
        ...backupRulesFor(subject, stack, (rule) => rule.pointInTimeRecovery.is(true)).map(
          ({ outcome }) => outcome,
        ),
      ),
    ),
});
