// Who did what in the project, and what the application writes, for as long as the profile asks.
import * as pulumi from "@pulumi/pulumi";
import { ProjectBucketConfig, ProjectSink } from "@pulumi/gcp/logging";
import { IAMAuditConfig } from "@pulumi/gcp/projects";
import { encryptsFor, key } from "./key";
import { logRetentionDays, profile } from "./profile";
import { project, region } from "./project";

new IAMAuditConfig("all", {
  project,
  service: "allServices",
  auditLogConfigs: ["ADMIN_READ", "DATA_READ", "DATA_WRITE"].map((logType) => ({ logType })),
});

const mayEncrypt = encryptsFor("logs", "gcp-sa-logging");

/** A log bucket of the shop's key, and what goes into it. */
function logBucket(bucketId: string, filter: string): void {
  const bucket = new ProjectBucketConfig(
    bucketId,
    {
      project,
      location: region,
      bucketId,
      retentionDays: logRetentionDays,
      locked: profile.name === "RESTRICTED",
      cmekSettings: { kmsKeyName: key.id },
    },
    { dependsOn: mayEncrypt },
  );
  new ProjectSink(bucketId, {
    destination: pulumi.interpolate`logging.googleapis.com/${bucket.id}`,
    filter,
  });
}

logBucket("audit", 'logName:"cloudaudit.googleapis.com"');
logBucket("application", 'resource.type="cloud_run_revision"');
