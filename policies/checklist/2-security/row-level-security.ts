import { tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 2.3 "Row-Level Security (RLS) Policies Created". */
export const rowLevelSecurity = attested({
  item: "2.3.2",
  name: "2.3-row-level-security",
  title: "Row-level security",
  description: "The database's policies keep tenants and users apart, and their tests pass.",
  why: "One query without a tenant's filter shows a customer the data of another.",
  from: "STANDARD",
  severity: "high",
  howToFix:
    "Write policies for every table that holds tenants' or users' rows, test them, and attest the results.",
  evidence: {
    of: "passing tests of the row-level security policies",
    measurements: {
      tenantIsolation: tested("no tenant sees another's rows"),
      userAccess: tested("no user sees rows that are not theirs"),
    },
  },
});
