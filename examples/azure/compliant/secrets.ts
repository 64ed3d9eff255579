// What the application must know and nobody else, and what is not known before it is deployed: in Key Vault.
import * as pulumi from "@pulumi/pulumi";
import { Secret } from "@pulumi/azure-native/keyvault";
import { cacheUrl } from "./cache";
import { databaseUrl } from "./database";
import { ofGroup } from "./group";
import { mayAct, running, runningId } from "./identity";
import { vault, vaultUri } from "./key";
import { reachedInside } from "./network";
import { insights, remoteWriteUrl } from "./telemetry";

const values = {
  "client-id": running.clientId,
  "database-url": databaseUrl,
  "insights": insights.connectionString,
  "jwt-secret-key": new pulumi.Config().requireSecret("signingKey"),
  "redis-url": cacheUrl,
  "remote-write-url": remoteWriteUrl,
};

/** Variables of the application, and the secrets that they come from. */
const variables = {
  DATABASE_URL: "database-url",
  FRAISEQL_DATABASE_URL: "database-url",
  JWT_SECRET_KEY: "jwt-secret-key",
  REDIS_URL: "redis-url",
};

const kept = Object.entries(values).map(
  ([name, value]) =>
    new Secret(name, { ...ofGroup, vaultName: vault.name, secretName: name, properties: { value } }),
);

/** What reads the secrets depends on these. */
export const areKept = [
  ...kept,
  mayAct("secrets", running, "Key Vault Secrets User", vault.id),
  reachedInside("secrets", vault.id, "vault", "privatelink.vaultcore.azure.net"),
];

/** The secrets, as a container app takes them. */
export const secrets = Object.keys(values).map((name) => ({
  name,
  identity: runningId,
  keyVaultUrl: `${vaultUri}secrets/${name}`,
}));

/** The variables, as a container takes them. */
export const secretVariables = Object.entries(variables).map(([name, secretRef]) => ({ name, secretRef }));
