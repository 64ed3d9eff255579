import { tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 7.4 "Rollback Tested in Staging". */
export const rollbackTested = attested({
  item: "7.4.2",
  name: "7.4-rollback-tested",
  title: "Rollback tested",
  description: "A rollback to the previous version was done in staging, without losing data.",
  why: "A way back that was never walked ends in the outage it should have ended.",
  from: "STANDARD",
  severity: "critical",
  howToFix: "Roll back in staging (kubectl rollout undo), compare the data before and after, and attest it.",
  evidence: {
    of: "a rollback in staging that lost no data",
    maxAge: "rollbackTestAgeDays",
    measurements: {
      previousVersion: tested("the previous version ran again"),
      dataKept: tested("no data was lost"),
    },
  },
});
