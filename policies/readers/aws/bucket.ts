import { Fact, type FactFormat } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { logStore, type LogStore } from "../../kinds/log-store";
import { advised } from "../advised-fact";
import { borrowed, eitherOf, jointly } from "../borrowed-fact";
import { companionsOf, settingsIn, type BucketSettings, type ObjectLock } from "./bucket-settings";
import { deliveriesTo, saysAudit } from "./log-delivery";

/**
 * `aws:s3/bucket:Bucket`: what is in it stays until a lifecycle rule expires it, is encrypted with S3's own key unless
 * another is named, and can be deleted unless Object Lock is in COMPLIANCE mode. Its settings may be resources of their
 * own.
 */
export const s3Bucket = reader(
  ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  logStore,
  (inputs, { name }): LogStore => ({
    purpose: (self, stack) => purposeOf(inputs, name, self, stack),
    retentionDays: (self, stack) => retention(inputs, self, stack),
    immutable: (self, stack) => {
      const lock = lockOf(inputs, self, stack);
      return lock ? locked(lock.mode) : unlocked(inputs);
    },
    lockedDays: (self, stack) =>
      lockOf(inputs, self, stack)?.days ?? Fact.unknown<number>(["objectLockEnabled"], "is not set"),
    storage: (self, stack) => storage(inputs, self, stack),
  }),
);

/** A setting and where it stands: in the bucket itself, or in a resource of its own. */
interface Held {
  readonly holder: string | undefined;
  readonly settings: BucketSettings;
  /** Set where it cannot be told whether it is this bucket's. */
  readonly untold?: Fact<string>;
}

function settingsOf(inputs: Inputs, self: Subject<unknown>, stack: StackView): readonly Held[] {
  return [
    { holder: undefined, settings: settingsIn(inputs) },
    ...companionsOf(self, stack).map(({ subject, untold }) => ({
      holder: `${subject.thing.called} ${subject.resource.name}`,
      settings: subject.thing.settings,
      ...(untold ? { untold } : {}),
    })),
  ];
}

function held<T>({ holder, untold }: Held, fact: Fact<T>): Fact<T> {
  if (untold?.state.is === "unknown") {
    return Fact.unknown(untold.path, `${untold.state.why}, and may be this bucket`);
  }
  return holder === undefined ? fact : borrowed(holder, fact);
}

function purposeOf(
  inputs: Inputs,
  name: string,
  self: Subject<unknown>,
  stack: StackView,
): ReturnType<LogStore["purpose"]> {
  const names = [name, inputs.string("bucket").value];
  const deliveries = deliveriesTo(self, stack);
  if (saysAudit(...names) || deliveries.some(({ thing }) => thing.purpose === "audit")) return "audit";
  return deliveries.length > 0 || names.some((text) => /(^|[^a-z])logs?($|[^a-z])/i.test(text ?? ""))
    ? "application"
    : "none";
}

const forGood = new Fact<number>({ is: "absent", value: Infinity }, ["lifecycleRules"], { unit: "days" });

/** Every rule that expires something has to leave it long enough; a lock keeps it whatever they say. */
function retention(inputs: Inputs, self: Subject<unknown>, stack: StackView): Fact<number> {
  const lock = lockOf(inputs, self, stack)?.days;
  const facts = settingsOf(inputs, self, stack).flatMap((it) => {
    const expiry = it.settings.expiry;
    const found = expiry.items.map((fact) =>
      lock?.value === undefined ? held(it, fact) : held(it, atLeast(fact, lock.value)),
    );
    const { missing } = expiry;
    return missing ? [...found, Fact.unknown<number>(missing.path ?? [], missing.why)] : found;
  });
  const kept = jointly(facts);
  if (kept === undefined) return forGood;
  return lock?.untold ? (eitherOf([kept, lock]) ?? kept) : kept;
}

/** The days that a rule leaves, or those of the lock where they are more. */
const atLeast = (days: Fact<number>, locked: number): Fact<number> =>
  days.map((own) => Math.max(own, locked), { unit: "days" });

function lockOf(inputs: Inputs, self: Subject<unknown>, stack: StackView): ObjectLock | undefined {
  const [lock] = settingsOf(inputs, self, stack).flatMap((it) => {
    const { lock: own } = it.settings;
    return own ? [{ mode: held(it, own.mode), days: held(it, own.days) }] : [];
  });
  return lock;
}

const lockWords: FactFormat<boolean> = {
  says: (isLocked) => (isLocked ? "objects that nobody can delete" : "objects that can be deleted"),
  fixable: false,
};

/** Without a retention for what is written to it, Object Lock locks nothing. */
function unlocked(inputs: Inputs): Fact<boolean> {
  const path = ["objectLockEnabled"];
  const isOn = inputs.boolean("objectLockEnabled").value === true;
  return advised(
    new Fact(
      isOn ? { is: "known", value: false, shown: "true" } : { is: "absent", value: false },
      path,
      lockWords,
    ),
    `${isOn ? "Add" : "Create the bucket with objectLockEnabled: true, and add"} a BucketObjectLockConfiguration whose default retention has mode COMPLIANCE.`,
  );
}

/** GOVERNANCE yields to whoever has the permission. */
function locked(mode: Fact<string>): Fact<boolean> {
  return new ModeFact(mode);
}

class ModeFact extends Fact<boolean> {
  constructor(private readonly mode: Fact<string>) {
    super({ is: "unknown", why: "is read by its mode" }, mode.path, lockWords);
  }

  override satisfies(test: (value: boolean) => boolean): ReturnType<Fact<boolean>["satisfies"]> {
    return this.mode.satisfies((mode) => test(mode === "COMPLIANCE"), '"COMPLIANCE"', "COMPLIANCE");
  }
}

function storage(inputs: Inputs, self: Subject<unknown>, stack: StackView): Listing<DataAtRest> {
  const deliveries = deliveriesTo(self, stack);
  // Those who write such logs refuse any bucket with a key of one's own.
  if (deliveries.some(({ thing }) => thing.key === "cannot")) return new Listing<DataAtRest>([]);
  const own = settingsOf(inputs, self, stack).flatMap((it) => {
    const { key } = it.settings;
    return key && (it.holder !== undefined || !key.isAbsent) ? [held(it, key)] : [];
  });
  const written = deliveries.flatMap((delivery) => {
    const { key } = delivery.thing;
    return key && key !== "cannot" && key.is(true).result === "pass" ? [key] : [];
  });
  const [key] = [...own.filter((fact) => fact.is(true).result === "pass"), ...written, ...own];
  return new Listing([{ encrypted: Fact.given(true), customerManagedKey: key ?? platformKey }]);
}

const platformKey = advised(
  new Fact<boolean>({ is: "absent", value: false }, ["serverSideEncryptionConfiguration"], {
    says: (own) => (own ? "a customer-managed key" : "S3's own key"),
    fixable: false,
  }),
  "Add a BucketServerSideEncryptionConfiguration with sseAlgorithm aws:kms and a kmsMasterKeyId.",
);
