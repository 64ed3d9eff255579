import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";

/** A dashboard of metrics. */
export interface Dashboard {
  /** How many panels it has; Infinity for one that is kept elsewhere, by URL or by number. */
  readonly panels: Fact<number>;
}

export const dashboard = kind<Dashboard>("dashboard");
