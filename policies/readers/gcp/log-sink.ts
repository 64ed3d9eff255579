import { kind } from "../../evaluation/kind";
import type { Inputs } from "../../evaluation/inputs";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { logStore, type LogStore } from "../../kinds/log-store";
import { followName } from "./resource-name";

/** What sends logs somewhere, beside the log bucket `_Default`. */
export interface LogSink {
  readonly destination: Reference;
  /** `all` where it takes everything; `unknown` where its filter is not known yet. */
  readonly takes: "audit" | "application" | "all" | "unknown";
}

export const logSink = kind<LogSink>("log sink");

/** `gcp:logging/projectSink:ProjectSink`, and those of folders, organizations and billing accounts. */
export const loggingSink = reader(
  [
    "gcp:logging/projectSink:ProjectSink",
    "gcp:logging/folderSink:FolderSink",
    "gcp:logging/organizationSink:OrganizationSink",
    "gcp:logging/billingAccountSink:BillingAccountSink",
  ],
  logSink,
  (sink, { name }) =>
    sink.boolean("disabled", { whenAbsent: false }).value === true
      ? undefined
      : {
          get destination() {
            return sink.reference("destination");
          },
          get takes() {
            return taken(sink, name);
          },
        },
);

function taken(sink: Inputs, name: string): LogSink["takes"] {
  const filter = sink.string("filter");
  if (saysAudit(name, sink.string("name").value)) return "audit";
  if (filter.state.is === "unknown") return "unknown";
  if (filter.value === undefined || filter.value.trim() === "") return "all";
  return /cloudaudit|AuditLog|audit_log|protoPayload/i.test(filter.value) ? "audit" : "application";
}

/** Whether names call something one of audit logs. */
export function saysAudit(...names: readonly (string | undefined)[]): boolean {
  return names.some((name) => /audit/i.test(name ?? ""));
}

/** The store that a sink writes to: `storage.googleapis.com/NAME`, `logging.googleapis.com/projects/.../buckets/ID`. */
export function storeOf(sink: Subject<LogSink>, stack: StackView): Link<LogStore> {
  return followName(sink, sink.thing.destination, logStore, ["name", "bucketId", "datasetId"], stack);
}

const sinksByStore = lookup(logSink, (sink, stack) => ({
  some: storeOf(sink, stack).subjects.map(({ resource }) => resource.urn),
}));

/** The sinks that write to the store. */
export function sinksInto(self: Subject<unknown>, stack: StackView): readonly Subject<LogSink>[] {
  return stack.candidates(sinksByStore, [self.resource.urn]);
}
