import { cases, resource, unknown } from "../../kit/cases";
import { archive, auditBucket } from "../gcp/log-stores";

const SEVEN_YEARS = "220752000";
const IN_PROJECT = "Have a sink write audit logs to a ProjectBucketConfig with locked: true.";

export default cases({
  requirement: "2.5-audit-log-integrity",
  provider: "gcp",
  valid: {
    "a log bucket that is locked": { stack: [auditBucket({ retentionDays: 2555, locked: true })] },
    "a bucket with a locked retention policy": {
      stack: [...archive({ retentionPolicy: { retentionPeriod: SEVEN_YEARS, isLocked: true } })],
    },
  },
  invalid: {
    "a log bucket that is not locked": {
      stack: [auditBucket({ retentionDays: 2555 })],
      finds: [
        "2.5 Audit log integrity: locked is not set, which means false; {profile} needs true. Set locked: true.",
      ],
    },
    "a bucket without a retention policy": {
      stack: [...archive()],
      finds: [
        "2.5 Audit log integrity: retentionPolicy.isLocked is not set, which means objects that can be deleted; {profile} needs a locked retention policy. Give the bucket a retentionPolicy with a retentionPeriod in seconds, and isLocked: true, which cannot be undone.",
      ],
      remediable: false,
    },
    "a retention policy that is not locked": {
      stack: [...archive({ retentionPolicy: { retentionPeriod: SEVEN_YEARS } })],
      finds: [
        "2.5 Audit log integrity: retentionPolicy.isLocked is not set, which means objects that can be deleted; {profile} needs a locked retention policy. Set retentionPolicy.isLocked: true. A lock cannot be undone.",
      ],
      // A remediation sees the bucket alone, and no sink.
      remediable: false,
    },
    "a lock that ends after a year": {
      stack: [...archive({ retentionPolicy: { retentionPeriod: "31536000", isLocked: true } })],
      finds: [
        '2.5 Audit log integrity: retentionPolicy.retentionPeriod is 31536000 (365 days); {profile} needs at least 2555. Set retentionPolicy.retentionPeriod: "220752000".',
      ],
      remediable: false,
    },
    "a log bucket of a folder, which cannot be locked": {
      stack: [
        resource("gcp:logging/folderBucketConfig:FolderBucketConfig", "logs", {
          folder: "folders/1",
          bucketId: "audit",
          retentionDays: 2555,
        }),
      ],
      finds: [
        `2.5 Audit log integrity: bucketId is of a log bucket that no program can lock; {profile} needs a store that is locked. ${IN_PROJECT}`,
      ],
      remediable: false,
    },
    "a dataset": {
      stack: [resource("gcp:bigquery/dataset:Dataset", "audit", { datasetId: "audit" })],
      finds: [
        `2.5 Audit log integrity: datasetId is of a dataset, whose rows can be deleted; {profile} needs a store that is locked. ${IN_PROJECT}`,
      ],
      remediable: false,
    },
  },
  unknown: {
    "the lock comes from an output": {
      stack: [auditBucket({ retentionDays: 2555, locked: unknown })],
      mentions: ["locked"],
    },
    "the retention policy comes from an output": {
      stack: [...archive({ retentionPolicy: unknown })],
      mentions: ["retentionPolicy.isLocked"],
    },
  },
  notApplicable: {
    "a bucket of something else": {
      stack: [resource("gcp:storage/bucket:Bucket", "uploads", { location: "EU" })],
    },
  },
});
