// What the application has to know and nobody has to see. Whoever rotates a secret puts its value there; the values are not
// in this program, and not in its state.
import * as pulumi from "@pulumi/pulumi";
import { getRegionOutput } from "@pulumi/aws";
import { Secret } from "@pulumi/aws/secretsmanager";
import { account, key } from "./key";

const region = getRegionOutput().region;

/**
 * A secret, by an ARN without the hyphen and six characters that Secrets Manager adds to its name. AWS finds it all the same
 * (unless the name itself ends like that), and the ARN is known before there is a secret: a preview can read the task
 * definition that it stands in.
 */
function secret(name: string, description: string): pulumi.Output<string> {
  new Secret(name, { name: `shop/${name}`, description, kmsKeyId: key.arn });
  return pulumi.interpolate`arn:aws:secretsmanager:${region}:${account}:secret:shop/${name}`;
}

export const databaseUrl = secret(
  "database-url",
  "postgresql://...?sslmode=verify-full, of the application's own user",
);
export const cacheUrl = secret(
  "cache-url",
  "rediss://..., without a password: the application asks IAM for one",
);
export const signingKey = secret("signing-key", "What signs tokens");

/** All of them, as a policy names them. */
export const allSecrets = pulumi.interpolate`arn:aws:secretsmanager:${region}:${account}:secret:shop/*`;
