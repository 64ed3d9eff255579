// Credentials are kept in AWS Secrets Manager. The operator of external secrets copies them into the cluster.
import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { SecretKey } from "fraiseql-checklist/components/kubernetes";
import { shop } from "./namespaces";

const apiVersion = "external-secrets.io/v1";

const store = new CustomResource("secrets-manager", {
  apiVersion,
  kind: "SecretStore",
  metadata: { name: "secrets-manager", namespace: shop },
  spec: {
    provider: {
      aws: {
        service: "SecretsManager",
        region: "eu-central-1",
        auth: { jwt: { serviceAccountRef: { name: "external-secrets" } } },
      },
    },
  },
});

/** A value of the secrets manager, as the key of a Secret. */
function secret(name: string, key: string): SecretKey {
  new CustomResource(name, {
    apiVersion,
    kind: "ExternalSecret",
    metadata: { name, namespace: shop },
    spec: {
      refreshInterval: "1h",
      secretStoreRef: { kind: "SecretStore", name: store.metadata.name },
      target: { name },
      data: [{ secretKey: key, remoteRef: { key: `production/${name}` } }],
    },
  });
  return { secretName: name, key };
}

/** The URL of the shop's database. */
export const shopDatabase = secret("shop-database", "url");
/** The URL of the database of events. */
export const eventsDatabase = secret("shop-events", "url");
/** The URL of the cache: rediss://. */
export const cacheUrl = secret("shop-cache", "url");
/** What signs tokens. */
export const signingKey = secret("shop-tokens", "signing-key");
