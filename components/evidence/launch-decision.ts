import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";

const TYPE = "fraiseql-checklist:evidence:LaunchDecision";

/** What `LaunchDecision` takes (checklist 10.3). */
export interface LaunchDecisionArgs {
  /** `GO`, which the policy pack refuses while a critical blocker is open, or `NO-GO`, which it accepts. */
  readonly decision: Input<"GO" | "NO-GO">;
  /** Whoever decides. */
  readonly decisionMaker: Input<string>;
  /** The day of the decision: `2026-11-24`. Not one to come. */
  readonly date: Input<string>;
  /** How it was signed off: a name, a ticket, a link. */
  readonly signOff: Input<string>;
}

/**
 * The decision to launch, or not to. From a GO on, what the checklist wants attested has to be attested, and the eight
 * critical blockers of 10.1 have to be closed. It creates nothing; the policy pack reads it. Of several, the newest holds.
 */
export class LaunchDecision extends ComponentResource {
  /**
   * @param name What messages call it.
   * @param args What was decided, by whom, and when.
   */
  constructor(name: string, args: LaunchDecisionArgs, opts?: ComponentResourceOptions) {
    const given = { ...args };
    super(TYPE, name, given, opts);
    this.registerOutputs(given);
  }
}
