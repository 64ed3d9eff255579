import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";

/** What somebody attests, where no resource shows it: who, when, and what proves it. */
export interface Attestation {
  /** What messages call it: `attestation load-test`. */
  readonly called: string;
  /** What is attested: a box of the checklist (`6.3.1`), or a requirement by its name (`6.3-load-test`). */
  readonly item: Fact<string>;
  /** `passed`, `failed` or `not-applicable`. */
  readonly result: Fact<string>;
  readonly by: Fact<string>;
  /** The day it was done: `2026-11-24`. */
  readonly on: Fact<string>;
  /** A link, or the digest of a file. */
  readonly evidence: Fact<string>;
  /** The last day on which it counts. */
  readonly validUntil: Fact<string>;
  /** The stack that has it: `organization/project/stack`. */
  readonly coveredBy: Fact<string>;
  /** Why it does not apply. */
  readonly reason: Fact<string>;
  /** The names and values of its measurements. */
  readonly measurements: Listing<readonly [name: string, value: Fact<string>]>;
  /** A measurement that is a number. */
  number(name: string, unit: string): Fact<number>;
  /** A measurement in words. */
  text(name: string): Fact<string>;
}

export const attestation = kind<Attestation>("attestation");
