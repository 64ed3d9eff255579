import { allOf, anyOf, notApplicable, undetermined, type Outcome } from "../../evaluation/outcome";
import { unlessExcluded, type Exclusion } from "../../evaluation/exclusion";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { auditSource, type AuditSource } from "../../kinds/audit-source";

/**
 * `aws:cloudtrail/trail:Trail`: on unless switched off, of one Region and without digests unless told otherwise. One that
 * records data events alone is not the account's trail.
 */
export const cloudTrail = reader("aws:cloudtrail/trail:Trail", auditSource, (inputs) => ({
  records: () =>
    allOf(
      inputs.boolean("enableLogging", { whenAbsent: true }).is(true),
      unlessExcluded(dataEventsAlone(inputs), () =>
        inputs.boolean("isMultiRegionTrail", { whenAbsent: false }).is(true),
      ),
    ),
  get signsRecords() {
    return inputs.boolean("enableLogFileValidation", { whenAbsent: false });
  },
}));

function dataEventsAlone(inputs: Inputs): Exclusion | undefined {
  const advanced = inputs.list("advancedEventSelectors");
  const fields = Listing.of(...advanced.items.map((selector) => selector.list("fieldSelectors")));
  const values = Listing.of(...fields.items.map((field) => field.strings("equals")));
  const parts = [...fields.items.map((field) => field.string("field")), ...values.items];
  const missing = advanced.missing ?? fields.missing ?? values.missing;
  const untold = missing ?? parts.find((part) => part.untold !== undefined)?.untold;
  if (untold) return untold;
  return recordsManagement(inputs, advanced) ? undefined : "it records data events alone";
}

function recordsManagement(inputs: Inputs, advanced: Listing<Inputs>): boolean {
  const selectors = inputs.list("eventSelectors");
  if (advanced.items.length > 0) {
    const categories = advanced.items.flatMap((selector) =>
      selector
        .list("fieldSelectors")
        .items.filter((field) => field.string("field").value === "eventCategory")
        .flatMap((field) => field.strings("equals").items.map(({ value }) => value)),
    );
    return categories.length === 0 || categories.some((it) => it === undefined || it === "Management");
  }
  return (
    selectors.items.length === 0 ||
    selectors.items.some(
      (selector) => selector.boolean("includeManagementEvents", { whenAbsent: true }).value !== false,
    )
  );
}

/** `aws:eks/cluster:Cluster`: the logs of its control plane are off unless listed. */
export const eksAuditLog = reader("aws:eks/cluster:Cluster", auditSource, (inputs): AuditSource => ({
  records: () => logsAudit(inputs),
}));

function logsAudit(inputs: Inputs): Outcome {
  const types = inputs.strings("enabledClusterLogTypes");
  if (types.isUnstated) return notApplicable("a patch is judged only on what it sets");
  return anyOf(
    inputs.presence("enabledClusterLogTypes").violation({
      says: "does not list audit",
      needs: "the audit log of the control plane",
      fix: [{ path: ["enabledClusterLogTypes", types.items.length], value: "audit" }],
    }),
    ...types.items.map((type) => type.satisfies((name) => name === "audit", '"audit"')),
    ...(types.missing ? [undetermined(types.missing)] : []),
  );
}
