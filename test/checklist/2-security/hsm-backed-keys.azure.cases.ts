import { cases, resource, unknown } from "../../kit/cases";

const key = (properties: object) =>
  resource("azure-native:keyvault:Key", "key", {
    resourceGroupName: "production",
    vaultName: "vault",
    keyName: "data",
    properties,
  });

export default cases({
  requirement: "2.4-hsm-backed-keys",
  provider: "azure",
  valid: {
    "an RSA key in an HSM": { stack: [key({ kty: "RSA-HSM", keySize: 3072 })] },
    "an elliptic curve key in an HSM": { stack: [key({ kty: "EC-HSM", curveName: "P-256" })] },
    "the token names an API version": {
      stack: [
        resource("azure-native:keyvault/v20230701:Key", "key", {
          vaultName: "vault",
          keyName: "data",
          properties: { kty: "RSA-HSM" },
        }),
      ],
    },
  },
  invalid: {
    "an RSA key in software": {
      stack: [key({ kty: "RSA", keySize: 3072 })],
      finds: [
        '2.4 HSM-backed keys: properties.kty is RSA, which means a key in software; {profile} needs a key in an HSM. Set properties.kty: "RSA-HSM".',
      ],
    },
    "an elliptic curve key in software": {
      stack: [key({ kty: "EC" })],
      finds: [
        '2.4 HSM-backed keys: properties.kty is EC, which means a key in software; {profile} needs a key in an HSM. Set properties.kty: "EC-HSM".',
      ],
    },
    "no type": {
      stack: [key({})],
      finds: [
        '2.4 HSM-backed keys: properties.kty is not set; {profile} needs a key in an HSM. Set properties.kty: "RSA-HSM".',
      ],
    },
  },
  unknown: {
    "the type": {
      stack: [key({ kty: unknown })],
      mentions: ["properties.kty is not known until the update"],
    },
  },
});
