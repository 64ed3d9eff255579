import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import type { EvidenceResult } from "../../policies/evaluation/evidence";

const TYPE = "fraiseql-checklist:evidence:Attestation";

/** What `Attestation` takes. The policy pack judges it; nothing here depends on a profile. */
export interface AttestationArgs {
  /** What is attested: a box of the checklist (`6.3.1`), or a requirement by its name (`6.3-load-test`). */
  readonly item: Input<string>;
  /** How it went: `passed`, `failed`, or `not-applicable`, which needs a `reason`. */
  readonly result: Input<EvidenceResult>;
  /** Whoever attests it. */
  readonly by: Input<string>;
  /** The day it was done: `2026-11-24`. Not one to come. */
  readonly on: Input<string>;
  /**
   * What proves it: a link (`https://...`, without a password in it), or the digest of a file (`sha256:...`). Needed for
   * what `passed`, unless another stack has it.
   */
  readonly evidence?: Input<string>;
  /** The last day on which it counts. Default: as long as the requirement lets it, which is told where it has a limit. */
  readonly validUntil?: Input<string>;
  /** What was measured, by the names that the requirement asks for: `{ p95Ms: 420 }`. */
  readonly measurements?: Input<Readonly<Record<string, Input<number | string>>>>;
  /** The stack that has what this one lacks: `organization/project/stack`. */
  readonly coveredBy?: Input<string>;
  /** Why it does not apply, in 10 characters or more. */
  readonly reason?: Input<string>;
}

/**
 * Somebody's word, with what proves it, for a box of the checklist that no resource shows: a restore that was tested, a
 * load test, a runbook. It creates nothing; the policy pack reads it.
 */
export class Attestation extends ComponentResource {
  /**
   * @param name What messages call it.
   * @param args Who attests what, when, and what proves it.
   */
  constructor(name: string, args: AttestationArgs, opts?: ComponentResourceOptions) {
    const given = { ...args };
    super(TYPE, name, given, opts);
    this.registerOutputs(given);
  }
}
