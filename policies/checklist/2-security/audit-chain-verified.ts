import { tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 2.5 "Event hashing enabled (SHA-256)", "HMAC chain integrity verification", "Tamper-proof audit log tested". */
export const auditChainVerified = attested({
  item: "2.5.2",
  name: "2.5-audit-chain-verified",
  title: "Audit chain",
  description: "The audit log's chain of hashes is verified, and a change to it is noticed.",
  why: "A log that can be rewritten proves nothing of the day it is needed for.",
  from: "RESTRICTED",
  severity: "high",
  howToFix:
    "Verify the chain (fraiseql audit verify-chain), change an event in a copy, see that it is noticed, and attest both.",
  evidence: {
    of: "a verified chain of audit events",
    measurements: {
      chain: tested("the HMAC chain is valid"),
      tampering: tested("a changed event is noticed"),
    },
  },
});
