import { measured } from "../../evaluation/evidence";
import { pass } from "../../evaluation/outcome";
import { attested } from "../attested";

/** 6.3 "Target load achieved", "Latency targets met", "No errors under load", "Resource utilization acceptable". */
export const loadTest = attested({
  item: "6.3.1",
  name: "6.3-load-test",
  title: "Load test",
  description: "Under the expected load, latency, errors and utilisation stay within their targets.",
  why: "The first load test of a system that had none is its launch.",
  from: "STANDARD",
  severity: "critical",
  howToFix: "Run a load test at the expected peak (k6 run load-test.js), and attest its numbers.",
  evidence: {
    of: "a load test that met its targets",
    measurements: {
      requestsPerSecond: measured("load that was reached", "requests per second"),
      targetRequestsPerSecond: measured("load that is expected", "requests per second"),
      p95Ms: measured("p95 latency", "milliseconds", { below: "latencyP95Ms" }),
      p99Ms: measured("p99 latency", "milliseconds", { below: "latencyP99Ms" }),
      errorRatePercent: measured("error rate", "percent", { below: "errorRatePercent" }),
      cpuPercent: measured("CPU usage", "percent", { below: "cpuPercent" }),
      memoryPercent: measured("memory usage", "percent", { below: "memoryPercent" }),
    },
  },
  also: (it) => {
    const target = it.number("targetRequestsPerSecond", "requests per second").value;
    const reached = it.number("requestsPerSecond", "requests per second");
    // What is not given is a finding of its own.
    if (target === undefined || reached.value === undefined) return pass;
    return reached.satisfies((load) => load >= target, `at least ${target}, the target that is given`);
  },
});
