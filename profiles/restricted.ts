import type { Profile } from "./profile";
import { REGULATED } from "./regulated";

/** Adds high-security and cryptographic requirements. */
export const RESTRICTED: Profile = {
  ...REGULATED,
  name: "RESTRICTED",
  tlsVersion: 1.3,
  accessTokenMinutes: 5,
  keyRotationDays: 7,
  auditRetentionDays: 2555,
  requestsPerMinute: 10,
  queryDepth: 5,
  queryComplexity: 500,
  requestBodyBytes: 512 * 1024,
  allowlistPrefixLength: 8,
  penetrationTestAgeDays: 365,
};
