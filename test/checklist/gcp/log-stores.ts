import { resource, type TestResource } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

/** A log bucket of audit logs, by its name. */
export function auditBucket(props: Props = {}): TestResource {
  return resource("gcp:logging/projectBucketConfig:ProjectBucketConfig", "logs", {
    project: "shop",
    location: "europe-west1",
    bucketId: "audit",
    ...props,
  });
}

/** A bucket that audit logs are sent to, by a sink of the stack. */
export function archive(props: Props = {}): readonly TestResource[] {
  return [
    resource("gcp:storage/bucket:Bucket", "archive", { name: "shop-archive", location: "EU", ...props }),
    resource("gcp:logging/projectSink:ProjectSink", "sink", {
      destination: "storage.googleapis.com/shop-archive",
      filter: 'logName:"cloudaudit.googleapis.com"',
    }),
  ];
}
