import { cases, resource, unknown } from "../../kit/cases";

const key = (props: object) =>
  resource("gcp:kms/cryptoKey:CryptoKey", "key", {
    keyRing: "projects/p/locations/europe-west1/keyRings/main",
    ...props,
  });
const never = (what: string, days: number) =>
  `2.4 Key rotation: ${what} never rotates by itself; {profile} needs a rotation every ${days} days. Use a key that the service rotates, or exempt it with a reason and the procedure that renews it.`;

export default cases({
  requirement: "2.4-key-rotation",
  provider: "gcp",
  valid: {
    "it is rotated every 7 days": { stack: [key({ rotationPeriod: "604800s" })] },
    "it is rotated every 30 days": {
      stack: [key({ rotationPeriod: "2592000s", purpose: "ENCRYPT_DECRYPT" })],
      profiles: ["REGULATED"],
    },
    "an HSM key with a fraction of a second": {
      stack: [
        key({ rotationPeriod: "604799.5s", versionTemplate: { algorithm: "A", protectionLevel: "HSM" } }),
      ],
    },
    "an external key behind a connection that Cloud KMS manages": {
      stack: [
        key({
          rotationPeriod: "604800s",
          versionTemplate: { algorithm: "A", protectionLevel: "EXTERNAL_VPC" },
        }),
      ],
    },
  },
  invalid: {
    "it has no rotation period, under REGULATED": {
      stack: [key({})],
      profiles: ["REGULATED"],
      finds: [
        '2.4 Key rotation: rotationPeriod is not set; REGULATED needs at most 30 days. Set rotationPeriod: "2592000s".',
      ],
    },
    "it has no rotation period, under RESTRICTED": {
      stack: [key({})],
      profiles: ["RESTRICTED"],
      finds: [
        '2.4 Key rotation: rotationPeriod is not set; RESTRICTED needs at most 7 days. Set rotationPeriod: "604800s".',
      ],
    },
    "it is rotated every 90 days": {
      stack: [key({ rotationPeriod: "7776000s" })],
      profiles: ["REGULATED"],
      finds: [
        '2.4 Key rotation: rotationPeriod is 7776000s (90 days); REGULATED needs at most 30. Set rotationPeriod: "2592000s".',
      ],
    },
    "it is rotated every 30 days, under RESTRICTED": {
      stack: [key({ rotationPeriod: "2592000s" })],
      profiles: ["RESTRICTED"],
      finds: [
        '2.4 Key rotation: rotationPeriod is 2592000s (30 days); RESTRICTED needs at most 7. Set rotationPeriod: "604800s".',
      ],
    },
    "an import-only key": {
      stack: [key({ importOnly: true, skipInitialVersionCreation: true })],
      profiles: ["REGULATED"],
      finds: [never("an import-only key", 30)],
      remediable: false,
    },
    "an asymmetric key that decrypts": {
      stack: [key({ purpose: "ASYMMETRIC_DECRYPT", versionTemplate: { algorithm: "A" } })],
      profiles: ["RESTRICTED"],
      finds: [never("a key of purpose ASYMMETRIC_DECRYPT", 7)],
      remediable: false,
    },
    "an external key": {
      stack: [key({ versionTemplate: { algorithm: "A", protectionLevel: "EXTERNAL" } })],
      profiles: ["REGULATED"],
      finds: [never("an external key", 30)],
      remediable: false,
    },
    "a key of Autokey": {
      stack: [
        resource("gcp:kms/keyHandle:KeyHandle", "handle", {
          location: "europe-west1",
          resourceTypeSelector: "storage.googleapis.com/Bucket",
        }),
      ],
      profiles: ["REGULATED"],
      finds: [
        "2.4 Key rotation: kmsKey is rotated once a year (365 days); REGULATED needs at most 30. Autokey sets the period itself: use a gcp:kms/cryptoKey:CryptoKey with a rotationPeriod, or exempt the key with a reason.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "the period comes from an output": {
      stack: [key({ rotationPeriod: unknown })],
      mentions: ["rotationPeriod"],
    },
    "the purpose comes from an output": { stack: [key({ purpose: unknown })], mentions: ["purpose"] },
    "the period is not a duration": {
      stack: [key({ rotationPeriod: "30d" })],
      mentions: ["rotationPeriod is not a duration"],
    },
  },
  notApplicable: {
    "a key that signs": {
      stack: [key({ purpose: "ASYMMETRIC_SIGN", versionTemplate: { algorithm: "EC_SIGN_P256_SHA256" } })],
    },
    "a key for message authentication": { stack: [key({ purpose: "MAC" })] },
  },
});
