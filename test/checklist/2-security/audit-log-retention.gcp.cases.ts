import { cases, ref, resource, unknown } from "../../kit/cases";
import { archive, auditBucket } from "../gcp/log-stores";

const deletesAfter = (age: unknown, condition: object = {}) => ({
  lifecycleRules: [{ action: { type: "Delete" }, condition: { age, ...condition } }],
});
const needed = (path: string, says: string, days: number) =>
  `2.5 Audit log retention: ${path} ${says}; {profile} needs at least ${days}. Set ${path}: ${days}.`;

export default cases({
  requirement: "2.5-audit-log-retention",
  provider: "gcp",
  valid: {
    "a log bucket that keeps audit logs for seven years": { stack: [auditBucket({ retentionDays: 2555 })] },
    "a year is enough for REGULATED": {
      stack: [auditBucket({ retentionDays: 365 })],
      profiles: ["REGULATED"],
    },
    "a bucket from which nothing is deleted": { stack: [...archive()] },
    "a bucket whose old versions alone are deleted": {
      stack: [...archive(deletesAfter(30, { withState: "ARCHIVED" }))],
    },
    "a retention policy that lifecycle rules cannot undercut": {
      stack: [...archive({ ...deletesAfter(30), retentionPolicy: { retentionPeriod: "220752000" } })],
    },
    "the predefined bucket of administrators' audit logs": {
      stack: [auditBucket({ bucketId: "_Required", retentionDays: 400 })],
      profiles: ["REGULATED"],
    },
  },
  invalid: {
    "it sets no retention": {
      stack: [auditBucket()],
      profiles: ["REGULATED"],
      finds: [needed("retentionDays", "is not set, which means 30 days", 365)],
    },
    "a year, under RESTRICTED": {
      stack: [auditBucket({ retentionDays: 365 })],
      profiles: ["RESTRICTED"],
      finds: [needed("retentionDays", "is 365 days", 2555)],
    },
    "a bucket that a sink sends audit logs to, by a name that is not known yet": {
      stack: [
        auditBucket({ bucketId: "central" }),
        resource("gcp:logging/projectSink:ProjectSink", "sink", {
          destination: ref("logs"),
          filter: 'log_id("cloudaudit.googleapis.com/data_access")',
        }),
      ],
      profiles: ["REGULATED"],
      finds: [needed("retentionDays", "is not set, which means 30 days", 365)],
      // A remediation sees the bucket alone, and no sink.
      remediable: false,
    },
    "a bucket that deletes them after 90 days": {
      stack: [...archive(deletesAfter(90))],
      profiles: ["REGULATED"],
      finds: [needed("lifecycleRules[0].condition.age", "is 90 days", 365)],
      remediable: false,
    },
    "a bucket of audit logs, by its name, that deletes them after 90 days": {
      stack: [resource("gcp:storage/bucket:Bucket", "audit", { location: "EU", ...deletesAfter(90) })],
      profiles: ["RESTRICTED"],
      finds: [needed("lifecycleRules[0].condition.age", "is 90 days", 2555)],
    },
  },
  unknown: {
    "the retention comes from an output": {
      stack: [auditBucket({ retentionDays: unknown })],
      mentions: ["retentionDays"],
    },
    "the rules come from an output": {
      stack: [...archive({ lifecycleRules: unknown })],
      mentions: ["lifecycleRules"],
    },
  },
  notApplicable: {
    "a bucket of something else": {
      stack: [resource("gcp:storage/bucket:Bucket", "uploads", { location: "EU", ...deletesAfter(30) })],
    },
    "a log bucket of the application's": {
      stack: [
        auditBucket({ bucketId: "central" }),
        resource("gcp:logging/projectSink:ProjectSink", "sink", {
          destination: "logging.googleapis.com/projects/shop/locations/europe-west1/buckets/central",
          filter: 'resource.type="cloud_run_revision"',
        }),
      ],
    },
    "the predefined bucket, whose audit logs may go elsewhere": {
      stack: [auditBucket({ bucketId: "_Default" })],
    },
  },
});
