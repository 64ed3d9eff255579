import { tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 2.5 "Audit table created (`audit_events`)", "Field-level access tracking enabled". */
export const auditTable = attested({
  item: "2.5.1",
  name: "2.5-audit-table",
  title: "Audit table",
  description: "The application writes who read and changed what into its audit table.",
  why: "Without a record of access, nobody can tell what an intruder saw.",
  from: "REGULATED",
  severity: "high",
  howToFix:
    "Create audit_events, turn on the tracking of fields, change and read something, look for both events, and attest it.",
  evidence: {
    of: "events in the audit table",
    measurements: {
      events: tested("a change is found in audit_events"),
      fieldAccess: tested("the reading of a sensitive field is found there"),
    },
  },
});
