import type { ProfileName } from "../../profiles/index";
import type { Severity } from "./requirement";
import type { ProfileSource } from "./settings";

/** The version of the report's form. It rises when a reader of the old form could misread the new one. */
export const REPORT_SCHEMA_VERSION = 1;

/**
 * What can be said of a requirement, or of a box:
 *
 * - `pass`: it is met
 * - `violation`: it is not
 * - `undetermined`: it cannot be told from what is known
 * - `open`: it is attested, and no evidence is there yet
 * - `exempt`: it is not met, and an exemption that holds says why
 * - `not-applicable`: nothing in the stack is what it speaks about, or evidence says so with a reason
 * - `not-asked`: the profile does not ask for it
 */
export const reportVerdicts = [
  "pass",
  "violation",
  "undetermined",
  "open",
  "exempt",
  "not-applicable",
  "not-asked",
] as const;
export type ReportVerdict = (typeof reportVerdicts)[number];

/** The results of a preview, an update, or the analysis of a state, as data. No value of a secret is in it. */
export interface Report {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly tool: { readonly name: "fraiseql-checklist"; readonly version: string };
  /** When it was written: ISO 8601, UTC. */
  readonly createdAt: string;
  /** `analysis` is `pulumi policy analyze`, on what was deployed before. */
  readonly operation: "preview" | "update" | "analysis";
  /** Why it does not cover the whole stack, where it does not: a clause. */
  readonly incomplete?: string;
  readonly stack: { readonly organization?: string; readonly project: string; readonly name: string };
  /** How many resources the stack has. */
  readonly resources: number;
  readonly profile: {
    readonly name: ProfileName;
    readonly source: ProfileSource;
    readonly justification?: string;
  };
  readonly launch: LaunchReport;
  /** Every box of the checklist, in its order. */
  readonly boxes: readonly BoxReport[];
  /** Every requirement, in the checklist's order. */
  readonly requirements: readonly RequirementReport[];
}

/** One box of the checklist. */
export interface BoxReport {
  /** `3.3.1`; `10.1.3` for the third blocker; `x.1` for what only a profile's summary names. */
  readonly item: string;
  /** `3.3`. */
  readonly section: string;
  /** The checklist's own words. */
  readonly title: string;
  /** The worst of its requirements. */
  readonly verdict: ReportVerdict;
  /** The names of the requirements that answer it. */
  readonly requirements: readonly string[];
}

/** One requirement. */
export interface RequirementReport {
  readonly name: string;
  readonly item: string;
  readonly title: string;
  readonly description: string;
  readonly why: string;
  readonly howToFix: string;
  readonly severity: Severity;
  readonly from: ProfileName;
  /** What decides it. */
  readonly decidedBy: "resource" | "stack" | "evidence";
  /** Whether its violations stop an update. */
  readonly enforcement: "advisory" | "mandatory" | "remediate" | "disabled";
  readonly verdict: ReportVerdict;
  /** How many resources got which verdict; the stack as a whole counts as one. */
  readonly counts: Readonly<Partial<Record<ReportVerdict, number>>>;
  /** The URNs of resources that meet it: the first hundred. */
  readonly met: readonly string[];
  /** What was said of each resource, or of the stack as a whole; those of which there is nothing to say are left out. */
  readonly results: readonly ResultReport[];
  /** What is to be said of its exemptions themselves: that one matches nothing, or is not needed. */
  readonly remarks?: readonly { readonly message: string; readonly blocks: boolean }[];
  /** What attests it. */
  readonly evidence?: EvidenceReport;
}

/** What a requirement says of one resource. */
export interface ResultReport {
  /** Absent for the stack as a whole. */
  readonly resource?: { readonly urn: string; readonly type: string; readonly name: string };
  readonly verdict: ReportVerdict;
  /** True when one of the messages stops an update. */
  readonly blocks: boolean;
  /** The messages as the CLI shows them. */
  readonly messages: readonly string[];
  readonly exemption?: ExemptionReport;
}

/** An exemption that holds. */
export interface ExemptionReport {
  readonly reason: string;
  readonly owner: string;
  readonly ticket?: string;
  /** The last day on which it holds: `2027-03-31`. */
  readonly expires: string;
  readonly from: "pack configuration" | "program";
}

/** What somebody attests. */
export interface EvidenceReport {
  readonly result: "passed" | "failed" | "not-applicable";
  readonly by: string;
  /** The day: `2026-11-24`. */
  readonly on: string;
  /** A link, or the digest of a file. */
  readonly evidence?: string;
  /** The last day on which it counts. */
  readonly validUntil?: string;
  /** Numbers by name, in the units that the requirement states. */
  readonly measurements?: Readonly<Record<string, number | string>>;
  /** The stack that has it: `organization/project/stack`. */
  readonly coveredBy?: string;
  readonly reason?: string;
}

/** Whether the stack may be launched. */
export interface LaunchReport {
  /** True while no blocker is open. */
  readonly ready: boolean;
  /** The eight of 10.1. */
  readonly blockers: readonly BlockerReport[];
  /** What was decided, where somebody did. */
  readonly decision?: {
    readonly decision: "GO" | "NO-GO";
    readonly decisionMaker: string;
    readonly date: string;
    readonly signOff: string;
  };
}

/** A blocker of 10.1. */
export interface BlockerReport {
  /** `10.1.1`. */
  readonly item: string;
  /** The checklist's own words. */
  readonly title: string;
  readonly isOpen: boolean;
  /** The requirements that keep it open, and what closes each. */
  readonly open: readonly { readonly requirement: string; readonly closedBy: string }[];
}
