import type { Profile, ProfileName } from "./profile";
import { REGULATED } from "./regulated";
import { RESTRICTED } from "./restricted";
import { STANDARD } from "./standard";

export * from "./profile";
export * from "./thresholds";
export { REGULATED, RESTRICTED, STANDARD };

/** Every profile by name. */
export const profiles: Readonly<Record<ProfileName, Profile>> = { STANDARD, REGULATED, RESTRICTED };
