import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { logStore } from "../../kinds/log-store";
import { customerKey } from "../data-at-rest";

/** How long Object Lock keeps what is written, and whether someone may cut that short. */
export interface ObjectLock {
  /** `COMPLIANCE` or `GOVERNANCE`. */
  readonly mode: Fact<string>;
  readonly days: Fact<number>;
}

/** What may be said of a bucket in the bucket itself, or in resources beside it. */
export interface BucketSettings {
  /** Days after which rules that are on expire something. */
  readonly expiry: Listing<Fact<number>>;
  readonly lock?: ObjectLock | undefined;
  /** Whether it is encrypted with a key of one's own. */
  readonly key?: Fact<boolean> | undefined;
}

/** Settings of a bucket that are a resource of their own. */
interface BucketCompanion {
  /** What messages call it. */
  readonly called: string;
  readonly bucket: Reference;
  readonly settings: BucketSettings;
}

const bucketCompanion = kind<BucketCompanion>("bucket settings");
const nothingExpires = new Listing<Fact<number>>([]);

/** `aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration`. */
export const s3Lifecycle = reader(
  [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  ],
  bucketCompanion,
  (inputs) => ({
    called: "lifecycle",
    get bucket() {
      return inputs.reference("bucket");
    },
    get settings() {
      const rules = inputs.list("rules").map((rule) => ({
        isOn: rule.string("status").map((status) => status !== "Disabled"),
        days: rule.number("expiration.days", { unit: "days" }),
      }));
      return { expiry: expiryOf(rules) };
    },
  }),
);

/** `aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration`. */
export const s3ObjectLock = reader(
  [
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
  ],
  bucketCompanion,
  (inputs) => ({
    called: "object lock",
    get bucket() {
      return inputs.reference("bucket");
    },
    get settings() {
      return { expiry: nothingExpires, lock: lockIn(inputs.at("rule.defaultRetention")) };
    },
  }),
);

/** `aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration`. */
export const s3Encryption = reader(
  [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
  bucketCompanion,
  (inputs) => ({
    called: "bucket encryption",
    get bucket() {
      return inputs.reference("bucket");
    },
    get settings() {
      const [rule] = inputs.list("rules").items;
      return {
        expiry: nothingExpires,
        key: customerKey(rule ?? inputs.at("rules"), "applyServerSideEncryptionByDefault.kmsMasterKeyId"),
      };
    },
  }),
);

/** What stands in the bucket itself, in the forms of `Bucket` and of `BucketV2`. */
export function settingsIn(bucket: Inputs): BucketSettings {
  const lock = bucket.has("objectLockConfiguration.rules")
    ? bucket.at("objectLockConfiguration.rules.defaultRetentions")
    : bucket.at("objectLockConfiguration.rule.defaultRetention");
  const key = bucket.has("serverSideEncryptionConfigurations")
    ? "serverSideEncryptionConfigurations.rules.applyServerSideEncryptionByDefaults.kmsMasterKeyId"
    : "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.kmsMasterKeyId";
  return {
    get expiry() {
      const rules = bucket.list("lifecycleRules").map((rule) => ({
        isOn: rule.boolean("enabled"),
        days: rule.has("expirations")
          ? rule.number("expirations.days", { unit: "days" })
          : rule.number("expiration.days", { unit: "days" }),
      }));
      return expiryOf(rules);
    },
    get lock() {
      const isSet = bucket.has("objectLockConfiguration.rules") || bucket.has("objectLockConfiguration.rule");
      return isSet ? lockIn(lock) : undefined;
    },
    get key() {
      return customerKey(bucket, key);
    },
  };
}

interface LifecycleRule {
  readonly isOn: Fact<boolean>;
  readonly days: Fact<number>;
}

/** The days of every rule that is on and expires something. */
function expiryOf(rules: Listing<LifecycleRule>): Listing<Fact<number>> {
  return rules
    .filter(({ isOn, days }) => isOn.value !== false && !(days.isDecided && days.value === undefined))
    .map(({ isOn, days }) =>
      isOn.state.is === "unknown" ? Fact.unknown<number>(isOn.path, isOn.state.why) : days,
    );
}

function lockIn(retention: Inputs): ObjectLock {
  const days = retention.number("days", { unit: "days" });
  const years = retention.number("years", { unit: "years" });
  return {
    mode: retention.string("mode"),
    days: days.isAbsent ? years.map((count) => count * 365, { unit: "days" }) : days,
  };
}

/** Settings by the buckets that they name. One that is not known yet may be any. */
const companionsByBucket = lookup(bucketCompanion, (companion, stack) => {
  const { state, subjects } = stack.follow(companion, companion.thing.bucket, logStore);
  return { some: state === "unknown" ? [undefined] : subjects.map(({ resource }) => resource.urn) };
});

/** The settings beside a bucket, and which of them may be another's. */
export function companionsOf(
  self: Subject<unknown>,
  stack: StackView,
): readonly { readonly subject: Subject<BucketCompanion>; readonly untold?: Fact<string> }[] {
  return stack.candidates(companionsByBucket, [self.resource.urn]).map((subject) => {
    const { bucket } = subject.thing;
    return stack.follow(subject, bucket, logStore).state === "unknown"
      ? { subject, untold: bucket.fact }
      : { subject };
  });
}
