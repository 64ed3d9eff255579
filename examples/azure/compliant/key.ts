// One key for all data of the shop. Key Vault makes a new version of it when the profile asks for one.
import { Key, Vault } from "@pulumi/azure-native/keyvault";
import { globalName, inGroup, ofGroup, tenantId } from "./group";
import { mayAct, storing } from "./identity";
import { isRestricted, keyRotationDays } from "./profile";

export const vaultUri = `https://${globalName}.vault.azure.net/`;

export const vault = new Vault(
  "shop",
  {
    ...inGroup,
    vaultName: globalName,
    properties: {
      tenantId,
      // Keys in hardware need the premium tier.
      sku: { family: "A", name: isRestricted ? "premium" : "standard" },
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
      softDeleteRetentionInDays: 90,
      networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
    },
  },
  { protect: true },
);

export const key = new Key(
  "shop",
  {
    ...ofGroup,
    vaultName: vault.name,
    properties: {
      kty: isRestricted ? "RSA-HSM" : "RSA",
      keySize: 3072,
      rotationPolicy: {
        lifetimeActions: [
          { action: { type: "rotate" }, trigger: { timeAfterCreate: `P${keyRotationDays}D` } },
        ],
        attributes: { expiryTime: `P${keyRotationDays + 90}D` },
      },
    },
  },
  { protect: true },
);

/** What uses the key depends on this. */
export const mayEncrypt = mayAct("encrypt", storing, "Key Vault Crypto Service Encryption User", vault.id);

/** The key, without a version: services take the newest. */
export const newestKey = key.keyUri;
