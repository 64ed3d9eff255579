// One key for all data of the shop. Cloud KMS makes a new version of it when the profile asks for one.
import { CryptoKey, CryptoKeyIAMMember, KeyRing } from "@pulumi/gcp/kms";
import { keyRotationSeconds, profile } from "./profile";
import { region, serviceAgent } from "./project";

const ring = new KeyRing("shop", { location: region });

export const key = new CryptoKey(
  "shop",
  {
    keyRing: ring.id,
    rotationPeriod: `${keyRotationSeconds}s`,
    versionTemplate: {
      algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION",
      protectionLevel: profile.name === "RESTRICTED" ? "HSM" : "SOFTWARE",
    },
  },
  { protect: true },
);

/** Lets one of Google's services encrypt with the key; resources of that service depend on it. */
export function encryptsFor(name: string, service: string): CryptoKeyIAMMember {
  return new CryptoKeyIAMMember(name, {
    cryptoKeyId: key.id,
    role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    member: serviceAgent(service),
  });
}
