import type { Exclusion } from "../evaluation/exclusion";
import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";

/** A key of a key management service. */
export interface EncryptionKey {
  /** Set when the rotation requirement does not speak about the key (it signs, another key decides), with a clause why. */
  readonly rotationDecidedElsewhere?: Exclusion | undefined;
  /** Set when the service cannot rotate the key by itself, with what it is: `an imported key`. */
  readonly neverRotates?: Exclusion | undefined;
  /** Whether the service rotates the key. */
  readonly rotationEnabled: Fact<boolean>;
  /** Days between rotations. */
  readonly rotationDays: Fact<number>;
  /** Whether the key is kept in a hardware security module. */
  readonly hsmBacked?: Fact<boolean> | undefined;
  /** True for a key in HSMs that the service shares among its customers; configuration may accept them. */
  readonly isInSharedHsm?: boolean;
  /** The shortest period the service can be configured to, in days, where that is a limit in practice. */
  readonly shortestRotation?: { readonly days: number; readonly advice: string };
}

export const encryptionKey = kind<EncryptionKey>("encryption key");

/** Something beside the key service that rotates keys on a schedule. */
export interface RotationSchedule {
  /** Days between rotations. */
  readonly intervalDays: Fact<number>;
  /** Whether the schedule runs. */
  readonly enabled: Fact<boolean>;
  /** Passes when it rotates this key. */
  rotates(key: Subject<EncryptionKey>, self: Subject<RotationSchedule>, stack: StackView): Outcome;
}

export const rotationSchedule = kind<RotationSchedule>("rotation schedule");
