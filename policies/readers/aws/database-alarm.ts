import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Database } from "../../kinds/database";
import {
  databaseAspects,
  databaseMonitor,
  type DatabaseAspect,
  type DatabaseMonitor,
} from "../../kinds/database-monitor";
import { alarmQuery } from "./alarm-condition";
import { clusterInstances, databaseLinks, dimensionsOf } from "./alarmed-databases";

/** What metrics of RDS tell of a database. */
const ASPECTS: readonly (readonly [RegExp, DatabaseAspect])[] = [
  [/^DatabaseConnections$/, "connections"],
  [/^(\w*Latency|DBLoad\w*)$/, "latency"],
  [
    /^(FreeStorageSpace|FreeLocalStorage|FreeEphemeralStorage|AuroraVolumeBytesLeftTotal|VolumeBytesUsed)$/,
    "disk",
  ],
];

const RDS = "AWS/RDS";

/** Alarms on metrics of `AWS/RDS`. One without dimensions is of all databases together. */
export const databaseAlarm = reader("aws:cloudwatch/metricAlarm:MetricAlarm", databaseMonitor, (alarm) => {
  const query = alarmQuery(alarm);
  if ("why" in query) return mayBeOfRds(alarm) ? untoldMonitor(alarm) : undefined;
  const metrics = query.metrics.filter(({ namespace }) => namespace === RDS);
  const aspects = metrics.flatMap(({ name }) => ASPECTS.find(([pattern]) => pattern.test(name))?.[1] ?? []);
  if (aspects.length === 0) return undefined;
  return {
    aspects: [...new Set(aspects)],
    watches: (target, self, stack) => {
      if (!target.resource.type.startsWith("aws:rds/")) return notApplicable("it watches others");
      return isOf(alarm, target, self, stack);
    },
  };
});

/** Whether the alarm is of the database, of an instance of it, or of all databases. */
function isOf(
  alarm: Inputs,
  target: Subject<Database>,
  self: Subject<DatabaseMonitor>,
  stack: StackView,
): Outcome {
  const dimensions = dimensionsOf(alarm);
  if (!dimensions.some((each) => each.has([]))) return pass;
  const links = databaseLinks(alarm, self, stack);
  const own = [target, ...clusterInstances(target, stack)].map(({ resource }) => resource.urn);
  const named = links.flatMap(({ subjects }) => subjects.map(({ resource }) => resource.urn));
  if (named.some((urn) => own.includes(urn))) return pass;
  const isUntold =
    links.some(({ state }) => state === "unknown") || dimensions.some((each) => each.entries([]).missing);
  return isUntold
    ? undetermined({ why: `whether alarm ${self.resource.name} is of this database ${UNTIL_UPDATE}` })
    : notApplicable("it watches another database");
}

/** Whether an alarm whose metric cannot be read may be of `AWS/RDS`. */
function mayBeOfRds(alarm: Inputs): boolean {
  const queries = alarm.list("metricQueries");
  const namespaces = [alarm, ...queries.items.map((query) => query.at("metric"))]
    .map((of) => of.string("namespace"))
    .filter(({ isAbsent }) => !isAbsent);
  const isSuch = namespaces.some(({ isDecided, value }) => !isDecided || value === RDS);
  return isSuch || queries.missing !== undefined;
}

/** An alarm whose metric cannot be told: it may watch anything of the databases that its dimensions name. */
function untoldMonitor(alarm: Inputs): DatabaseMonitor {
  return {
    aspects: databaseAspects,
    watches: (target, self, stack) => {
      if (!target.resource.type.startsWith("aws:rds/")) return notApplicable("it watches others");
      const of = isOf(alarm, target, self, stack);
      return of.result === "pass"
        ? undetermined({ why: `what alarm ${self.resource.name} watches ${UNTIL_UPDATE}` })
        : of;
    },
  };
}

/** The storage of Aurora grows by itself, so that no alarm has to watch it. */
export const auroraStorage = reader("aws:rds/cluster:Cluster", databaseMonitor, (cluster) => {
  const engine = cluster.string("engine");
  if (engine.isDecided && engine.value?.startsWith("aurora") !== true) return undefined;
  return {
    aspects: ["disk"] as const,
    watches: (target, self) => {
      if (target.resource !== self.resource) return notApplicable("it is another cluster");
      return engine.isDecided ? pass : undetermined({ path: engine.path, why: engine.says });
    },
  };
});
