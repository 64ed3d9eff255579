import { told } from "../../evaluation/evidence";
import { onCallSchedule } from "../../kinds/on-call-schedule";
import { attested } from "../attested";

/** Whoever is on call, and who stands in. */
const ENOUGH = 2;

/** 8.2 "On-call schedule created", "Team members trained", "Backup on-call designated". */
export const onCall = attested({
  item: "8.2.1",
  name: "8.2-on-call",
  title: "On-call rotation",
  description: "Somebody who knows how is on call at any hour, and somebody else stands in.",
  why: "An alert at night needs a person who is awake.",
  from: "STANDARD",
  severity: "high",
  howToFix:
    "Make a schedule (PagerDuty, Opsgenie), train the team, name a backup, and attest it with a link. A schedule of two or more in the stack shows it by itself.",
  evidence: {
    of: "an on-call schedule with a backup",
    measurements: { backup: told("who stands in for whoever is on call") },
  },
  shownBy: ({ stack }) => stack.subjects(onCallSchedule).some(({ thing }) => thing.participants >= ENOUGH),
});
