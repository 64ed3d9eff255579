import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { encryptionKey, type EncryptionKey } from "../../kinds/encryption-key";

/** The floor of `rotationPeriodInDays`. RotateKeyOnDemand goes below it, a limited number of times per key. */
const shortestRotation = {
  days: 90,
  advice:
    "AWS KMS rotates by itself every 90 days at the most often: add an EventBridge Scheduler schedule that calls RotateKeyOnDemand for the key (its target is arn:aws:scheduler:::aws-sdk:kms:rotateKeyOnDemand; KMS limits such rotations per key), move an alias to a new key on that schedule, or exempt the key with a reason.",
};

const followsPrimary = "a replica key is rotated with its primary key";

/** `aws:kms/key:Key`. Rotation is off unless turned on, and then yearly unless set. */
export const kmsKey = reader("aws:kms/key:Key", encryptionKey, (inputs) => ({
  get rotationDecidedElsewhere() {
    return encryptsNothing(inputs, "isEnabled");
  },
  get neverRotates() {
    if (inputs.has("xksKeyId")) return "a key in an external key store";
    if (inputs.has("customKeyStoreId")) return "a key in a custom key store";
    const spec = inputs.string("customerMasterKeySpec", { whenAbsent: "SYMMETRIC_DEFAULT" }).value;
    if (spec === undefined || spec === "SYMMETRIC_DEFAULT") return undefined;
    return spec.startsWith("HMAC_") ? "an HMAC key" : "an asymmetric key";
  },
  get rotationEnabled() {
    return inputs.boolean("enableKeyRotation", { whenAbsent: false });
  },
  get rotationDays() {
    // Nothing that a profile asks for can be written here.
    return inputs.number("rotationPeriodInDays", { unit: "days", whenAbsent: 365, fixable: false });
  },
  shortestRotation,
}));

/** `aws:kms/externalKey:ExternalKey`: its material is imported, and renewed by importing again. */
export const kmsExternalKey = reader("aws:kms/externalKey:ExternalKey", encryptionKey, (inputs) => ({
  get rotationDecidedElsewhere() {
    return encryptsNothing(inputs, "enabled");
  },
  neverRotates: "a key with imported material",
  rotationEnabled: Fact.given(false),
  rotationDays: Fact.given(Infinity),
}));

/** Replicas of multi-Region keys share the key material of their primary. */
export const kmsReplicaKey = reader(
  ["aws:kms/replicaKey:ReplicaKey", "aws:kms/replicaExternalKey:ReplicaExternalKey"],
  encryptionKey,
  (): EncryptionKey => ({
    rotationDecidedElsewhere: followsPrimary,
    rotationEnabled: Fact.unknown([], followsPrimary),
    rotationDays: Fact.unknown([], followsPrimary),
  }),
);

function encryptsNothing(inputs: Inputs, enabledProperty: string): string | undefined {
  if (inputs.boolean(enabledProperty, { whenAbsent: true }).value === false)
    return "a disabled key encrypts nothing";
  const usage = inputs.string("keyUsage", { whenAbsent: "ENCRYPT_DECRYPT" }).value;
  return usage === undefined || usage === "ENCRYPT_DECRYPT" ? undefined : `a ${usage} key encrypts nothing`;
}
