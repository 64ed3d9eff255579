import type { Inputs } from "../../evaluation/inputs";
import { lookup } from "../../evaluation/lookup";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { database, type Database } from "../../kinds/database";

/** Dimensions that name a database. */
export const DATABASE_DIMENSIONS = ["DBInstanceIdentifier", "DBClusterIdentifier"];

/** Where an alarm names the dimensions of its metrics: of its own metric, or of each query. */
export function dimensionsOf(alarm: Inputs): readonly Inputs[] {
  const queries = alarm.list("metricQueries").items.map((query) => query.at("metric.dimensions"));
  return [alarm.at("dimensions"), ...queries];
}

/** What the dimensions of an alarm lead to. */
export function databaseLinks(
  alarm: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): readonly Link<Database>[] {
  return dimensionsOf(alarm).flatMap((dimensions) =>
    DATABASE_DIMENSIONS.map((name) => stack.follow(self, dimensions.reference([name]), database)).filter(
      ({ state }) => state !== "unset",
    ),
  );
}

/** The databases of the stack that an alarm is of, each once. */
export function alarmedDatabases(
  alarm: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): readonly Subject<Database>[] {
  return [...new Set(databaseLinks(alarm, self, stack).flatMap(({ subjects }) => subjects))];
}

/** The instances of the stack that belong to a cluster. */
export function clusterInstances(cluster: Subject<unknown>, stack: StackView): readonly Subject<Database>[] {
  const { urn } = cluster.resource;
  return stack
    .candidates(instancesByCluster, [urn])
    .filter((member) => clustersOf(member, stack).some(({ resource }) => resource.urn === urn));
}

const instancesByCluster = lookup(database, (self, stack) => ({
  some: clustersOf(self, stack).map(({ resource }) => resource.urn),
}));

function clustersOf(member: Subject<Database>, stack: StackView): readonly Subject<Database>[] {
  if (member.resource.type !== "aws:rds/clusterInstance:ClusterInstance") return [];
  return stack.follow(member, member.resource.inputs.reference("clusterIdentifier"), database).subjects;
}
