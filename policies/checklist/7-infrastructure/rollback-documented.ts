import { told } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 7.4 "Rollback Strategy Documented". */
export const rollbackDocumented = attested({
  item: "7.4.1",
  name: "7.4-rollback-documented",
  title: "Rollback procedure",
  description: "How to go back to the previous version is written down, migrations included.",
  why: "In an outage nobody invents a safe way back.",
  from: "STANDARD",
  severity: "high",
  howToFix:
    "Write down how to go back, what happens to migrations, and where the previous image is, and attest it with a link.",
  evidence: {
    of: "a rollback procedure, written down",
    measurements: { migrations: told("how migrations are rolled back, or why there is no need") },
  },
});
