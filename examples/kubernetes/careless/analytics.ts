// The analysts' copy, on Google Cloud.
import { DatabaseInstance } from "@pulumi/gcp/sql";
import { CryptoKey, KeyRing } from "@pulumi/gcp/kms";

const region = "europe-west3";

const keyRing = new KeyRing("analytics", { location: region });

// A year, in seconds.
const key = new CryptoKey("analytics", { keyRing: keyRing.id, rotationPeriod: "31536000s" });

new DatabaseInstance("analytics", {
  region,
  databaseVersion: "POSTGRES_16",
  encryptionKeyName: key.id,
  settings: {
    edition: "ENTERPRISE",
    tier: "db-custom-2-7680",
    // Seven backups, and no transaction log: a restore goes back to last night.
    backupConfiguration: { enabled: true, startTime: "02:00" },
  },
});
