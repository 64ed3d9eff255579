import { measured, told } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 1.1 "Business Requirements Documented". */
export const businessRequirements = attested({
  item: "1.1.1",
  name: "1.1-business-requirements",
  title: "Business requirements",
  description: "Traffic, availability, data retention and compliance needs are written down.",
  why: "What nobody wrote down, nobody can test the deployment against.",
  from: "STANDARD",
  severity: "low",
  advisory: true,
  howToFix:
    "Write down the expected load, the availability target, how long data is kept and which rules apply, and attest it with a link.",
  evidence: {
    of: "the business requirements, written down",
    measurements: {
      peakRequestsPerSecond: measured("expected peak load", "requests per second"),
      availabilityPercent: measured("availability target", "percent", { atMost: 100 }),
      dataRetention: told("how long which data is kept"),
      compliance: told("the compliance requirements, or none"),
    },
  },
});
