import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Outcome } from "../evaluation/outcome";
import type { Path } from "../evaluation/path";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Workload } from "./workload";

/** Rules on the traffic of workloads: a NetworkPolicy, a security group. */
export interface NetworkPolicy {
  /** Passes when it applies to the workload. */
  selects(target: Subject<Workload>, self: Subject<NetworkPolicy>, stack: StackView): Outcome;
  /** Whether it restricts what comes in. */
  readonly restrictsIngress: Fact<boolean>;
  /** Whether it restricts what goes out. */
  readonly restrictsEgress: Fact<boolean>;
  /** What it lets in. */
  ingress(self: Subject<NetworkPolicy>, stack: StackView): Listing<TrafficRule>;
  /** What it lets out. */
  egress(self: Subject<NetworkPolicy>, stack: StackView): Listing<TrafficRule>;
}

/** One rule that lets traffic through. */
export interface TrafficRule {
  readonly path: Path;
  /** Where the traffic may come from or go to. */
  readonly peers: Listing<Peer>;
}

/** One source or destination of traffic. */
export interface Peer {
  readonly path: Path;
  /** `anyone`: every address, or every namespace of the cluster; `listed`: something named. */
  readonly reach: "anyone" | "listed";
  /** What the peer says, as a clause: `ipBlock.cidr is "0.0.0.0/0"`. */
  readonly says: string;
}

export const networkPolicy = kind<NetworkPolicy>("network policy");
