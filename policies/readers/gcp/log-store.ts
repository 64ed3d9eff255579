import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { logStore, type LogStore } from "../../kinds/log-store";
import { customerKey } from "../data-at-rest";
import { Lacking } from "../kubernetes/lacking";
import { saysAudit, sinksInto } from "./log-sink";

/** Cloud Logging keeps logs for 30 days unless told otherwise. */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * `gcp:logging/projectBucketConfig:ProjectBucketConfig`, and those of folders, organizations and billing accounts: 30
 * days, and of all of them only a project's can be locked.
 */
export const logBucket = reader(
  [
    "gcp:logging/projectBucketConfig:ProjectBucketConfig",
    "gcp:logging/folderBucketConfig:FolderBucketConfig",
    "gcp:logging/organizationBucketConfig:OrganizationBucketConfig",
    "gcp:logging/billingAccountBucketConfig:BillingAccountBucketConfig",
  ],
  logStore,
  (inputs, { name, type }): LogStore => ({
    purpose: (self, stack) => purposeOf(inputs, name, self, stack),
    retentionDays: () => inputs.number("retentionDays", { unit: "days", whenAbsent: KEPT_DAYS }),
    immutable: () =>
      type.includes("/projectBucketConfig:")
        ? inputs.boolean("locked", { whenAbsent: false })
        : new Lacking<boolean>(["bucketId"], {
            says: "is of a log bucket that no program can lock",
            needs: "a store that is locked",
            advice: "Have a sink write audit logs to a ProjectBucketConfig with locked: true.",
          }),
    storage: () => storageUnder(inputs, "cmekSettings.kmsKeyName"),
  }),
);

/** Where everything goes unless a sink says otherwise; and the audit logs of administrators, 400 days, for good. */
const PREDEFINED = ["_Default", "_Required"];

function purposeOf(
  inputs: Inputs,
  name: string,
  self: Subject<LogStore>,
  stack: StackView,
): ReturnType<LogStore["purpose"]> {
  const bucket = inputs.string("bucketId").value;
  if (PREDEFINED.includes(bucket ?? "")) return "any";
  if (saysAudit(name, bucket, inputs.string("description").value)) return "audit";
  return takenBy(self, stack) ?? "any";
}

/** What sinks say of a store; undefined where there are none, or where they do not tell. */
function takenBy(self: Subject<LogStore>, stack: StackView): "audit" | "application" | undefined {
  const taken = sinksInto(self, stack).map(({ thing }) => thing.takes);
  if (taken.includes("audit")) return "audit";
  return taken.length > 0 && taken.every((logs) => logs === "application") ? "application" : undefined;
}

/** `gcp:bigquery/dataset:Dataset` that a sink writes to: kept for good unless its tables expire. */
export const logDataset = reader("gcp:bigquery/dataset:Dataset", logStore, (inputs, { name }): LogStore => {
  const isOfLogs = (self: Subject<unknown>, stack: StackView) =>
    saysAudit(name, inputs.string("datasetId").value) || sinksInto(self, stack).length > 0;
  return {
    purpose: (self, stack) => {
      if (!isOfLogs(self, stack)) return "none";
      if (saysAudit(name, inputs.string("datasetId").value)) return "audit";
      return takenBy(self, stack) ?? "any";
    },
    retentionDays: () => {
      const expiry = ["defaultTableExpirationMs", "defaultPartitionExpirationMs"].map((property) =>
        inputs.number(property),
      );
      const [first] = [...expiry.filter(({ isAbsent }) => !isAbsent), ...expiry];
      return first?.isAbsent === false
        ? first.map((ms) => ms / DAY_MS, { unit: "days", write: (days) => days * DAY_MS })
        : Fact.given(Infinity, ["defaultTableExpirationMs"]);
    },
    immutable: () =>
      new Lacking<boolean>(["datasetId"], {
        says: "is of a dataset, whose rows can be deleted",
        needs: "a store that is locked",
        advice: "Have a sink write audit logs to a ProjectBucketConfig with locked: true.",
      }),
    storage: (self, stack) =>
      isOfLogs(self, stack)
        ? storageUnder(inputs, "defaultEncryptionConfiguration.kmsKeyName")
        : new Listing([]),
  };
});

/** Google encrypts what it stores; the property names a key of one's own. */
function storageUnder(inputs: Inputs, path: string) {
  return new Listing([{ encrypted: Fact.given(true), customerManagedKey: customerKey(inputs, path) }]);
}
