// "We launch on Friday." Somebody measured something, and nobody wrote down anything else.
import { Attestation, LaunchDecision } from "fraiseql-checklist/components/evidence";
import { dayBefore, today } from "../../evidence";

const by = "platform@shop.example.com";

// Half of the load that is expected, and the slowest requests take two seconds.
new Attestation("load-test", {
  item: "6.3.1",
  result: "passed",
  by,
  on: dayBefore(3),
  evidence: "https://wiki.shop.example.com/load-test",
  measurements: {
    requestsPerSecond: 75,
    targetRequestsPerSecond: 150,
    p95Ms: 640,
    p99Ms: 2100,
    errorRatePercent: 0.4,
    cpuPercent: 91,
    memoryPercent: 72,
  },
});

// When the shop was set up.
new Attestation("restore", {
  item: "3.3.2",
  result: "passed",
  by,
  on: dayBefore(400),
  evidence: "https://wiki.shop.example.com/restore",
  measurements: { restoreMinutes: 45, integrity: "passed" },
});

new LaunchDecision("launch", {
  decision: "GO",
  decisionMaker: "Head of sales",
  date: today,
  signOff: "by telephone",
});
