import type { Kind } from "../../evaluation/kind";
import { notApplicable } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { auditSource, type AuditSource } from "../../kinds/audit-source";
import { database, type Database } from "../../kinds/database";
import { isAbout } from "../subject-kind";

/** 2.5 "Audit Logging Enabled". The application's own audit table and field-level tracking are attested. */
export const auditLogging = requirement({
  item: "2.5.1",
  name: "2.5-audit-logging",
  title: "Audit logging",
  description:
    "Every database logs who changed what, with pgaudit or the engine's own audit log, and so do clusters and trails.",
  why: "The application's audit table does not see what is done past the application.",
  from: "REGULATED",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Load pgaudit and have it log writes, schema changes and roles: pgaudit.log = 'write, ddl, role'. Turn on the audit log of a managed cluster's control plane.",
  each: [database, auditSource] as readonly Kind<Database | AuditSource>[],
  check: (_, context) => {
    if (isAbout(context, database)) {
      const { stack, subject } = context;
      return subject.thing.auditsStatements?.(subject, stack) ?? notApplicable("its audit log is not read");
    }
    const { stack, subject } = context as Context<AuditSource>;
    return subject.thing.records(subject, stack);
  },
});
