import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import { lookup, type Keys } from "../evaluation/lookup";
import type { Outcome } from "../evaluation/outcome";
import type { Path } from "../evaluation/path";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Workload } from "./workload";

/** Rules on the traffic of workloads: a NetworkPolicy, a security group. */
export interface NetworkPolicy {
  /** What it needs of a workload to apply to it. Left out: it may apply to any. */
  targetKeys?(self: Subject<NetworkPolicy>, stack: StackView): Keys;
  /** Passes when it applies to the workload. */
  selects(target: Subject<Workload>, self: Subject<NetworkPolicy>, stack: StackView): Outcome;
  /** Passes when it applies to every workload of the namespace of this one. Left out where there are no namespaces. */
  coversNamespaceOf?(target: Subject<Workload>, self: Subject<NetworkPolicy>, stack: StackView): Outcome;
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
  /** Whether it lets nothing but name lookups (DNS) through. */
  readonly isNameLookup?: Fact<boolean> | undefined;
}

/** One source or destination of traffic. */
export interface Peer {
  readonly path: Path;
  /** `anyone`: every address; `neighbours`: every namespace of the cluster, or pods in any; `listed`: something named. */
  readonly reach: "anyone" | "neighbours" | "listed";
  /** What the peer says, as a clause: `ipBlock.cidr is "0.0.0.0/0"`. */
  readonly says: string;
}

export const networkPolicy = kind<NetworkPolicy>("network policy");

/** Network policies by what they need of a workload: its `networkKeys`. */
export const networkPoliciesByTarget = lookup(
  networkPolicy,
  (self, stack) => self.thing.targetKeys?.(self, stack) ?? { every: [] },
);
