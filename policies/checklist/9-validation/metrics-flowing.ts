import { measured } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 9.2 "Metrics Flowing to Dashboards". */
export const metricsFlowing = attested({
  item: "9.2.1",
  name: "9.2-metrics-flowing",
  title: "Metrics flowing",
  description: "Dashboards show live data, without gaps.",
  why: "A dashboard that shows nothing looks like a quiet day.",
  from: "STANDARD",
  severity: "medium",
  howToFix: "Look at the dashboards after the deployment, note the longest gap, and attest it.",
  evidence: {
    of: "live data on the dashboards",
    measurements: { longestGapSeconds: measured("longest gap in the metrics", "seconds", { atMost: 60 }) },
  },
});
