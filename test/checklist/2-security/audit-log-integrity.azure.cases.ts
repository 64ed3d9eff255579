import { cases, resource, unknown } from "../../kit/cases";

const account = (immutabilityPolicy?: unknown, props: object = {}) =>
  resource("azure-native:storage:StorageAccount", "audit", {
    accountName: "auditlogs",
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    ...(immutabilityPolicy === undefined
      ? {}
      : { immutableStorageWithVersioning: { enabled: true, immutabilityPolicy } }),
    ...props,
  });
const locked = {
  state: "Locked",
  immutabilityPeriodSinceCreationInDays: 2555,
  allowProtectedAppendWrites: true,
};

export default cases({
  requirement: "2.5-audit-log-integrity",
  provider: "azure",
  valid: { "an account whose policy is locked": { stack: [account(locked)] } },
  invalid: {
    "an account without a policy": {
      stack: [account()],
      remediable: false,
      finds: [
        "2.5 Audit log integrity: immutableStorageWithVersioning.immutabilityPolicy.state is not set; {profile} needs blobs that nobody can delete. Create the account with immutableStorageWithVersioning: { enabled: true, immutabilityPolicy: { state: Unlocked, ... } }, and set state: Locked in the next update.",
      ],
    },
    "a policy that can be changed": {
      stack: [account({ ...locked, state: "Unlocked" })],
      remediable: false,
      finds: [
        "2.5 Audit log integrity: immutableStorageWithVersioning.immutabilityPolicy.state is Unlocked, which means blobs that can be deleted; {profile} needs blobs that nobody can delete. Create the account with immutableStorageWithVersioning: { enabled: true, immutabilityPolicy: { state: Unlocked, ... } }, and set state: Locked in the next update.",
      ],
    },
    "a policy that ends early": {
      stack: [account({ ...locked, immutabilityPeriodSinceCreationInDays: 365 })],
      finds: [
        "2.5 Audit log integrity: immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays is 365 days; {profile} needs at least 2555. Set immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays: 2555.",
      ],
    },
    "a workspace": {
      stack: [resource("azure-native:operationalinsights:Workspace", "audit", { workspaceName: "audit" })],
      remediable: false,
      finds: [
        "2.5 Audit log integrity: workspaceName is of a workspace, whose logs can be purged; {profile} needs a store that is locked. Send audit logs to a storage account with immutableStorageWithVersioning in state Locked.",
      ],
    },
  },
  unknown: {
    "the state": {
      stack: [account({ ...locked, state: unknown })],
      mentions: ["state is not known until the update"],
    },
    "the days": {
      stack: [account({ ...locked, immutabilityPeriodSinceCreationInDays: unknown })],
      mentions: ["immutabilityPeriodSinceCreationInDays"],
    },
  },
  notApplicable: {
    "an account for files": {
      stack: [account(undefined, { accountName: "files" })].map((it) => ({ ...it, name: "files" })),
    },
  },
});
