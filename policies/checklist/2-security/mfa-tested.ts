import { tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 2.1 "MFA enforcement tested for all users", "Backup authentication method configured". */
export const mfaTested = attested({
  item: "2.1.2",
  name: "2.1-mfa-tested",
  title: "MFA tested",
  description:
    "Multi-factor authentication is tested for all users, and there is a second way in for who loses a factor.",
  why: "A rule that lets one group of users in without a second factor is found by a test, or by an intruder.",
  from: "REGULATED",
  severity: "high",
  howToFix:
    "Try to sign in without a second factor as each group of users, and with the backup method, and attest the results.",
  evidence: {
    of: "a test that nobody gets in without a second factor",
    measurements: {
      enforcement: tested("every group of users is refused without a second factor"),
      backupMethod: tested("the backup method works"),
    },
  },
});
