// PostgreSQL and Redis, for whoever has the address.
import { Configuration, Database, FirewallRule, Server } from "@pulumi/azure-native/dbforpostgresql";
import { Key, Vault } from "@pulumi/azure-native/keyvault";
import { Redis } from "@pulumi/azure-native/redis";
import { inGroup, ofGroup, tenantId } from "./group";

const vault = new Vault("shop", {
  ...inGroup,
  properties: { tenantId, sku: { family: "A", name: "standard" }, accessPolicies: [] },
});
// A key that is never rotated, and that nothing uses so far.
new Key("shop", { ...ofGroup, vaultName: vault.name, properties: { kty: "RSA" } });

export const database = new Server("shop", {
  ...inGroup,
  version: "16",
  sku: { name: "Standard_D2ds_v5", tier: "GeneralPurpose" },
  storage: { storageSizeGB: 128 },
  administratorLogin: "shop",
  administratorLoginPassword: "Sommer2024",
});
new Database("shop", { ...ofGroup, serverName: database.name, databaseName: "shop" });

// For the analysts' laptops.
new FirewallRule("everywhere", {
  ...ofGroup,
  serverName: database.name,
  startIpAddress: "0.0.0.0",
  endIpAddress: "255.255.255.255",
});
// An old client could not connect.
new Configuration("tls", {
  ...ofGroup,
  serverName: database.name,
  configurationName: "require_secure_transport",
  value: "off",
  source: "user-override",
});

new Redis("shop", {
  ...inGroup,
  name: "shop-prod",
  sku: { family: "C", name: "Standard", capacity: 1 },
  enableNonSslPort: true,
});
