// Where images are pushed to. Defender for Containers scans every one of them.
import { Registry } from "@pulumi/azure-native/containerregistry";
import { globalName, inGroup } from "./group";
import { asKey, mayAct, running, storing } from "./identity";
import { mayEncrypt, newestKey } from "./key";

export const registryHost = `${globalName}.azurecr.io`;

const registry = new Registry(
  "apps",
  {
    ...inGroup,
    registryName: globalName,
    sku: { name: "Premium" },
    adminUserEnabled: false,
    zoneRedundancy: "Enabled",
    identity: asKey(storing),
    encryption: {
      status: "enabled",
      keyVaultProperties: { keyIdentifier: newestKey, identity: storing.clientId },
    },
  },
  { dependsOn: mayEncrypt },
);

/** What runs images depends on this. */
export const mayPull = mayAct("images", running, "AcrPull", registry.id);
