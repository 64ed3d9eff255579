import { attested } from "../attested";

/** 9.2 "Logs Appearing in Aggregation System". */
export const logsFlowing = attested({
  item: "9.2.2",
  name: "9.2-logs-flowing",
  title: "Logs flowing",
  description: "Logs of what is deployed are found where logs are collected, in the expected volume.",
  why: "Logs that stay on the node are gone with it.",
  from: "STANDARD",
  severity: "medium",
  howToFix: "Find a request of yours in the log system, compare the volume, and attest it.",
  evidence: { of: "logs in the aggregation system" },
});
