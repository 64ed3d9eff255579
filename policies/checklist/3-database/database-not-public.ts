import { notApplicable } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { database } from "../../kinds/database";

/** 3.1 "Connection string secured": nobody but the application's network reaches the database. */
export const databaseNotPublic = requirement({
  item: "3.1.2",
  name: "3.1-database-not-public",
  title: "Database not public",
  description: "No database is reachable from public networks.",
  why: "A database that the internet reaches is one leaked password away from being read.",
  from: "STANDARD",
  severity: "critical",
  decidedBy: "stack",
  howToFix:
    "Keep the database to private networks: no public address, no open firewall rule, no NodePort or public load balancer in front of it.",
  each: database,
  check: (db, { stack, subject }) =>
    db.isPrivate?.(subject, stack) ?? notApplicable("who reaches it is not read"),
});
