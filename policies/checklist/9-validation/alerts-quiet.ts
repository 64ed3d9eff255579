import { measured, tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 9.2 "Alerts Not Firing". */
export const alertsQuiet = attested({
  item: "9.2.3",
  name: "9.2-alerts-quiet",
  title: "Quiet alerts",
  description: "No alert is active, and a test alert arrived.",
  why: "An alert that always fires is one that nobody reads; one that never does may be broken.",
  from: "STANDARD",
  severity: "medium",
  howToFix: "Close what fires, trigger a test alert, see it arrive, and attest both.",
  evidence: {
    of: "no active alert, and a test alert that arrived",
    measurements: {
      active: measured("active alerts", "alerts", { atMost: 0 }),
      testAlert: tested("a test alert arrived"),
    },
  },
});
