import type { Profile } from "./profile";
import { STANDARD } from "./standard";

/** Adds compliance and audit requirements. */
export const REGULATED: Profile = {
  ...STANDARD,
  name: "REGULATED",
  hstsMaxAgeSeconds: 63_072_000,
  accessTokenMinutes: 15,
  keyRotationDays: 30,
  auditRetentionDays: 365,
  requestsPerMinute: 50,
  queryDepth: 10,
  logRetentionDays: 365,
  alertErrorRatePercent: 1,
  alertLatencyP95Ms: 1000,
  alertDiskFreePercent: 20,
  traceSampleRatio: 0.01,
};
