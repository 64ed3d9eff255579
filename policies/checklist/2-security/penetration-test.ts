import { measured } from "../../evaluation/evidence";
import { attested } from "../attested";

/** Checklist, RESTRICTED profile summary: "Penetration testing completed". */
export const penetrationTest = attested({
  item: "x.2",
  name: "x-penetration-test",
  title: "Penetration test",
  description: "The application was tested by people who try to break in, and nothing critical is left open.",
  why: "Attackers look for what no checklist names.",
  from: "RESTRICTED",
  severity: "high",
  howToFix: "Have the application tested, mend what is critical, and attest it with a link to the report.",
  evidence: {
    of: "a penetration test without open critical findings",
    maxAge: "penetrationTestAgeDays",
    measurements: { openCritical: measured("critical findings still open", "findings", { atMost: 0 }) },
  },
});
