import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { DataStore } from "./data-at-rest";

/** A managed Kubernetes cluster: its control plane. Where its data lies is where its secrets do. */
export interface Cluster extends DataStore {
  /** `EKS cluster`, `GKE cluster`, ... in the platform's own words. */
  readonly type: string;
  readonly endpoint: ClusterEndpoint;
  /** Passes where the API server's audit log is kept. */
  auditsRequests?(self: Subject<Cluster>, stack: StackView): Outcome;
}

/** Where a cluster's API is reached. */
export interface ClusterEndpoint {
  /** Whether only private networks reach it. */
  readonly isPrivate: Fact<boolean>;
  /** The address ranges that reach it otherwise, `0.0.0.0/0` for every one. Empty: every one. */
  readonly allowedRanges: Listing<Fact<string>>;
}

export const cluster = kind<Cluster>("cluster");
