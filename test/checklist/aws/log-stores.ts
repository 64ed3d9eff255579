import { ref, resource } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

/** A log group. */
export function logGroup(props: Props, name = "group") {
  return resource("aws:cloudwatch/logGroup:LogGroup", name, props);
}

/** A bucket. */
export function bucket(props: Props = {}, name = "trail-logs") {
  return resource("aws:s3/bucket:Bucket", name, { bucket: `${name}-5e6f`, ...props });
}

/** Rules of a bucket's lifecycle, as a resource of their own. */
export function lifecycle(rules: unknown, of: unknown = ref("trail-logs")) {
  return resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "expiry", {
    bucket: of,
    rules,
  });
}

/** A bucket's Object Lock, as a resource of its own. */
export function objectLock(defaultRetention: unknown, of: unknown = ref("trail-logs")) {
  return resource("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "lock", {
    bucket: of,
    rule: { defaultRetention },
  });
}

/** A trail that writes to the bucket `trail-logs`, and signs what it writes. */
export function trail(props: Props = {}) {
  return resource("aws:cloudtrail/trail:Trail", "account", {
    s3BucketName: ref("trail-logs"),
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    ...props,
  });
}
