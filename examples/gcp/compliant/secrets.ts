// What the application must know and nobody else: in Secret Manager.
import * as pulumi from "@pulumi/pulumi";
import { Secret, SecretIamMember, SecretVersion } from "@pulumi/gcp/secretmanager";
import { cacheUrl } from "./cache";
import { databaseUrl } from "./database";
import { encryptsFor, key } from "./key";
import { region } from "./project";

const mayEncrypt = encryptsFor("secrets", "gcp-sa-secretmanager");

const values = {
  "database-url": databaseUrl,
  "jwt-secret-key": new pulumi.Config().requireSecret("signingKey"),
  "redis-url": cacheUrl,
};

/** Variables of the application, and the secrets that they come from. */
const variables = {
  DATABASE_URL: "database-url",
  FRAISEQL_DATABASE_URL: "database-url",
  JWT_SECRET_KEY: "jwt-secret-key",
  REDIS_URL: "redis-url",
};

/** Keeps the secrets, and lets an account read them. Returns what a container needs to be given them. */
export function secretsFor(member: pulumi.Input<string>) {
  const versions = Object.entries(values).map(([secretId, secretData]) => {
    const secret = new Secret(
      secretId,
      {
        secretId,
        replication: {
          userManaged: {
            replicas: [{ location: region, customerManagedEncryption: { kmsKeyName: key.id } }],
          },
        },
      },
      { dependsOn: mayEncrypt },
    );
    new SecretIamMember(secretId, {
      secretId: secret.id,
      role: "roles/secretmanager.secretAccessor",
      member,
    });
    return new SecretVersion(secretId, { secret: secret.id, secretData });
  });
  const envs = Object.entries(variables).map(([name, secret]) => ({
    name,
    valueSource: { secretKeyRef: { secret, version: "latest" } },
  }));
  return { envs, versions };
}
