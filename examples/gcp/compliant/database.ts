// PostgreSQL: Cloud SQL, in two zones, with backups for five weeks and any second of the last one.
import * as pulumi from "@pulumi/pulumi";
import { Database, DatabaseInstance, User } from "@pulumi/gcp/sql";
import { encryptsFor, key } from "./key";
import { network, privateAccess } from "./network";
import { region } from "./project";

const flags = {
  "cloudsql.enable_pgaudit": "on",
  "pgaudit.log": "ddl,role,write",
  "ssl_min_protocol_version": "TLSv1.3",
};

export const database = new DatabaseInstance(
  "shop",
  {
    databaseVersion: "POSTGRES_16",
    region,
    encryptionKeyName: key.id,
    deletionProtection: true,
    settings: {
      edition: "ENTERPRISE",
      tier: "db-custom-2-8192",
      availabilityType: "REGIONAL",
      diskSize: 100,
      diskAutoresize: true,
      databaseFlags: Object.entries(flags).map(([name, value]) => ({ name, value })),
      backupConfiguration: {
        enabled: true,
        pointInTimeRecoveryEnabled: true,
        transactionLogRetentionDays: 7,
        backupRetentionSettings: { retainedBackups: 35, retentionUnit: "COUNT" },
      },
      ipConfiguration: { ipv4Enabled: false, privateNetwork: network.id, sslMode: "ENCRYPTED_ONLY" },
      insightsConfig: { queryInsightsEnabled: true },
    },
  },
  { dependsOn: [privateAccess, encryptsFor("sql", "gcp-sa-cloud-sql")], protect: true },
);

const shop = new Database("shop", { instance: database.name, name: "shop" });
const user = new User("api", {
  instance: database.name,
  name: "api",
  password: new pulumi.Config().requireSecret("databasePassword"),
});

/** The database as the application is told it, with its password. */
export const databaseUrl = pulumi.secret(
  pulumi.interpolate`postgresql://${user.name}:${user.password}@${database.privateIpAddress}:5432/${shop.name}?sslmode=require`,
);
