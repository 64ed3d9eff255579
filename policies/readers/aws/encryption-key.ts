import { excludedBy, type Exclusion } from "../../evaluation/exclusion";
import { Fact, type FactFormat } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { encryptionKey, type EncryptionKey } from "../../kinds/encryption-key";
import { advised } from "../advised-fact";

/** The floor of `rotationPeriodInDays`. RotateKeyOnDemand goes below it, a limited number of times per key. */
const shortestRotation = {
  days: 90,
  advice:
    "AWS KMS rotates by itself every 90 days at the most often: add an EventBridge Scheduler schedule that calls RotateKeyOnDemand for the key (its target is arn:aws:scheduler:::aws-sdk:kms:rotateKeyOnDemand; KMS limits such rotations per key), move an alias to a new key on that schedule, or exempt the key with a reason.",
};

const hsm: FactFormat<boolean> = {
  says: (own) => (own ? "an HSM of one's own" : "the HSMs that AWS KMS shares among its customers"),
  fixable: false,
};

/** Imported keys, and those of several Regions, stand in no key store of one's own. */
const sharedHsm = advised(
  new Fact<boolean>({ is: "absent", value: false }, ["customKeyStoreId"], hsm),
  "Create the key in a custom key store on AWS CloudHSM, or accept the shared HSMs, which are FIPS 140 level 3 too: acceptsSharedHsm in the configuration of 1.1-security-profile-selected.",
);

/** Whether the key is in a key store of one's own, on CloudHSM. One whose id is not known yet is. */
function ownHsm(inputs: Inputs): Fact<boolean> {
  const { path, state } = inputs.presence("customKeyStoreId");
  if (state.is === "absent") return sharedHsm;
  return new Fact(state, path, hsm);
}

const followsPrimary = "a replica key is rotated with its primary key";

/** `aws:kms/key:Key`. Rotation is off unless turned on, and then yearly unless set. */
export const kmsKey = reader("aws:kms/key:Key", encryptionKey, (inputs) => ({
  get rotationDecidedElsewhere() {
    return encryptsNothing(inputs, "isEnabled");
  },
  get neverRotates() {
    if (inputs.has("xksKeyId")) return "a key in an external key store";
    if (inputs.has("customKeyStoreId")) return "a key in a custom key store";
    const spec = inputs.string("customerMasterKeySpec", { whenAbsent: "SYMMETRIC_DEFAULT" });
    const isHmac = spec.value?.startsWith("HMAC_") === true;
    return excludedBy(
      spec,
      (name) => name !== "SYMMETRIC_DEFAULT",
      isHmac ? "an HMAC key" : "an asymmetric key",
    );
  },
  get rotationEnabled() {
    return inputs.boolean("enableKeyRotation", { whenAbsent: false });
  },
  get rotationDays() {
    // Nothing that a profile asks for can be written here.
    return inputs.number("rotationPeriodInDays", { unit: "days", whenAbsent: 365, fixable: false });
  },
  shortestRotation,
  get hsmBacked() {
    return inputs.has("xksKeyId")
      ? Fact.unknown<boolean>(["xksKeyId"], "names a key outside AWS, whose store this pack does not see")
      : ownHsm(inputs);
  },
  get isInSharedHsm() {
    return !inputs.has("xksKeyId") && inputs.presence("customKeyStoreId").isAbsent;
  },
}));

/** `aws:kms/externalKey:ExternalKey`: its material is imported, and renewed by importing again. */
export const kmsExternalKey = reader("aws:kms/externalKey:ExternalKey", encryptionKey, (inputs) => ({
  get rotationDecidedElsewhere() {
    return encryptsNothing(inputs, "enabled");
  },
  neverRotates: "a key with imported material",
  rotationEnabled: Fact.given(false),
  rotationDays: Fact.given(Infinity),
  hsmBacked: sharedHsm,
  isInSharedHsm: true,
}));

/** Replicas of multi-Region keys share the key material of their primary. */
export const kmsReplicaKey = reader(
  ["aws:kms/replicaKey:ReplicaKey", "aws:kms/replicaExternalKey:ReplicaExternalKey"],
  encryptionKey,
  (): EncryptionKey => ({
    rotationDecidedElsewhere: followsPrimary,
    rotationEnabled: Fact.unknown([], followsPrimary),
    rotationDays: Fact.unknown([], followsPrimary),
    hsmBacked: sharedHsm,
    isInSharedHsm: true,
  }),
);

function encryptsNothing(inputs: Inputs, enabledProperty: string): Exclusion | undefined {
  const usage = inputs.string("keyUsage", { whenAbsent: "ENCRYPT_DECRYPT" });
  return (
    excludedBy(
      inputs.boolean(enabledProperty, { whenAbsent: true }),
      (isEnabled) => !isEnabled,
      "a disabled key encrypts nothing",
    ) ??
    excludedBy(
      usage,
      (name) => name !== "ENCRYPT_DECRYPT",
      `a ${usage.shownValue ?? "signing"} key encrypts nothing`,
    )
  );
}
