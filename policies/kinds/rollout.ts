import type { Fact } from "../evaluation/fact";

/** How a new version of a workload takes the place of the old one. */
export interface Rollout {
  /** Whether replicas are replaced by themselves and a few at a time: not all at once, and not by hand. */
  readonly isGradual: Fact<boolean>;
  /** How many replicas may be missing meanwhile. Left out where the platform decides. */
  readonly maxUnavailable?: Fact<Share> | undefined;
  /** How many replicas may be added meanwhile. Left out where the platform decides. */
  readonly maxSurge?: Fact<Share> | undefined;
  /** Replicas that keep the old version: a StatefulSet's partition. */
  readonly heldBack?: Fact<number> | undefined;
  /** Whether new versions wait until someone lets them go on. */
  readonly paused?: Fact<boolean> | undefined;
}

/** A number of replicas, or a part of them. */
export interface Share {
  readonly amount: number;
  readonly unit: "replicas" | "percent";
}

/** A share as it is written: `1`, `25%`. */
export function showShare({ amount, unit }: Share): string {
  return unit === "percent" ? `${amount}%` : String(amount);
}
