import { cases, ref, resource, unknown } from "../../kit/cases";
import { diagnostics } from "../azure/databases";

const workspace = (props: object = {}, workspaceName = "audit-logs") =>
  resource("azure-native:operationalinsights:Workspace", "workspace", {
    resourceGroupName: "production",
    workspaceName,
    sku: { name: "PerGB2018" },
    ...props,
  });
const table = (props: object) =>
  resource("azure-native:operationalinsights:Table", "table", {
    workspaceName: "logs",
    tableName: "AzureActivity",
    ...props,
  });
const account = resource("azure-native:storage:StorageAccount", "audit", {
  accountName: "auditlogs",
  kind: "StorageV2",
  sku: { name: "Standard_ZRS" },
});
const expiry = (days: unknown, accountName: unknown = ref("audit")) =>
  resource("azure-native:storage:ManagementPolicy", "expiry", {
    accountName,
    managementPolicyName: "default",
    policy: {
      rules: [
        {
          enabled: true,
          name: "old",
          type: "Lifecycle",
          definition: { actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: days } } } },
        },
      ],
    },
  });
const sentTo = (workspaceId: unknown) =>
  diagnostics("/subscriptions/s/x", { workspaceId, logs: [{ categoryGroup: "audit", enabled: true }] });

export default cases({
  requirement: "2.5-audit-log-retention",
  provider: "azure",
  valid: {
    "a workspace keeps them two years": {
      stack: [workspace({ retentionInDays: 730 })],
      profiles: ["REGULATED"],
    },
    "a table keeps them seven": { stack: [table({ totalRetentionInDays: 2556, retentionInDays: 90 })] },
    "an account deletes nothing": { stack: [account] },
    "an account deletes late": { stack: [account, expiry(2555)] },
    "another account's rules": { stack: [account, expiry(30, "other")] },
    "a workspace that keeps other logs beside them keeps them long enough": {
      stack: [workspace({ retentionInDays: 400 }, "logs"), sentTo(ref("workspace"))],
      profiles: ["REGULATED"],
    },
  },
  invalid: {
    "a workspace keeps them 30 days": {
      stack: [workspace()],
      profiles: ["REGULATED"],
      finds: [
        "2.5 Audit log retention: retentionInDays is not set, which means 30 days; {profile} needs at least 365. Set retentionInDays: 365.",
      ],
    },
    "a workspace cannot keep them seven years": {
      stack: [workspace({ retentionInDays: 730 })],
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        "2.5 Audit log retention: retentionInDays is 730 days; {profile} needs at least 2555. A workspace keeps logs for 730 days at most: send audit logs to a storage account that keeps them longer.",
      ],
    },
    "what is sent there is of an audit": {
      stack: [workspace({ retentionInDays: 90 }, "logs"), sentTo(ref("workspace"))],
      profiles: ["REGULATED"],
      remediable: false,
      finds: [
        "2.5 Audit log retention: retentionInDays is 90 days; {profile} needs at least 365. Set retentionInDays: 365.",
      ],
    },
    "a table": {
      stack: [table({ totalRetentionInDays: 90 })],
      profiles: ["RESTRICTED"],
      finds: [
        "2.5 Audit log retention: totalRetentionInDays is 90 days; {profile} needs at least 2555. Set totalRetentionInDays: 2556.",
      ],
    },
    "an account deletes early": {
      stack: [account, expiry(90)],
      profiles: ["REGULATED"],
      remediable: false,
      finds: [
        "2.5 Audit log retention: management policy expiry: policy.rules[0].definition.actions.baseBlob.delete.daysAfterModificationGreaterThan is 90 days; {profile} needs at least 365. Set policy.rules[0].definition.actions.baseBlob.delete.daysAfterModificationGreaterThan: 365.",
      ],
    },
  },
  unknown: {
    "the days": {
      stack: [workspace({ retentionInDays: unknown })],
      mentions: ["retentionInDays is not known until the update"],
    },
    "a table that leaves it to its workspace": {
      stack: [table({})],
      mentions: ["totalRetentionInDays is not set, so that its workspace decides"],
    },
    "whose rules they are": {
      stack: [account, expiry(30, unknown)],
      mentions: ["may be decided by management policy expiry"],
    },
  },
});
