// Who did what: in the subscription, in the database and with the keys. Nobody can delete it before its time.
import * as pulumi from "@pulumi/pulumi";
import { DiagnosticSetting, SubscriptionDiagnosticSetting } from "@pulumi/azure-native/monitor";
import { StorageAccount } from "@pulumi/azure-native/storage";
import { database } from "./database";
import { inGroup } from "./group";
import { as, storing } from "./identity";
import { key, mayEncrypt, vault, vaultUri } from "./key";
import { auditRetentionDays, isRestricted } from "./profile";

const records = new StorageAccount(
  "audit",
  {
    ...inGroup,
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    minimumTlsVersion: "TLS1_2",
    allowBlobPublicAccess: false,
    networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
    identity: as(storing),
    encryption: {
      keySource: "Microsoft.Keyvault",
      keyVaultProperties: { keyVaultUri: vaultUri, keyName: key.name },
      encryptionIdentity: { encryptionUserAssignedIdentity: storing.id },
    },
    immutableStorageWithVersioning: {
      enabled: true,
      immutabilityPolicy: {
        state: isRestricted ? new pulumi.Config().require("auditLock") : "Unlocked",
        immutabilityPeriodSinceCreationInDays: auditRetentionDays,
        // Logs grow by the hour.
        allowProtectedAppendWrites: true,
      },
    },
  },
  { dependsOn: mayEncrypt, protect: true },
);

const categories = ["Administrative", "Security", "Policy", "Alert"];
new SubscriptionDiagnosticSetting("activity", {
  storageAccountId: records.id,
  logs: categories.map((category) => ({ category, enabled: true })),
});

const audited: [string, pulumi.Input<string>, string][] = [
  ["database-audit", database.id, "PostgreSQLLogs"],
  ["keys-audit", vault.id, "AuditEvent"],
];
for (const [name, resourceUri, category] of audited) {
  new DiagnosticSetting(name, {
    resourceUri,
    storageAccountId: records.id,
    logs: [{ category, enabled: true }],
  });
}
