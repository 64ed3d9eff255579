import { notApplicable } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { database } from "../../kinds/database";

/** 3.4 "`pg_stat_statements` extension enabled". That slow queries and plans were reviewed is attested. */
export const queryStatistics = requirement({
  item: "3.4.1",
  name: "3.4-query-statistics",
  title: "Query statistics",
  description: "Every database keeps statistics of the statements that it runs.",
  why: "Without them, nobody knows which query is slow before it takes the database down.",
  from: "STANDARD",
  severity: "medium",
  decidedBy: "stack",
  howToFix: "Preload pg_stat_statements, or turn on the platform's query insights.",
  each: database,
  check: (db, { stack, subject }) =>
    db.keepsStatistics?.(subject, stack) ?? notApplicable("its query statistics are not read"),
});
