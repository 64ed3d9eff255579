// Who did what in the subscription, as far as somebody does not delete it.
import { DiagnosticSetting, SubscriptionDiagnosticSetting } from "@pulumi/azure-native/monitor";
import { Workspace } from "@pulumi/azure-native/operationalinsights";
import { ManagementPolicy, StorageAccount } from "@pulumi/azure-native/storage";
import { gateway } from "./entry";
import { inGroup, ofGroup } from "./group";

const records = new StorageAccount("shopaudit", {
  ...inGroup,
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
});
new ManagementPolicy("old", {
  ...ofGroup,
  accountName: records.name,
  managementPolicyName: "default",
  policy: {
    rules: [
      {
        name: "old",
        type: "Lifecycle",
        enabled: true,
        definition: {
          filters: { blobTypes: ["appendBlob"] },
          actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 90 } } },
        },
      },
    ],
  },
});
new SubscriptionDiagnosticSetting("activity", {
  storageAccountId: records.id,
  logs: [{ category: "Administrative", enabled: true }],
});

// Everything else, for a month: the portal's suggestion.
const workspace = new Workspace("shop", { ...inGroup, retentionInDays: 30 });
new DiagnosticSetting("gateway", {
  resourceUri: gateway.id,
  workspaceId: workspace.id,
  logs: [{ categoryGroup: "allLogs", enabled: true }],
});
