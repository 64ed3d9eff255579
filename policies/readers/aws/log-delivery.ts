import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { logStore } from "../../kinds/log-store";
import { customerKey } from "../data-at-rest";

/** What writes logs to a store of the stack. */
export interface LogDelivery {
  readonly stores: readonly Reference[];
  readonly purpose: "audit" | "application";
  /** The key that it encrypts them with itself; `cannot` where it writes to no store that has a key of one's own. */
  readonly key?: Fact<boolean> | "cannot";
}

const logDelivery = kind<LogDelivery>("log delivery");

/** `aws:cloudtrail/trail:Trail`: to a bucket, and to a log group. */
export const trailDelivery = reader("aws:cloudtrail/trail:Trail", logDelivery, (inputs): LogDelivery => ({
  get stores() {
    return [inputs.reference("s3BucketName"), inputs.reference("cloudWatchLogsGroupArn")];
  },
  purpose: "audit",
  get key() {
    return customerKey(inputs, "kmsKeyId");
  },
}));

/** `aws:lb/loadBalancer:LoadBalancer`, whose logs only a bucket with S3's own key takes. */
export const loadBalancerDelivery = reader(
  ["aws:lb/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"],
  logDelivery,
  (inputs, { type }): LogDelivery => ({
    get stores() {
      const isClassic = type.startsWith("aws:elb/");
      return [inputs.reference("accessLogs.bucket"), ...(isClassic ? [] : connectionLogs(inputs))];
    },
    purpose: "application",
    key: "cannot",
  }),
);

function connectionLogs(inputs: Inputs): readonly Reference[] {
  return inputs.has("connectionLogs") ? [inputs.reference("connectionLogs.bucket")] : [];
}

/** `aws:s3/bucketLogging:BucketLogging`: the accesses of another bucket, for which the same holds. */
export const bucketLoggingDelivery = reader(
  ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"],
  logDelivery,
  (inputs): LogDelivery => ({
    get stores() {
      return [inputs.reference("targetBucket")];
    },
    purpose: "application",
    key: "cannot",
  }),
);

/** `aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream` to a bucket. */
export const firehoseDelivery = reader(
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
  logDelivery,
  (inputs, { name }): LogDelivery => ({
    get stores() {
      return [inputs.reference("extendedS3Configuration.bucketArn")];
    },
    purpose: saysAudit(name, inputs.string("name").value) ? "audit" : "application",
  }),
);

/** Whether names call something one of audit logs. */
export function saysAudit(...names: readonly (string | undefined)[]): boolean {
  return names.some((name) => /audit|cloudtrail/i.test(name ?? ""));
}

/** Deliveries by the stores that they write to. */
const deliveriesByStore = lookup(logDelivery, (delivery, stack) => ({
  some: delivery.thing.stores.flatMap((store) =>
    stack.follow(delivery, store, logStore).subjects.map(({ resource }) => resource.urn),
  ),
}));

/** What writes to the store. */
export function deliveriesTo(self: Subject<unknown>, stack: StackView): readonly Subject<LogDelivery>[] {
  return stack.candidates(deliveriesByStore, [self.resource.urn]);
}
