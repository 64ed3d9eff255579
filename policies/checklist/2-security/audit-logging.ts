import { notApplicable } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { database } from "../../kinds/database";

/** 2.5 "Audit Logging Enabled". The application's own audit table and field-level tracking are attested. */
export const auditLogging = requirement({
  item: "2.5.1",
  name: "2.5-audit-logging",
  title: "Audit logging",
  description: "Every database logs who changed what, with pgaudit or the engine's own audit log.",
  why: "The application's audit table does not see what is done past the application.",
  from: "REGULATED",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Load pgaudit and have it log writes, schema changes and roles: pgaudit.log = 'write, ddl, role'.",
  each: database,
  check: (db, { stack, subject }) =>
    db.auditsStatements?.(subject, stack) ?? notApplicable("its audit log is not read"),
});
