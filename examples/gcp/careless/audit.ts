// Who did what in the project, as far as somebody does not delete it.
import * as pulumi from "@pulumi/pulumi";
import { ProjectBucketConfig, ProjectSink } from "@pulumi/gcp/logging";
import { IAMAuditConfig } from "@pulumi/gcp/projects";
import { Bucket } from "@pulumi/gcp/storage";

// Whoever read data, nobody knows.
new IAMAuditConfig("shop", {
  project: "shop-prod",
  service: "allServices",
  auditLogConfigs: [{ logType: "DATA_WRITE" }],
});

const records = new Bucket("shop-audit", {
  location: "EU",
  lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 90 } }],
});
new ProjectSink("audit", {
  destination: pulumi.interpolate`storage.googleapis.com/${records.name}`,
  filter: 'logName:"cloudaudit.googleapis.com"',
});
// Everything else, for a month: the console's suggestion.
new ProjectBucketConfig("default", {
  project: "shop-prod",
  location: "global",
  bucketId: "_Default",
  retentionDays: 30,
});
