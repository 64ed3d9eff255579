import type { Thresholds } from "./thresholds";

/** The checklist's profiles, from the least to the most strict. */
export const profileNames = ["STANDARD", "REGULATED", "RESTRICTED"] as const;

/** The name of a profile. */
export type ProfileName = (typeof profileNames)[number];

/** A profile: its name and the value of every threshold. */
export interface Profile extends Thresholds {
  readonly name: ProfileName;
}

/** True for the exact name of a profile. */
export function isProfileName(text: unknown): text is ProfileName {
  return (profileNames as readonly unknown[]).includes(text);
}

/** How strict a profile is: 0 for STANDARD, 2 for RESTRICTED. */
export function profileRank(name: ProfileName): number {
  return profileNames.indexOf(name);
}

/** The stricter of two profiles. */
export function stricterProfile(a: ProfileName, b: ProfileName): ProfileName {
  return profileRank(a) >= profileRank(b) ? a : b;
}
