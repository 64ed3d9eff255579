import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { encryptionKey } from "../../kinds/encryption-key";
import { durationDays, secondsText } from "../duration";

/** Purposes of keys that encrypt nothing. */
const SIGNING = ["ASYMMETRIC_SIGN", "MAC"];

/** Purposes of keys that encrypt, and that Cloud KMS does not rotate. */
const NOT_ROTATED = ["ASYMMETRIC_DECRYPT", "KEY_ENCAPSULATION", "RAW_ENCRYPT_DECRYPT"];

/** Protection levels of keys that an HSM holds: Google's, or whatever holds an external one. */
const HSM_LEVELS = ["HSM", "HSM_SINGLE_TENANT", "EXTERNAL", "EXTERNAL_VPC"];

/** Autokey's keys are rotated once a year, which nothing changes. */
const AUTOKEY_DAYS = 365;

/**
 * `gcp:kms/cryptoKey:CryptoKey`. Without a `rotationPeriod` it is never rotated; only symmetric keys of the purpose
 * ENCRYPT_DECRYPT can be.
 */
export const cryptoKey = reader("gcp:kms/cryptoKey:CryptoKey", encryptionKey, (inputs) => ({
  get rotationDecidedElsewhere() {
    return SIGNING.includes(purposeOf(inputs).value ?? "") ? "it signs, and encrypts nothing" : undefined;
  },
  get neverRotates() {
    return unrotatable(inputs);
  },
  get rotationEnabled() {
    const purpose = purposeOf(inputs);
    // Of a purpose that is not known, nothing can be said; otherwise the period alone decides.
    return purpose.isDecided ? Fact.given(true) : purpose.map(() => true);
  },
  get rotationDays() {
    const purpose = purposeOf(inputs);
    return purpose.isDecided
      ? inputs.string("rotationPeriod").map(durationDays, {
          unit: "days",
          write: secondsText,
          why: "is not a duration in seconds, so it cannot be judged",
        })
      : purpose.map(() => 0);
  },
  get hsmBacked() {
    return hsmBacked(inputs);
  },
}));

/** `gcp:kms/keyHandle:KeyHandle`: a key that Autokey makes and rotates. */
export const autokey = reader("gcp:kms/keyHandle:KeyHandle", encryptionKey, () => ({
  hsmBacked: Fact.given(true, ["kmsKey"]),
  rotationEnabled: Fact.given(true),
  rotationDays: new Fact({ is: "known", value: AUTOKEY_DAYS, shown: "rotated once a year" }, ["kmsKey"], {
    unit: "days",
    fixable: false,
  }),
  shortestRotation: {
    days: AUTOKEY_DAYS,
    advice:
      "Autokey sets the period itself: use a gcp:kms/cryptoKey:CryptoKey with a rotationPeriod, or exempt the key with a reason.",
  },
}));

function purposeOf(inputs: Inputs): Fact<string> {
  return inputs.string("purpose", { whenAbsent: "ENCRYPT_DECRYPT" });
}

/** A template needs an algorithm beside the level; that of keys of the default purpose is the only one there is. */
function hsmBacked(inputs: Inputs): Fact<boolean> {
  const says = (isInHsm: boolean) => (isInHsm ? "a key in an HSM" : "a key in software");
  if (!inputs.has("versionTemplate")) {
    const isSymmetric = purposeOf(inputs).value === "ENCRYPT_DECRYPT";
    return new Fact({ is: "absent", value: false }, ["versionTemplate"], {
      says,
      fixable: isSymmetric,
      write: () => ({ algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" }),
    });
  }
  return inputs
    .string("versionTemplate.protectionLevel", { whenAbsent: "SOFTWARE" })
    .map((level) => HSM_LEVELS.includes(level), { says, write: () => "HSM" });
}

function unrotatable(inputs: Inputs): string | undefined {
  const purpose = purposeOf(inputs).value;
  if (purpose !== undefined && NOT_ROTATED.includes(purpose)) return `a key of purpose ${purpose}`;
  if (inputs.boolean("importOnly").value === true) return "an import-only key";
  const level = inputs.string("versionTemplate.protectionLevel").value;
  if (level === "EXTERNAL") return "an external key";
  // Behind a connection that Cloud KMS manages, external keys do rotate.
  return level === "EXTERNAL_VPC" && !inputs.has("rotationPeriod")
    ? "an external key without a rotationPeriod"
    : undefined;
}
