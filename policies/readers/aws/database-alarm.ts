import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { notApplicable, pass, undetermined, type Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
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

/** Alarms on metrics of `AWS/RDS`. One without dimensions is of all databases together. */
export const databaseAlarm = reader("aws:cloudwatch/metricAlarm:MetricAlarm", databaseMonitor, (alarm) => {
  const query = alarmQuery(alarm);
  if ("why" in query) return maybeOf(alarm, query);
  const metrics = query.metrics.filter(({ namespace }) => namespace === "AWS/RDS");
  const aspects = metrics.flatMap(({ name }) => ASPECTS.find(([pattern]) => pattern.test(name))?.[1] ?? []);
  if (aspects.length === 0) return undefined;
  return {
    aspects: [...new Set(aspects)],
    watches: (target, self, stack) => {
      if (!target.resource.type.startsWith("aws:rds/")) return notApplicable("it watches others");
      if (!dimensionsOf(alarm).some((dimensions) => dimensions.has([]))) return pass;
      const links = databaseLinks(alarm, self, stack);
      const own = [target, ...clusterInstances(target, stack)].map(({ resource }) => resource.urn);
      const named = links.flatMap(({ subjects }) => subjects.map(({ resource }) => resource.urn));
      if (named.some((urn) => own.includes(urn))) return pass;
      return links.some(({ state }) => state === "unknown")
        ? undetermined({ why: `whether alarm ${self.resource.name} is of this database ${UNTIL_UPDATE}` })
        : notApplicable("it watches another database");
    },
  };
});

/** An alarm whose metric cannot be told: it may watch anything of the databases that its dimensions name. */
function maybeOf(alarm: Inputs, untold: Undetermined): DatabaseMonitor {
  return {
    aspects: databaseAspects,
    watches: (target, self, stack) => {
      const links = databaseLinks(alarm, self, stack);
      const own = [target, ...clusterInstances(target, stack)].map(({ resource }) => resource.urn);
      const mayWatch = links.some(
        ({ state, subjects }) =>
          state === "unknown" || subjects.some(({ resource }) => own.includes(resource.urn)),
      );
      return mayWatch ? undetermined(untold) : notApplicable("it watches others");
    },
  };
}

/** The storage of Aurora grows by itself, so that no alarm has to watch it. */
export const auroraStorage = reader("aws:rds/cluster:Cluster", databaseMonitor, (cluster) => {
  const { value } = cluster.string("engine");
  if (value?.startsWith("aurora") !== true) return undefined;
  return {
    aspects: ["disk"] as const,
    watches: (target, self) =>
      target.resource === self.resource ? pass : notApplicable("it is another cluster"),
  };
});
