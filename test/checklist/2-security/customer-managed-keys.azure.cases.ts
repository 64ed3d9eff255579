import { cases, ref, resource, unknown } from "../../kit/cases";
import { citus, postgres } from "../azure/databases";

const key = resource("azure-native:keyvault:Key", "key", {
  vaultName: "vault",
  keyName: "data",
  properties: { kty: "RSA" },
});
const account = (encryption?: unknown) =>
  resource("azure-native:storage:StorageAccount", "files", {
    accountName: "files",
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    ...(encryption === undefined ? {} : { encryption }),
  });
const ofVault = {
  keySource: "Microsoft.Keyvault",
  keyVaultProperties: { keyName: "data", keyVaultUri: "https://vault.vault.azure.net" },
};
const managedRedis = (encryption?: unknown) =>
  resource("azure-native:redisenterprise:RedisEnterprise", "cache", {
    clusterName: "cache",
    sku: { name: "Balanced_B5" },
    publicNetworkAccess: "Disabled",
    ...(encryption === undefined ? {} : { encryption }),
  });

const logs = resource("azure-native:operationalinsights:Workspace", "logs", { workspaceName: "logs" });
const linkTo = (writeAccessResourceId: unknown, linkedServiceName: unknown = "cluster") =>
  resource("azure-native:operationalinsights:LinkedService", "link", {
    resourceGroupName: "production",
    workspaceName: ref("logs", "logs"),
    linkedServiceName,
    writeAccessResourceId,
  });
const cluster = (keyVaultProperties?: unknown) =>
  resource("azure-native:operationalinsights:Cluster", "cluster", {
    clusterName: "cluster",
    resourceGroupName: "production",
    sku: { name: "CapacityReservation", capacity: 100 },
    ...(keyVaultProperties === undefined ? {} : { keyVaultProperties }),
  });
const ofOwn = { keyVaultUri: "https://vault.vault.azure.net", keyName: "data" };

export default cases({
  requirement: "2.4-customer-managed-keys",
  provider: "azure",
  valid: {
    "a key of the stack": {
      stack: [key, postgres({ dataEncryption: { type: "AzureKeyVault", primaryKeyURI: ref("key") } })],
    },
    "a key by its URL": {
      stack: [
        citus({
          dataEncryption: { type: "AzureKeyVault", primaryKeyUri: "https://vault.vault.azure.net/keys/data" },
        }),
      ],
    },
    "an account with a key": { stack: [account(ofVault)] },
    "an account whose encryption holds what is not known, and comes from a key": {
      stack: [key, account(ref("key", unknown))],
    },
    "Azure Managed Redis with a key": {
      stack: [
        managedRedis({
          customerManagedKeyEncryption: { keyEncryptionKeyUrl: "https://vault.vault.azure.net/keys/data" },
        }),
      ],
    },
    "a workspace of a dedicated cluster": {
      stack: [
        resource("azure-native:operationalinsights:Workspace", "logs", {
          workspaceName: "logs",
          features: { clusterResourceId: "/subscriptions/s/x" },
        }),
      ],
    },
    "a workspace that is linked to a dedicated cluster": {
      stack: [logs, cluster(ofOwn), linkTo(ref("cluster"))],
    },
    "a workspace that is linked to a cluster outside the stack": {
      stack: [logs, linkTo("/subscriptions/s/x/Microsoft.OperationalInsights/clusters/shared")],
    },
  },
  invalid: {
    "a server": {
      stack: [postgres()],
      remediable: false,
      finds: [
        "2.4 Customer-managed keys: dataEncryption.primaryKeyURI is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
    },
    "Cosmos DB for PostgreSQL": {
      stack: [citus()],
      remediable: false,
      finds: [
        "2.4 Customer-managed keys: dataEncryption.primaryKeyUri is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
    },
    "an account": {
      stack: [account()],
      remediable: false,
      finds: [
        "2.4 Customer-managed keys: encryption.keySource is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
    },
    "Azure Managed Redis": {
      stack: [managedRedis()],
      remediable: false,
      finds: [
        "2.4 Customer-managed keys: encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
    },
    "a workspace": {
      stack: [resource("azure-native:operationalinsights:Workspace", "logs", { workspaceName: "logs" })],
      remediable: false,
      finds: [
        "2.4 Customer-managed keys: features.clusterResourceId is not set, which means a key that the platform keeps; {profile} needs a customer-managed key. Link the workspace to a dedicated cluster with keyVaultProperties.",
      ],
    },
    "a workspace of a cluster without a key": {
      stack: [logs, cluster(), linkTo(ref("cluster"))],
      remediable: false,
      finds: [
        "2.4 Customer-managed keys: dedicated cluster cluster: keyVaultProperties.keyVaultUri is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
    },
    "a workspace with another service": {
      stack: [logs, linkTo("/subscriptions/s/x/Microsoft.Automation/automationAccounts/a", "automation")],
      remediable: false,
      finds: [
        "2.4 Customer-managed keys: features.clusterResourceId is not set, which means a key that the platform keeps; {profile} needs a customer-managed key. Link the workspace to a dedicated cluster with keyVaultProperties.",
      ],
    },
  },
  unknown: {
    "what is linked": {
      stack: [logs, linkTo("/subscriptions/s/x/Microsoft.OperationalInsights/clusters/shared", unknown)],
      mentions: ["linked service link"],
    },
    "whether there is one": {
      stack: [postgres({ dataEncryption: unknown })],
      mentions: ["dataEncryption.primaryKeyURI is not known until the update"],
    },
    "an account whose encryption comes from something else": {
      stack: [cluster(), account(ref("cluster", unknown))],
      mentions: ["encryption.keySource is not known until the update"],
    },
    "whose key it is": {
      stack: [account({ ...ofVault, keySource: unknown })],
      mentions: ["encryption.keySource is not known until the update"],
    },
  },
});
