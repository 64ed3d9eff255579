import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Outcome } from "../evaluation/outcome";
import type { Path } from "../evaluation/path";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";

/** What the checklist wants alerts on. `other` is anything else. */
export const alertMeasures = ["error-rate", "latency", "connection-pool", "disk"] as const;
export type AlertMeasure = (typeof alertMeasures)[number] | "other";

/** A rule that raises an alert. */
export interface Alert {
  /** What messages call it: the alert's own name. */
  readonly name: string;
  /** Where the rule stands in its resource. */
  readonly path: Path;
  /** What it measures; unknown where that cannot be read. */
  readonly measures: Fact<AlertMeasure>;
  /** What its name or its words suggest, where what it measures cannot be read. */
  readonly suggests?: AlertMeasure | undefined;
  /**
   * Where it fires: percent of requests that fail, milliseconds of latency, percent of the disk that is free. Absent
   * where no number is asked for: a pool that is exhausted, a disk that will soon be full.
   */
  readonly firesAt: Fact<number>;
  /** The same, where other resources have to tell: the size of the disk. Left out: they do not. */
  firesAtIn?(self: Subject<Alert>, stack: StackView): Fact<number>;
  /** Of latency: the percentile that is measured, or `average`. */
  readonly statistic?: number | "average" | undefined;
  /** A sentence on how to measure the 95th percentile. Left out: what PromQL has for it. */
  readonly percentileAdvice?: string | undefined;
  /** How the resource writes a value of `firesAt`: `0.01` for one percent. */
  readonly writes?: ((value: number) => string) | undefined;
  /** Passes when somebody is told. Left out where something else routes alerts. */
  destination?(self: Subject<Alert>, stack: StackView): Outcome;
}

export const alert = kind<Alert>("alert");
