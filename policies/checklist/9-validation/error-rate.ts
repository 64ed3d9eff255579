import { measured } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 9.3 "Error Rate Acceptable". */
export const errorRate = attested({
  item: "9.3.2",
  name: "9.3-error-rate",
  title: "Error rate",
  description: "The error rate in production is within its target.",
  why: "One failing request in a hundred is a broken page for every other user.",
  from: "STANDARD",
  severity: "high",
  howToFix: "Read the error rate from the metrics of production, and attest it.",
  evidence: {
    of: "an error rate within its target",
    measurements: { errorRatePercent: measured("error rate", "percent", { below: "errorRatePercent" }) },
  },
});
