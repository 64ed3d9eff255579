// The analysts' copy, on Google Cloud.
import * as pulumi from "@pulumi/pulumi";
import { DatabaseInstance } from "@pulumi/gcp/sql";
import { CryptoKey, KeyRing } from "@pulumi/gcp/kms";
import { keyRotationDays, profile } from "./profile";

const region = "europe-west3";
const secondsPerDay = 24 * 60 * 60;

const keyRing = new KeyRing("analytics", { location: region });

const key = new CryptoKey("analytics", {
  keyRing: keyRing.id,
  rotationPeriod: `${keyRotationDays * secondsPerDay}s`,
  versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" },
});

new DatabaseInstance("analytics", {
  region,
  databaseVersion: "POSTGRES_16",
  encryptionKeyName: key.id,
  deletionProtection: true,
  settings: {
    edition: "ENTERPRISE",
    tier: "db-custom-2-7680",
    ipConfiguration: {
      ipv4Enabled: false,
      privateNetwork: new pulumi.Config().require("analyticsNetwork"),
      sslMode: "ENCRYPTED_ONLY",
    },
    databaseFlags: [
      { name: "cloudsql.enable_pgaudit", value: "on" },
      { name: "pgaudit.log", value: "write,ddl,role" },
    ],
    insightsConfig: { queryInsightsEnabled: true },
    backupConfiguration: {
      enabled: true,
      startTime: "02:00",
      pointInTimeRecoveryEnabled: true,
      transactionLogRetentionDays: 7,
      backupRetentionSettings: { retentionUnit: "COUNT", retainedBackups: profile.backupRetentionDays ?? 30 },
    },
  },
});
