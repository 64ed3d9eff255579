import * as pulumi from "@pulumi/pulumi";
import { isProfileName, profileNames, profiles, type Profile } from "fraiseql-checklist/profiles";

/** The profile that the stack is configured for, with its thresholds. */
export const profile: Profile = configured();

/** Seconds between rotations of a key. STANDARD leaves it open. */
export const keyRotationSeconds = (profile.keyRotationDays ?? 90) * 86_400;

/** Days that logs are kept, those of the application and audit logs. */
export const logRetentionDays = Math.max(profile.logRetentionDays ?? 30, profile.auditRetentionDays ?? 30);

function configured(): Profile {
  const name = new pulumi.Config("fraiseql-checklist").require("profile");
  if (isProfileName(name)) return profiles[name];
  throw new pulumi.RunError(
    `fraiseql-checklist:profile is "${name}"; allowed are ${profileNames.join(", ")}`,
  );
}
