import { measured } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 9.3 "Resource Utilization Normal". */
export const utilisation = attested({
  item: "9.3.3",
  name: "9.3-utilisation",
  title: "Utilisation",
  description: "CPU, memory and database connections have room left.",
  why: "What runs near its limit at launch has none left for the first peak.",
  from: "STANDARD",
  severity: "medium",
  howToFix: "Read the utilisation from the metrics of production, and attest it.",
  evidence: {
    of: "utilisation within its limits",
    measurements: {
      cpuPercent: measured("CPU usage", "percent", { below: "cpuPercent" }),
      memoryPercent: measured("memory usage", "percent", { below: "memoryPercent" }),
      connectionsPercent: measured("database connections in use, of the pool", "percent", {
        below: "connectionsPercent",
      }),
    },
  },
});
