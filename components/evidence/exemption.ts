import { ComponentResource, Resource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";

const TYPE = "fraiseql-checklist:evidence:Exemption";

/** What an exemption says. Every value is plain text that is known at preview. */
export interface ExemptionArgs {
  /** The policy's name, as findings name it: `3.3-automated-backups`. */
  readonly requirement: string;
  /** The resource, or its name or URN, or a pattern of either: `*` stands for any characters, `?` for one. */
  readonly resource: Resource | Input<string>;
  /** Only resources of this type: `aws:rds/instance:Instance`. */
  readonly type?: string;
  /** Why the finding is let be, in 10 characters or more. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Where it is followed up. */
  readonly ticket?: string;
  /** The last day on which it holds, at most 365 days ahead: `2027-03-31`. */
  readonly expires: string;
}

/**
 * Lets a finding be, with a reason and until a day. It counts where the policy pack's configuration allows exemptions in
 * code (`allowsExemptionsInCode` of `1.1-security-profile-selected`), and never for what blocks a launch. Nothing is
 * deployed for it.
 */
export class Exemption extends ComponentResource {
  /**
   * @param name What messages call it.
   * @param args What is let be, why, by whose decision, and until when.
   */
  constructor(name: string, args: ExemptionArgs, opts?: ComponentResourceOptions) {
    const { resource } = args;
    const given = { ...args, resource: Resource.isInstance(resource) ? resource.urn : resource };
    super(TYPE, name, given, opts);
    this.registerOutputs(given);
  }
}
