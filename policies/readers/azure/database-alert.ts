import type { Inputs } from "../../evaluation/inputs";
import { notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { database } from "../../kinds/database";
import {
  databaseAspects,
  databaseMonitor,
  type DatabaseAspect,
  type DatabaseMonitor,
} from "../../kinds/database-monitor";
import { relationTo } from "./arm-link";

/** What metrics of PostgreSQL servers tell of a database. */
const ASPECTS: readonly (readonly [RegExp, DatabaseAspect])[] = [
  [
    /^(active_connections|connections_failed|connections_succeeded|total_pooled_connections)$/i,
    "connections",
  ],
  [
    /^(longest_query_time_sec|longest_transaction_time_sec|physical_replication_delay_in_seconds|cpu_percent)$/i,
    "latency",
  ],
  [/^(storage_percent|storage_used|storage_free)$/i, "disk"],
];

/** `azure-native:monitor:MetricAlert` on metrics of a server. */
export const databaseMetricAlert = reader("azure-native:monitor:MetricAlert", databaseMonitor, (inputs) => {
  const enabled = inputs.boolean("enabled", { whenAbsent: true });
  if (enabled.value === false) return undefined;
  const criteria = inputs.list("criteria.allOf");
  const metrics = criteria.items.map((criterion) => criterion.string("metricName"));
  const isUntold =
    criteria.missing !== undefined ||
    enabled.state.is === "unknown" ||
    metrics.some(({ state }) => state.is === "unknown");
  const aspects = metrics.flatMap(
    ({ value }) => ASPECTS.find(([pattern]) => pattern.test(value ?? ""))?.[1] ?? [],
  );
  if (!isUntold && aspects.length === 0) return undefined;
  return {
    aspects: isUntold ? databaseAspects : [...new Set(aspects)],
    watches: (target, self, stack) => {
      const outcome = isOf(inputs, target, self, stack);
      return outcome.result === "pass" && isUntold ? untold(self) : outcome;
    },
  } satisfies DatabaseMonitor;
});

function isOf(inputs: Inputs, target: Subject<unknown>, self: Subject<unknown>, stack: StackView): Outcome {
  if (!target.resource.type.startsWith("azure-native")) return notApplicable("it watches others");
  const name = target.resource.inputs.string(
    target.resource.inputs.has("clusterName") ? "clusterName" : "serverName",
  );
  const scopes = inputs.references("scopes");
  const relations = scopes.items.map((scope) =>
    relationTo(stack.follow(self, scope, database), scope, target, name),
  );
  if (relations.includes("is")) return pass;
  return scopes.missing || relations.includes("may be") ? untold(self) : notApplicable("it watches another");
}

function untold({ resource }: Subject<unknown>): Outcome {
  return undetermined({
    why: `whether alert ${resource.name} is of this database is not known until the update`,
  });
}
