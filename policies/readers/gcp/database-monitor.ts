import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { Database } from "../../kinds/database";
import { databaseMonitor, type DatabaseAspect, type DatabaseMonitor } from "../../kinds/database-monitor";
import { promqlName } from "./monitoring-metric";

/** What metrics of Cloud SQL tell of a database. */
const ASPECTS: readonly (readonly [RegExp, DatabaseAspect])[] = [
  [/^database_(postgresql_num_backends|network_connections|mysql_connections|conn_pool_)/, "connections"],
  [/latenc|_(execution|io|lock)_time$/, "latency"],
  [/^database_disk_(utilization|bytes_used)/, "disk"],
];

/** Conditions of `gcp:monitoring/alertPolicy:AlertPolicy` on metrics of Cloud SQL. */
export const databaseAlert = reader("gcp:monitoring/alertPolicy:AlertPolicy", databaseMonitor, (policy) => {
  if (policy.boolean("enabled", { whenAbsent: true }).value === false) return [];
  const { items, missing } = policy.list("conditions");
  return [...items.flatMap(monitorsIn), ...(missing ? [untoldMonitor] : [])];
});

const QUERIES = [
  "conditionThreshold.filter",
  "conditionPrometheusQueryLanguage.query",
  "conditionMonitoringQueryLanguage.query",
];

function monitorsIn(condition: Inputs): readonly DatabaseMonitor[] {
  const [query] = QUERIES.map((path) => condition.string(path)).filter(({ isAbsent }) => !isAbsent);
  if (query === undefined) return [];
  const { state } = query;
  if (state.is !== "known") return [untoldMonitor];
  const names = metricsIn(state.value);
  const aspects = names.flatMap((name) => ASPECTS.find(([pattern]) => pattern.test(name))?.[1] ?? []);
  return aspects.length === 0
    ? []
    : [{ aspects: [...new Set(aspects)], watches: (target) => watches(state.value, target) }];
}

/** Whatever makes up the conditions is known by the dependencies: what they do not name, it is not of. */
const untoldMonitor: DatabaseMonitor = {
  aspects: [],
  watches: (target, self) =>
    isCloudSql(target) && mayName(target, self)
      ? undetermined({ why: `what alert policy ${self.resource.name} watches ${UNTIL_UPDATE}` })
      : notApplicable("it watches others"),
};

/** The metrics of Cloud SQL in a filter or a query, without the service. */
function metricsIn(text: string): readonly string[] {
  const found = text.match(/cloudsql\.googleapis\.com\/[\w/]+|cloudsql_googleapis_com:\w+/g) ?? [];
  return found
    .map((name) => (name.includes("/") ? promqlName(name) : name))
    .map((name) => name.slice(name.indexOf(":") + 1));
}

/** Without the id of a database, it is of all of them. */
function watches(text: string, target: Subject<Database>): Outcome {
  if (!isCloudSql(target)) return notApplicable("it watches others");
  const named = /database_id\s*(=~?|:)\s*(?:monitoring\.regex\.full_match\()?"([^"]*)"/.exec(text);
  if (named === null) return pass;
  const [, , id = ""] = named;
  const { value } = target.resource.inputs.string("name");
  if (value === undefined) return undetermined({ path: ["name"], why: UNTIL_UPDATE });
  return id === value || id.endsWith(`:${value}`) || new Set(id.split(/[^\w-]+/)).has(value)
    ? pass
    : notApplicable("it watches another database");
}

function isCloudSql({ resource }: Subject<Database>): boolean {
  return resource.type === "gcp:sql/databaseInstance:DatabaseInstance";
}

function mayName(target: Subject<Database>, { resource }: Subject<DatabaseMonitor>): boolean {
  const named = resource.dependencies["conditions"] ?? [];
  return named.length === 0 || named.includes(target.resource.urn);
}
