import { allOf, notApplicable } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { logStore } from "../../kinds/log-store";
import { whenAuditStore } from "./audit-log-stores";

/** 2.5 "Tamper-proof audit log". That the chain of signatures was verified is attested. */
export const auditLogIntegrity = requirement({
  item: "2.5.2",
  name: "2.5-audit-log-integrity",
  title: "Audit log integrity",
  description: "Nobody can change or delete audit logs before their time.",
  why: "Whoever can edit the audit log can remove their own traces from it.",
  from: "RESTRICTED",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Keep audit logs in a store that is locked for their retention: object lock in compliance mode, a locked log bucket, a locked immutability policy.",
  silentOn: {
    kubernetes: "No Kubernetes resource locks a log store; the bucket that its log store writes to does.",
  },
  each: logStore,
  check: (store, context) =>
    whenAuditStore(context, () =>
      allOf(
        store.immutable?.(context.subject, context.stack).is(true) ??
          notApplicable("whether it can be changed is not read"),
      ),
    ),
});
