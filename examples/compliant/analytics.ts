// The analysts' copy, on Google Cloud.
import { DatabaseInstance } from "@pulumi/gcp/sql";
import { CryptoKey, KeyRing } from "@pulumi/gcp/kms";
import { keyRotationDays, profile } from "./profile";

const region = "europe-west3";
const secondsPerDay = 24 * 60 * 60;

const keyRing = new KeyRing("analytics", { location: region });

const key = new CryptoKey("analytics", {
  keyRing: keyRing.id,
  rotationPeriod: `${keyRotationDays * secondsPerDay}s`,
});

new DatabaseInstance("analytics", {
  region,
  databaseVersion: "POSTGRES_16",
  encryptionKeyName: key.id,
  deletionProtection: true,
  settings: {
    edition: "ENTERPRISE",
    tier: "db-custom-2-7680",
    backupConfiguration: {
      enabled: true,
      startTime: "02:00",
      pointInTimeRecoveryEnabled: true,
      transactionLogRetentionDays: 7,
      backupRetentionSettings: { retentionUnit: "COUNT", retainedBackups: profile.backupRetentionDays ?? 30 },
    },
  },
});
