import { cases, ref, resource, unknown } from "../../kit/cases";
import { bucket, lifecycle, logGroup, objectLock, trail } from "../aws/log-stores";
import { instance } from "../aws/databases";

const EKS = "/aws/eks/prod/cluster";

export default cases({
  requirement: "2.5-audit-log-retention",
  provider: "aws",
  valid: {
    "a log group keeps everything by default": { stack: [logGroup({ name: EKS })] },
    "a log group keeps everything": { stack: [logGroup({ name: EKS, retentionInDays: 0 })] },
    "a log group keeps a year": {
      stack: [logGroup({ name: "/aws/rds/instance/db-4f2a/postgresql", retentionInDays: 365 })],
      profiles: ["REGULATED"],
    },
    "a log group keeps seven years": {
      stack: [logGroup({ name: "/aws/rds/cluster/aurora-71bc/postgresql", retentionInDays: "2557" })],
    },
    "a trail's bucket keeps everything": { stack: [bucket(), trail()] },
    "a trail's bucket expires after seven years": {
      stack: [bucket(), trail(), lifecycle([{ id: "old", status: "Enabled", expiration: { days: 2555 } }])],
    },
    "a rule that is off expires nothing": {
      stack: [bucket(), trail(), lifecycle([{ id: "old", status: "Disabled", expiration: { days: 7 } }])],
    },
    "a lock outlasts the rule": {
      stack: [
        bucket({ objectLockEnabled: true }),
        trail(),
        lifecycle([{ id: "old", status: "Enabled", expiration: { days: 30 } }]),
        objectLock({ mode: "COMPLIANCE", years: 7 }),
      ],
    },
    "a trail in CloudTrail Lake": {
      stack: [resource("aws:cloudtrail/eventDataStore:EventDataStore", "lake", { name: "lake" })],
    },
  },
  unknownIn: {
    "a lock that may outlast the rule": {
      of: "a lock outlasts the rule",
      at: "lock: rule.defaultRetention.years",
      mentions: ["rule.defaultRetention.years is not known until the update"],
    },
  },
  invalid: {
    "a log group of a control plane keeps a month": {
      stack: [logGroup({ name: EKS, retentionInDays: 30 })],
      finds: [
        "2.5 Audit log retention: retentionInDays is 30 days; {profile} needs at least 365. Set retentionInDays: 365.",
      ],
      profiles: ["REGULATED"],
    },
    "seven years are 2,557 days to CloudWatch": {
      stack: [logGroup({ name: "audit", retentionInDays: 2192 })],
      finds: [
        "2.5 Audit log retention: retentionInDays is 2192 days; {profile} needs at least 2555. Set retentionInDays: 2557.",
      ],
      profiles: ["RESTRICTED"],
    },
    "a trail's log group keeps a month": {
      stack: [
        bucket(),
        trail({ cloudWatchLogsGroupArn: ref("group") }),
        logGroup({ name: "account-events", retentionInDays: 30 }),
      ],
      finds: [
        "2.5 Audit log retention: retentionInDays is 30 days; {profile} needs at least 365. Set retentionInDays: 365.",
      ],
      // By itself, nothing says that it keeps audit logs.
      remediable: false,
      profiles: ["REGULATED"],
    },
    "a log group of a database, whose name is not known yet": {
      stack: [instance(), logGroup({ name: ref("db"), retentionInDays: 90 })],
      finds: [
        "2.5 Audit log retention: retentionInDays is 90 days; {profile} needs at least 365. Set retentionInDays: 365.",
      ],
      // By itself, nothing says that it keeps audit logs.
      remediable: false,
      profiles: ["REGULATED"],
    },
    "a class that keeps two days": {
      stack: [logGroup({ name: EKS, logGroupClass: "DELIVERY" })],
      finds: ['2.5 Audit log retention: logGroupClass is "DELIVERY" (2 days); {profile} needs at least 365.'],
      remediable: false,
      profiles: ["REGULATED"],
    },
    "a trail's bucket expires after 90 days": {
      stack: [bucket(), trail(), lifecycle([{ id: "old", status: "Enabled", expiration: { days: 90 } }])],
      finds: [
        "2.5 Audit log retention: lifecycle expiry: rules[0].expiration.days is 90 days; {profile} needs at least 365. Set rules[0].expiration.days: 365.",
      ],
      remediable: false,
      profiles: ["REGULATED"],
    },
    "a trail's bucket expires by a rule of its own": {
      stack: [bucket({ lifecycleRules: [{ enabled: true, expiration: { days: 90 } }] }), trail()],
      finds: [
        "2.5 Audit log retention: lifecycleRules[0].expiration.days is 90 days; {profile} needs at least 365. Set lifecycleRules[0].expiration.days: 365.",
      ],
      // By itself, nothing says that it keeps audit logs.
      remediable: false,
      profiles: ["REGULATED"],
    },
    "an older bucket expires by a rule of its own": {
      stack: [
        resource("aws:s3/bucketV2:BucketV2", "audit", {
          lifecycleRules: [{ enabled: true, expirations: [{ days: 90 }] }],
        }),
      ],
      finds: [
        "2.5 Audit log retention: lifecycleRules[0].expirations.days is 90 days; {profile} needs at least 365. Set lifecycleRules[0].expirations.days: 365.",
      ],
      profiles: ["REGULATED"],
    },
    "CloudTrail Lake keeps three months": {
      stack: [resource("aws:cloudtrail/eventDataStore:EventDataStore", "lake", { retentionPeriod: 90 })],
      finds: [
        "2.5 Audit log retention: retentionPeriod is 90 days; {profile} needs at least 365. Set retentionPeriod: 365.",
      ],
      profiles: ["REGULATED"],
    },
  },
  unknown: {
    "a log group": {
      stack: [logGroup({ name: EKS, retentionInDays: unknown })],
      mentions: ["retentionInDays"],
    },
    "a trail's bucket": {
      stack: [bucket(), trail(), lifecycle([{ status: "Enabled", expiration: { days: unknown } }])],
      mentions: ["rules[0].expiration.days is not known until the update"],
    },
    "a lifecycle that may be of another bucket": {
      stack: [bucket(), trail(), lifecycle([{ status: "Enabled", expiration: { days: 90 } }], unknown)],
      mentions: ["bucket is not known until the update, and may be this bucket"],
    },
    "rules that are not known yet": {
      stack: [bucket(), trail(), lifecycle(unknown)],
      mentions: ["rules is not known until the update"],
    },
  },
  notApplicable: {
    "a log group of a function": { stack: [logGroup({ name: "/aws/lambda/api", retentionInDays: 14 })] },
    "a log group of anything": { stack: [logGroup({ name: "jobs", retentionInDays: 14 })] },
    "a bucket of anything": { stack: [bucket({}, "uploads"), lifecycle([], ref("uploads"))] },
  },
});
