import { told } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 8.1 "Incident Runbook Created". */
export const runbook = attested({
  item: "8.1.1",
  name: "8.1-runbook",
  title: "Runbook",
  description: "A runbook tells what to do in common incidents and whom to call, and was reviewed lately.",
  why: "At night the runbook knows what the author no longer does.",
  from: "STANDARD",
  severity: "high",
  howToFix: "Write down common incidents, escalation and contacts, review it, and attest it with a link.",
  evidence: {
    of: "a runbook that was reviewed lately",
    maxAge: "runbookReviewAgeDays",
    measurements: { owner: told("who keeps it current") },
  },
});
