import type { Kind } from "../../evaluation/kind";
import { notApplicable, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { auditSource, type AuditSource } from "../../kinds/audit-source";
import { logStore, type LogStore } from "../../kinds/log-store";
import { isAbout } from "../subject-kind";
import { whenAuditStore } from "./audit-log-stores";

/** 2.5 "Tamper-proof audit log". That the chain of signatures was verified is attested. */
export const auditLogIntegrity = requirement({
  item: "2.5.2",
  name: "2.5-audit-log-integrity",
  title: "Audit log integrity",
  description: "Nobody can change or delete audit logs before their time, and a change would show.",
  why: "Whoever can edit the audit log can remove their own traces from it.",
  from: "RESTRICTED",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["auditRetentionDays"],
  howToFix:
    "Keep audit logs in a store that is locked for their retention: object lock in compliance mode, a locked log bucket, a locked immutability policy. Have trails sign what they record.",
  silentOn: {
    kubernetes: "No Kubernetes resource locks a log store; the bucket that its log store writes to does.",
  },
  each: [logStore, auditSource] as readonly Kind<LogStore | AuditSource>[],
  check: (_, context) => {
    if (isAbout(context, logStore)) return isLocked(context);
    const { signsRecords } = (context as Context<AuditSource>).subject.thing;
    return signsRecords?.is(true) ?? notApplicable("it signs nothing");
  },
});

function isLocked(context: Context<LogStore>): Outcome {
  const { profile, stack, subject } = context;
  const store = subject.thing;
  return whenAuditStore(context, () => {
    const locked =
      store.immutable?.(subject, stack).is(true) ?? notApplicable("whether it can be changed is not read");
    return locked.result === "pass"
      ? (store.lockedDays?.(subject, stack).atLeast(profile.auditRetentionDays) ?? locked)
      : locked;
  });
}
