import * as pulumi from "@pulumi/pulumi";
import { isProfileName, profileNames, profiles, type Profile } from "fraiseql-checklist/profiles";

/** The profile that the stack is configured for, with its thresholds. */
export const profile: Profile = configured();

/** Days between rotations of a key. STANDARD leaves it open. */
export const keyRotationDays = profile.keyRotationDays ?? 90;

/** CloudWatch takes certain numbers of days only: the next one to what the profile asks of logs and of audit logs. */
export const logRetentionDays = nextOf(
  Math.max(profile.logRetentionDays ?? 30, profile.auditRetentionDays ?? 30),
);

function nextOf(days: number): number {
  return [30, 365, 2557].find((offered) => offered >= days) ?? 3653;
}

function configured(): Profile {
  const name = new pulumi.Config("fraiseql-checklist").require("profile");
  if (isProfileName(name)) return profiles[name];
  throw new pulumi.RunError(
    `fraiseql-checklist:profile is "${name}"; allowed are ${profileNames.join(", ")}`,
  );
}
