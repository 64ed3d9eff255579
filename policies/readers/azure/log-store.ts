import { Fact, type FactFormat } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { advise, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { encryptionKey } from "../../kinds/encryption-key";
import { logStore, type LogStore } from "../../kinds/log-store";
import { advised } from "../advised-fact";
import { borrowed, jointly } from "../borrowed-fact";
import { customerKey } from "../data-at-rest";
import { Lacking } from "../kubernetes/lacking";
import { keysOfLinks, keysOfTarget, relationTo } from "./arm-link";
import { keyOfLinkedCluster } from "./dedicated-cluster";
import { diagnosticsInto } from "./diagnostic-setting";

/** Days that a workspace keeps logs unless set, and at most. */
const WORKSPACE = { days: 30, atMost: 730 };

/** The days beyond two years that a table accepts. */
const TABLE_STEPS = [1095, 1460, 1826, 2191, 2556, 2922, 3288, 3653, 4018, 4383];

const LOCK_ACCOUNT =
  "Send audit logs to a storage account with immutableStorageWithVersioning in state Locked.";

/** `azure-native:operationalinsights:Workspace`: logs of anything, 30 days unless set. */
export const logAnalyticsWorkspace = reader(
  "azure-native:operationalinsights:Workspace",
  logStore,
  (inputs, { name }): LogStore => ({
    purpose: (self, stack) =>
      keepsAudit([name], inputs.string("workspaceName"), self, stack) ? "audit" : "any",
    retentionDays: () => new WorkspaceDays(daysOf(inputs)),
    immutable: () =>
      new Lacking<boolean>(["workspaceName"], {
        says: "is of a workspace, whose logs can be purged",
        needs: "a store that is locked",
        advice: LOCK_ACCOUNT,
      }),
    storage: (self, stack) =>
      new Listing([
        {
          encrypted: Fact.given(true),
          get customerManagedKey() {
            return keyOfWorkspace(inputs, self, stack);
          },
        },
      ]),
  }),
);

/** A dedicated cluster holds the key. */
function keyOfWorkspace(inputs: Inputs, self: Subject<unknown>, stack: StackView): Fact<boolean> {
  const named = customerKey(inputs, "features.clusterResourceId");
  const linked = named.isAbsent ? keyOfLinkedCluster(self, inputs.string("workspaceName"), stack) : undefined;
  return linked ?? advised(named, "Link the workspace to a dedicated cluster with keyVaultProperties.");
}

/** Workspaces of the free tier keep logs for 7 days, whatever is set. */
function daysOf(inputs: Inputs): Fact<number> {
  const sku = inputs.string("sku.name");
  return sku.value?.toLowerCase() === "free"
    ? new Fact({ is: "known", value: 7, shown: '"Free"' }, sku.path, { unit: "days", fixable: false })
    : inputs.number("retentionInDays", { unit: "days", whenAbsent: WORKSPACE.days });
}

/** What more than a workspace can keep is for its tables to keep. */
class WorkspaceDays extends Fact<number> {
  constructor(private readonly days: Fact<number>) {
    super(days.state, days.path, days.format);
  }

  override satisfies(test: (value: number) => boolean, needs: string, suggestion?: number): Outcome {
    return suggestion !== undefined && suggestion > WORKSPACE.atMost
      ? advise(
          this.days.satisfies(test, needs),
          `A workspace keeps logs for ${WORKSPACE.atMost} days at most: send audit logs to a storage account that keeps them longer.`,
        )
      : this.days.satisfies(test, needs, suggestion);
  }
}

/** Tables of logs that say who did what. */
const AUDIT_TABLES =
  /^(AuditLogs|AzureActivity|SigninLogs|AADNonInteractiveUserSignInLogs|AKSAudit(Admin)?|PGSQLServerLogs|SecurityEvent|Syslog|AzureDiagnostics)$|audit/i;

/** `azure-native:operationalinsights:Table`: as long as its workspace keeps logs, unless set. */
export const logAnalyticsTable = reader(
  "azure-native:operationalinsights:Table",
  logStore,
  (inputs, { name }): LogStore => ({
    purpose: () => (AUDIT_TABLES.test(inputs.string("tableName").value ?? name) ? "audit" : "any"),
    retentionDays: () => {
      const total = inputs.number("totalRetentionInDays");
      const interactive = inputs.number("retentionInDays");
      const days = [total, interactive].find(({ isAbsent, value }) => !isAbsent && value !== -1);
      if (days === undefined) {
        return Fact.unknown(total.path, "is not set, so that its workspace decides");
      }
      return days.map((kept) => kept, {
        unit: "days",
        write: (asked) =>
          asked <= WORKSPACE.atMost ? asked : (TABLE_STEPS.find((step) => step >= asked) ?? asked),
      });
    },
    storage: () => new Listing([]),
  }),
);

/** Rules that delete what is old in an account. */
interface Lifecycle {
  readonly account: Reference;
  readonly expiry: Listing<Fact<number>>;
}

const lifecycle = kind<Lifecycle>("storage lifecycle");

/** `azure-native:storage:ManagementPolicy`, by what its rules delete. */
export const storageLifecycle = reader("azure-native:storage:ManagementPolicy", lifecycle, (inputs) => ({
  get account() {
    return inputs.reference("accountName");
  },
  get expiry() {
    const rules = inputs
      .list("policy.rules")
      .filter((rule) => rule.boolean("enabled", { whenAbsent: true }).value !== false);
    return new Listing(rules.items.flatMap(deletionsOf), rules.missing);
  },
}));

const DELETION = "definition.actions.baseBlob.delete";
const AFTER = ["daysAfterModificationGreaterThan", "daysAfterCreationGreaterThan"];

function deletionsOf(rule: Inputs): readonly Fact<number>[] {
  const days = AFTER.map((property) => rule.number(`${DELETION}.${property}`, { unit: "days" }));
  return days.filter(({ isAbsent }) => !isAbsent);
}

const lifecyclesByAccount = lookup(lifecycle, (self, stack) => {
  const reference = self.thing.account;
  return keysOfLinks([{ link: stack.follow(self, reference, logStore), reference }]);
});

const LOCK = "immutableStorageWithVersioning.immutabilityPolicy";

const locks: FactFormat<boolean> = {
  says: (isLocked) => (isLocked ? "blobs that nobody can delete" : "blobs that can be deleted"),
  fixable: false,
};

/**
 * `azure-native:storage:StorageAccount`: what is in it stays until a rule deletes it, is encrypted with Microsoft's key
 * unless another is named, and can be deleted unless its immutability policy is locked. The policy of a container cannot
 * be locked by a program.
 */
export const storageAccount = reader(
  "azure-native:storage:StorageAccount",
  logStore,
  (inputs, { name }): LogStore => ({
    purpose: (self, stack) => {
      const own = inputs.string("accountName");
      if (keepsAudit([name], own, self, stack)) return "audit";
      const isOfLogs = [name, own.value].some((text) => /logs?/i.test(text ?? ""));
      return isOfLogs || diagnosticsInto(self, own, stack).length > 0 ? "application" : "none";
    },
    retentionDays: (self, stack) => keptDays(inputs, self, stack),
    immutable: () =>
      advised(
        inputs.string(`${LOCK}.state`).map((state) => state === "Locked", { ...locks }),
        "Create the account with immutableStorageWithVersioning: { enabled: true, immutabilityPolicy: { state: Unlocked, ... } }, and set state: Locked in the next update.",
      ),
    lockedDays: () => inputs.number(`${LOCK}.immutabilityPeriodSinceCreationInDays`, { unit: "days" }),
    storage: (self, stack) =>
      new Listing([
        {
          encrypted: Fact.given(true),
          get customerManagedKey() {
            return ownKey(inputs, self, stack);
          },
        },
      ]),
  }),
);

/** The SDK gives settings with a part that is not known as unknown altogether: those that come from a key name it. */
function ownKey(inputs: Inputs, self: Subject<unknown>, stack: StackView): Fact<boolean> {
  const source = inputs.string("encryption.keySource", { whenAbsent: "Microsoft.Storage" });
  const key = inputs.reference("encryption.keyVaultProperties.keyName");
  const comesFromKey =
    source.state.is === "unknown" && stack.follow(self, key, encryptionKey).state === "found";
  if (comesFromKey) return Fact.given(true, source.path);
  return source.map((name) => name.toLowerCase() === "microsoft.keyvault", {
    says: (own) => (own ? "a customer-managed key" : "a key that the platform keeps"),
    fixable: false,
  });
}

/** Every rule that deletes something has to leave it long enough. */
function keptDays(inputs: Inputs, self: Subject<unknown>, stack: StackView): Fact<number> {
  const own = inputs.string("accountName");
  const facts = stack.candidates(lifecyclesByAccount, keysOfTarget(self, own)).flatMap((policy) => {
    const { account, expiry } = policy.thing;
    const relation = relationTo(stack.follow(policy, account, logStore), account, self, own);
    if (relation === "is not") return [];
    const called = `management policy ${policy.resource.name}`;
    if (relation === "may be") return [Fact.unknown<number>([], `may be decided by ${called}`)];
    const { missing } = expiry;
    const untold = missing ? [Fact.unknown<number>(missing.path ?? [], missing.why)] : [];
    return [...expiry.items, ...untold].map((days) => borrowed(called, days));
  });
  return jointly(facts) ?? new Fact({ is: "absent", value: Infinity }, ["accountName"], { unit: "days" });
}

/** Whether names, or what sends logs to it, say that a store keeps audit logs. */
function keepsAudit(
  names: readonly string[],
  own: Fact<string>,
  self: Subject<unknown>,
  stack: StackView,
): boolean {
  if ([...names, own.value].some((text) => /audit/i.test(text ?? ""))) return true;
  return diagnosticsInto(self, own, stack).some(
    ({ thing: { source, logs } }) =>
      source === undefined ||
      logs.items.some(
        ({ name, enabled }) => enabled.value !== false && /audit|PostgreSQLLogs/i.test(name.value ?? ""),
      ),
  );
}
