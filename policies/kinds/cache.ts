import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { DataStore } from "./data-at-rest";
import type { Workload } from "./workload";

/** A store of the Redis family: what replicas share counters and cached answers through. */
export interface Cache extends DataStore {
  /** Whether connections to it can be encrypted. */
  encryptsInTransit?(self: Subject<Cache>, stack: StackView): Fact<boolean>;
  /** Whether it asks clients who they are: a password, a token, an identity. */
  requiresAuth?(self: Subject<Cache>, stack: StackView): Fact<boolean>;
  /** Passes when nothing outside private networks reaches it. */
  isPrivate?(self: Subject<Cache>, stack: StackView): Outcome;
  /** Passes when its subnets have no route from the internet. Left out where it stands in no subnet of its own. */
  inPrivateSubnets?(self: Subject<Cache>, stack: StackView): Outcome;
  /**
   * The names that a workload may call it by: `redis.data`, and `redis` for one beside it. Incomplete where it is not
   * known which those are; left out where names do not tell.
   */
  hosts?(from: Subject<Workload>, self: Subject<Cache>, stack: StackView): Listing<string>;
  /** Whether a host is one of its own, where the platform makes their names of its name. */
  isAt?(host: string): boolean;
}

export const cache = kind<Cache>("cache");
