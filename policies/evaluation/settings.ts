import type { ProfileName } from "../../profiles/index";

/** Which names and paths the FraiseQL application reads: `v1` (Python, the checklist's own) or `v2` (Rust). */
export const applicationGenerations = ["v1", "v2"] as const;
export type ApplicationGeneration = (typeof applicationGenerations)[number];

/** Where the effective profile was set. */
export type ProfileSource = "pack configuration" | "stack configuration" | "default";

/** When and how the pack runs: what nobody configures. */
export interface Moment {
  /** The day, in UTC: `2026-11-24`. */
  readonly today: string;
  /** True at a preview, where values may be unknown that the update will know. */
  readonly isPreview: boolean;
}

/** What holds for the pack as a whole: what the user chose, and when it runs. */
export interface Settings extends Moment {
  readonly profileName: ProfileName;
  readonly profileSource: ProfileSource;
  /** Why this profile was chosen, in a sentence; the checklist asks for it. */
  readonly justification: string | undefined;
  readonly applicationGeneration: ApplicationGeneration;
  /** Labels that mark a workload as FraiseQL's, beside the usual ones: `{ "app": "api" }`. */
  readonly applicationLabels: Readonly<Record<string, string>>;
  /** Whether keys may be kept in HSMs that a cloud's key service shares among its customers (FIPS 140 level 3). */
  readonly acceptsSharedHsm: boolean;
  /** Whether programs may declare exemptions, save for what blocks a launch. */
  readonly allowsExemptionsInCode: boolean;
}
