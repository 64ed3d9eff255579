import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { ConfigEntry } from "../../kinds/config-object";
import { secretObject, type SecretObject } from "../../kinds/secret";
import { fetched, fetchedBy } from "./external-secret";
import { identityOf } from "./identity";

/** The Secrets Store CSI driver: Secrets that it keeps beside the volumes it mounts. */
export const secretProviderClass = reader(
  "kubernetes:secrets-store.csi.x-k8s.io/*:SecretProviderClass",
  secretObject,
  (object) =>
    object.list("spec.secretObjects").items.map((secret): SecretObject => ({
      ...filled("SecretProviderClass", secret.string("secretName"), identityOf(object).namespace),
      get entries() {
        return fetchedBy(secret.list("data"), "key");
      },
    })),
);

/** Sealed Secrets: values that only the cluster can decrypt. The Secret has the SealedSecret's name. */
export const sealedSecret = reader("kubernetes:bitnami.com/*:SealedSecret", secretObject, (object) => ({
  ...filled("SealedSecret", identityOf(object).name, identityOf(object).namespace),
  filledBy: "sealed" as const,
  get entries() {
    return Listing.of(
      object.entries("spec.encryptedData").map(([key, { path }]) => fetched(key, path)),
      object.entries("spec.template.data").map(([key, { path }]) => fetched(key, path)),
    );
  },
}));

/** The Vault Secrets Operator. */
export const vaultSecret = reader(
  [
    "kubernetes:secrets.hashicorp.com/*:VaultStaticSecret",
    "kubernetes:secrets.hashicorp.com/*:VaultDynamicSecret",
    "kubernetes:secrets.hashicorp.com/*:VaultPKISecret",
    "kubernetes:secrets.hashicorp.com/*:HCPVaultSecretsApp",
  ],
  secretObject,
  (object) => filled("VaultSecret", object.string("spec.destination.name"), identityOf(object).namespace),
);

/** 1Password's operator: the Secret has the item's name. */
export const onePasswordItem = reader(
  "kubernetes:onepassword.com/*:OnePasswordItem",
  secretObject,
  (object) => filled("OnePasswordItem", identityOf(object).name, identityOf(object).namespace),
);

/** Doppler's operator. */
export const dopplerSecret = reader(
  "kubernetes:secrets.doppler.com/*:DopplerSecret",
  secretObject,
  (object) =>
    filled(
      "DopplerSecret",
      object.string("spec.managedSecret.name"),
      object.string("spec.managedSecret.namespace").orElse(identityOf(object).namespace),
    ),
);

/** Infisical's operator. */
export const infisicalSecret = reader(
  "kubernetes:secrets.infisical.com/*:InfisicalSecret",
  secretObject,
  (object: Inputs) =>
    filled(
      "InfisicalSecret",
      object.string("spec.managedSecretReference.secretName"),
      object.string("spec.managedSecretReference.secretNamespace").orElse(identityOf(object).namespace),
    ),
);

/** A Secret whose keys the manager decides. */
function filled(type: string, name: Fact<string>, namespace: Fact<string>): SecretObject {
  return { identity: { type, name, namespace }, filledBy: "manager", entries: fromManager };
}

const fromManager = Listing.unknown<ConfigEntry>({ why: "takes its keys from the secrets manager" });
