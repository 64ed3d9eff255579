// What the application must know and nobody else: in Key Vault.
import * as pulumi from "@pulumi/pulumi";
import { Secret } from "@pulumi/azure-native/keyvault";
import { cacheUrl } from "./cache";
import { databaseUrl } from "./database";
import { ofGroup } from "./group";
import { mayAct, running } from "./identity";
import { vault } from "./key";
import { reachedInside } from "./network";
import { insights } from "./telemetry";

const values = {
  "database-url": databaseUrl,
  "jwt-secret-key": new pulumi.Config().requireSecret("signingKey"),
  "redis-url": cacheUrl,
  "insights": insights.connectionString,
};

/** Variables of the application, and the secrets that they come from. */
const variables = {
  DATABASE_URL: "database-url",
  FRAISEQL_DATABASE_URL: "database-url",
  JWT_SECRET_KEY: "jwt-secret-key",
  REDIS_URL: "redis-url",
};

reachedInside("secrets", vault.id, "vault", "privatelink.vaultcore.azure.net");

/** What reads the secrets depends on this. */
export const mayRead = mayAct("secrets", running, "Key Vault Secrets User", vault.id);

/** The secrets, as a container app takes them. */
export const secrets = Object.entries(values).map(([name, value]) => {
  const { properties } = new Secret(name, {
    ...ofGroup,
    vaultName: vault.name,
    secretName: name,
    properties: { value },
  });
  return { name, identity: running.id, keyVaultUrl: properties.secretUri };
});

/** The variables, as a container takes them. */
export const secretVariables = Object.entries(variables).map(([name, secretRef]) => ({ name, secretRef }));
