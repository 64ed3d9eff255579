import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";

/** What has an audit log of its own, beside databases: an account's trail, a managed cluster. */
export interface AuditSource {
  /** Passes when it records who did what. */
  records(self: Subject<AuditSource>, stack: StackView): Outcome;
  /** Whether it signs what it records, so that a change shows. Left out where it cannot. */
  readonly signsRecords?: Fact<boolean>;
}

export const auditSource = kind<AuditSource>("audit source");
