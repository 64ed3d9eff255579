// PostgreSQL and Redis, for whoever has the address.
import { CryptoKey, KeyRing } from "@pulumi/gcp/kms";
import { Instance } from "@pulumi/gcp/redis";
import { Database, DatabaseInstance, User } from "@pulumi/gcp/sql";

export const region = "europe-west3";

// A key that is never rotated, and that nothing uses so far.
new CryptoKey("shop", { keyRing: new KeyRing("shop", { location: region }).id });

export const database = new DatabaseInstance("shop", {
  databaseVersion: "POSTGRES_16",
  region,
  settings: {
    tier: "db-custom-2-8192",
    backupConfiguration: { enabled: true },
    ipConfiguration: {
      ipv4Enabled: true,
      // For the analysts' laptops.
      authorizedNetworks: [{ name: "everywhere", value: "0.0.0.0/0" }],
    },
  },
});
new Database("shop", { instance: database.name, name: "shop" });
new User("shop", { instance: database.name, name: "shop", password: "Sommer2024" });

export const cache = new Instance("shop", { region, memorySizeGb: 1, redisVersion: "REDIS_7_2" });
