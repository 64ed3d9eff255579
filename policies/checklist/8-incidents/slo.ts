import { measured } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 8.3 "SLO/SLA Defined". */
export const slo = attested({
  item: "8.3.1",
  name: "8.3-slo",
  title: "SLO",
  description: "Uptime, response time and error rate have targets.",
  why: "Without a target nobody can say whether it is an incident.",
  from: "STANDARD",
  severity: "medium",
  howToFix: "Set targets for uptime, p95 response time and error rate, and attest them with a link.",
  evidence: {
    of: "targets for uptime, response time and error rate",
    measurements: {
      uptimePercent: measured("uptime target", "percent", { atMost: 100 }),
      p95Ms: measured("p95 response time target", "milliseconds"),
      errorRatePercent: measured("error rate target", "percent", { atMost: 100 }),
    },
  },
});
