import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";

/** A managed Kubernetes cluster: its control plane. */
export interface Cluster {
  readonly endpoint: ClusterEndpoint;
}

/** Where a cluster's API is reached. */
export interface ClusterEndpoint {
  /** Whether only private networks reach it. */
  readonly isPrivate: Fact<boolean>;
  /** The address ranges that reach it otherwise. Empty: every one. */
  readonly allowedRanges: Listing<Fact<string>>;
}

export const cluster = kind<Cluster>("cluster");
