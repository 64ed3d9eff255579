import { measured } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 9.3 "Response Times Within SLA". */
export const responseTimes = attested({
  item: "9.3.1",
  name: "9.3-response-times",
  title: "Response times",
  description: "Response times in production are within their targets.",
  why: "Users leave before an alert fires.",
  from: "STANDARD",
  severity: "high",
  howToFix: "Read the latencies from the metrics of production, and attest them.",
  evidence: {
    of: "response times within their targets",
    measurements: {
      p50Ms: measured("p50 latency", "milliseconds"),
      p95Ms: measured("p95 latency", "milliseconds", { below: "latencyP95Ms" }),
      p99Ms: measured("p99 latency", "milliseconds", { below: "latencyP99Ms" }),
    },
  },
});
