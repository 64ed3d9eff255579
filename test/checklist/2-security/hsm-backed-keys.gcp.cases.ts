import { cases, resource, unknown } from "../../kit/cases";

const key = (props: object) =>
  resource("gcp:kms/cryptoKey:CryptoKey", "key", {
    keyRing: "projects/p/locations/europe-west1/keyRings/main",
    ...props,
  });
const algorithm = "GOOGLE_SYMMETRIC_ENCRYPTION";

export default cases({
  requirement: "2.4-hsm-backed-keys",
  provider: "gcp",
  valid: {
    "a key in an HSM": { stack: [key({ versionTemplate: { algorithm, protectionLevel: "HSM" } })] },
    "a signing key in an HSM": {
      stack: [
        key({
          purpose: "ASYMMETRIC_SIGN",
          versionTemplate: { algorithm: "EC_SIGN_P256_SHA256", protectionLevel: "HSM" },
        }),
      ],
    },
    "a key of an external key manager": {
      stack: [
        key({
          versionTemplate: { algorithm: "EXTERNAL_SYMMETRIC_ENCRYPTION", protectionLevel: "EXTERNAL_VPC" },
        }),
      ],
    },
    "a key of Autokey": {
      stack: [
        resource("gcp:kms/keyHandle:KeyHandle", "handle", {
          location: "europe-west1",
          resourceTypeSelector: "storage.googleapis.com/Bucket",
        }),
      ],
    },
  },
  invalid: {
    "a key without a template": {
      stack: [key({})],
      finds: [
        '2.4 HSM-backed keys: versionTemplate is not set, which means a key in software; {profile} needs a key in an HSM. Set versionTemplate: {"algorithm":"GOOGLE_SYMMETRIC_ENCRYPTION","protectionLevel":"HSM"}.',
      ],
    },
    "a template without a protection level": {
      stack: [key({ versionTemplate: { algorithm } })],
      finds: [
        '2.4 HSM-backed keys: versionTemplate.protectionLevel is not set, which means a key in software; {profile} needs a key in an HSM. Set versionTemplate.protectionLevel: "HSM".',
      ],
    },
    "a key in software": {
      stack: [key({ versionTemplate: { algorithm, protectionLevel: "SOFTWARE" } })],
      finds: [
        '2.4 HSM-backed keys: versionTemplate.protectionLevel is SOFTWARE, which means a key in software; {profile} needs a key in an HSM. Set versionTemplate.protectionLevel: "HSM".',
      ],
    },
  },
  unknown: {
    "the protection level comes from an output": {
      stack: [key({ versionTemplate: { algorithm, protectionLevel: unknown } })],
      mentions: ["versionTemplate.protectionLevel"],
    },
  },
});
