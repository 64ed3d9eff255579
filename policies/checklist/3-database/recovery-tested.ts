import { attested } from "../attested";

/** 3.3 "PITR tested successfully". */
export const recoveryTested = attested({
  item: "3.3.3",
  name: "3.3-recovery-tested",
  title: "Point-in-time recovery tested",
  description: "A recovery to a moment of choice was tried, and gave the data of that moment.",
  why: "A log archive that was never replayed may have a gap.",
  from: "REGULATED",
  severity: "high",
  howToFix: "Restore a copy to a moment between two backups, compare its data, and attest it.",
  evidence: {
    of: "a recovery to a moment between two backups",
    maxAge: "restoreTestAgeDays",
    about: "database",
  },
});
