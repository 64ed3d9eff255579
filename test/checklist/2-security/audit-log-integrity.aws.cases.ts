import { cases, resource, unknown } from "../../kit/cases";
import { bucket, logGroup, objectLock, trail } from "../aws/log-stores";

export default cases({
  requirement: "2.5-audit-log-integrity",
  provider: "aws",
  valid: {
    "a lock of seven years": {
      stack: [bucket({ objectLockEnabled: true }), trail(), objectLock({ mode: "COMPLIANCE", days: 2555 })],
    },
    "a lock in the bucket itself": {
      stack: [
        bucket({
          objectLockConfiguration: {
            objectLockEnabled: "Enabled",
            rule: { defaultRetention: { mode: "COMPLIANCE", years: "7" } },
          },
        }),
        trail(),
      ],
    },
    "CloudTrail Lake": {
      stack: [resource("aws:cloudtrail/eventDataStore:EventDataStore", "lake", { name: "lake" })],
    },
  },
  invalid: {
    "a bucket without a lock": {
      stack: [bucket(), trail()],
      finds: [
        "2.5 Audit log integrity: objectLockEnabled is not set, which means objects that can be deleted; {profile} needs objects that nobody can delete. Create the bucket with objectLockEnabled: true, and add a BucketObjectLockConfiguration whose default retention has mode COMPLIANCE.",
      ],
      remediable: false,
    },
    "a lock without a rule": {
      stack: [bucket({ objectLockEnabled: true }), trail()],
      finds: [
        "2.5 Audit log integrity: objectLockEnabled is true, which means objects that can be deleted; {profile} needs objects that nobody can delete. Add a BucketObjectLockConfiguration whose default retention has mode COMPLIANCE.",
      ],
      remediable: false,
    },
    "a lock that yields to whoever may": {
      stack: [bucket({ objectLockEnabled: true }), trail(), objectLock({ mode: "GOVERNANCE", days: 2555 })],
      finds: [
        '2.5 Audit log integrity: object lock lock: rule.defaultRetention.mode is "GOVERNANCE"; {profile} needs "COMPLIANCE". Set rule.defaultRetention.mode: "COMPLIANCE".',
      ],
      remediable: false,
    },
    "a lock of a year": {
      stack: [bucket({ objectLockEnabled: true }), trail(), objectLock({ mode: "COMPLIANCE", days: 365 })],
      finds: [
        "2.5 Audit log integrity: object lock lock: rule.defaultRetention.days is 365 days; {profile} needs at least 2555. Set rule.defaultRetention.days: 2555.",
      ],
      remediable: false,
    },
    "a trail that signs nothing": {
      stack: [
        trail({ s3BucketName: "elsewhere", enableLogFileValidation: undefined }),
        logGroup({ name: "audit" }),
      ],
      finds: [
        "2.5 Audit log integrity: enableLogFileValidation is not set, which means false; {profile} needs true. Set enableLogFileValidation: true.",
      ],
    },
  },
  unknown: {
    "the mode is not known yet": {
      stack: [bucket(), trail(), objectLock({ mode: unknown, days: 2555 })],
      mentions: ["rule.defaultRetention.mode is not known until the update"],
    },
    "the days are not known yet": {
      stack: [bucket(), trail(), objectLock({ mode: "COMPLIANCE", days: unknown })],
      mentions: ["rule.defaultRetention.days is not known until the update"],
    },
    "a trail": {
      stack: [trail({ s3BucketName: "elsewhere", enableLogFileValidation: unknown })],
      mentions: ["enableLogFileValidation"],
    },
  },
  notApplicable: {
    "a bucket of anything": { stack: [bucket({}, "uploads")] },
    "a log group has no lock": { stack: [logGroup({ name: "audit" })] },
  },
});
