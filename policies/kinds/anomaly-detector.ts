import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";

/** What notices by itself that something is unusual: in an account, in logs, in a metric, on a node. */
export interface AnomalyDetector {
  /** Whether it looks at all. */
  readonly enabled: Fact<boolean>;
}

export const anomalyDetector = kind<AnomalyDetector>("anomaly detector");
