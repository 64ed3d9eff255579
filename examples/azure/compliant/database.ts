// PostgreSQL: Flexible Server, in two zones, with backups for five weeks and every moment of them.
import * as pulumi from "@pulumi/pulumi";
import { Configuration, Database, Server } from "@pulumi/azure-native/dbforpostgresql";
import { inGroup, ofGroup } from "./group";
import { asKey, storing } from "./identity";
import { mayEncrypt, newestKey } from "./key";
import { data, zone } from "./network";

const LOGIN = "shop";
const names = zone("database", "shop.postgres.database.azure.com");
const password = new pulumi.Config().requireSecret("databasePassword");

export const database = new Server(
  "shop",
  {
    ...inGroup,
    version: "16",
    sku: { name: "Standard_D2ds_v5", tier: "GeneralPurpose" },
    storage: { storageSizeGB: 128, autoGrow: "Enabled" },
    highAvailability: { mode: "ZoneRedundant" },
    backup: { backupRetentionDays: 35 },
    network: {
      delegatedSubnetResourceId: data.id,
      privateDnsZoneArmResourceId: names.zone.id,
    },
    identity: asKey(storing),
    dataEncryption: {
      type: "AzureKeyVault",
      primaryKeyURI: newestKey,
      primaryUserAssignedIdentityId: storing.id,
    },
    administratorLogin: LOGIN,
    administratorLoginPassword: password,
  },
  { dependsOn: [mayEncrypt, names.link], protect: true },
);

const shop = new Database("shop", { ...ofGroup, serverName: database.name });

const parameters = {
  "require_secure_transport": "on",
  "ssl_min_protocol_version": "TLSv1.3",
  "azure.extensions": "PG_STAT_STATEMENTS,PGAUDIT",
  "shared_preload_libraries": "pg_cron,pg_stat_statements,pgaudit",
  "pgaudit.log": "write,ddl,role",
  "log_min_duration_statement": "500",
};

// A server takes one change at a time.
let previous: pulumi.Resource = shop;
for (const [configurationName, value] of Object.entries(parameters)) {
  previous = new Configuration(
    configurationName,
    { ...ofGroup, serverName: database.name, configurationName, value, source: "user-override" },
    { dependsOn: previous },
  );
}

/** The database as the application is told it, with its password. */
export const databaseUrl = pulumi.secret(
  pulumi.interpolate`postgresql://${LOGIN}:${password}@${database.fullyQualifiedDomainName}:5432/${shop.name}?sslmode=verify-full`,
);
