import type { Profile, ProfileName } from "./profile.js";
import { REGULATED } from "./regulated.js";
import { RESTRICTED } from "./restricted.js";
import { STANDARD } from "./standard.js";

export * from "./profile.js";
export * from "./thresholds.js";
export { REGULATED, RESTRICTED, STANDARD };

/** Every profile by name. */
export const profiles: Readonly<Record<ProfileName, Profile>> = { STANDARD, REGULATED, RESTRICTED };
