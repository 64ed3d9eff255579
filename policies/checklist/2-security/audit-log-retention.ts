import { requirement } from "../../evaluation/requirement";
import { logStore } from "../../kinds/log-store";
import { whenAuditStore } from "./audit-log-stores";

/** 2.5 "Retention policy configured (365 days REGULATED, 2,555 days RESTRICTED)". */
export const auditLogRetention = requirement({
  item: "2.5.1",
  name: "2.5-audit-log-retention",
  title: "Audit log retention",
  description: "Every store of audit logs keeps them for a year, or for seven years where the profile asks.",
  why: "An auditor asks about last year; a log that is gone proves nothing.",
  from: "REGULATED",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["auditRetentionDays"],
  howToFix: "Keep audit logs for 365 days (REGULATED) or 2,555 days (RESTRICTED), or for good.",
  each: logStore,
  check: (store, context) =>
    whenAuditStore(context, () =>
      store.retentionDays(context.subject, context.stack).atLeast(context.profile.auditRetentionDays),
    ),
});
