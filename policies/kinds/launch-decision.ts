import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";

/** Whether the application is launched, as somebody decided. */
export interface LaunchDecision {
  /** What messages call it: `launch decision launch`. */
  readonly called: string;
  /** `GO` or `NO-GO`. */
  readonly decision: Fact<string>;
  readonly decisionMaker: Fact<string>;
  /** The day: `2026-11-24`. */
  readonly date: Fact<string>;
  readonly signOff: Fact<string>;
}

export const launchDecision = kind<LaunchDecision>("launch decision");

/** What may be decided. */
export const launchDecisions = ["GO", "NO-GO"] as const;
