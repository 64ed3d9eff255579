import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Listing } from "../../evaluation/listing";
import type { Path } from "../../evaluation/path";
import type { Expression } from "../promql/expression";
import { isPublished, metricExpression, type CloudWatchMetric } from "./cloudwatch-metric";
import { mathExpression, withoutBand } from "./metric-math";

/** What an alarm watches. */
export interface AlarmQuery {
  readonly path: Path;
  /** In PromQL's terms. */
  readonly expression: Expression;
  /** The metrics that it is made of. */
  readonly metrics: readonly CloudWatchMetric[];
}

/** The query, or why it cannot be read, as it follows the path. */
export type AlarmReading = AlarmQuery | { readonly path: Path; readonly why: string };

/** What a `MetricAlarm` compares with its threshold or its band. */
export function alarmQuery(alarm: Inputs): AlarmReading {
  if (!alarm.has("metricQueries")) return metricQuery(alarm, metricAt(alarm));
  const queries = alarm.list("metricQueries");
  if (queries.missing) return { path: queries.missing.path ?? ["metricQueries"], why: queries.missing.why };
  const band = alarm.string("thresholdMetricId").value;
  const returned = returnedQuery(queries.items, band);
  if (returned === undefined) return { path: ["metricQueries"], why: "returns no data that can be told" };
  return queryOf(returned, queries.items, 0);
}

/** True for a metric of the program's own, of which only the name says what it is. */
export function isCustom(metric: CloudWatchMetric): boolean {
  return !isPublished(metric);
}

/** The query whose data the alarm compares; the band that it compares with is another. */
function returnedQuery(queries: readonly Inputs[], band: string | undefined): Inputs | undefined {
  const others = queries.filter((query) => band === undefined || query.string("id").value !== band);
  const returning = others.filter(
    (query) => query.boolean("returnData", { whenAbsent: false }).value === true,
  );
  const [only, ...more] = returning.length > 0 ? returning : others;
  if (more.length === 0) return only;
  const calculated = others.filter((query) => query.has("expression"));
  return calculated.length === 1 ? calculated[0] : undefined;
}

/** Deeper than anyone nests, and a way out of expressions that name each other. */
const DEEPEST = 10;

function queryOf(query: Inputs, queries: readonly Inputs[], depth: number): AlarmReading {
  const expression = query.string("expression");
  if (expression.isAbsent) return metricQuery(query, metricAt(query.at("metric"), "stat"));
  const { path, state } = expression;
  if (state.is === "unknown") return { path, why: state.why };
  if (state.is !== "known" || depth > DEEPEST) return { path, why: "cannot be read" };
  const inner = new Map<string, AlarmReading>();
  const parsed = mathExpression(state.value, (id) => {
    const other = queries.find((it) => it !== query && it.string("id").value === id);
    const reading = other && queryOf(other, queries, depth + 1);
    if (reading) inner.set(id, reading);
    return reading && "expression" in reading ? reading.expression : undefined;
  });
  const readings = [...inner.values()];
  const unread = readings.find((reading) => "why" in reading);
  if (unread) return unread;
  if (parsed === undefined) return { path, why: "is metric math that cannot be read" };
  const metrics = readings.flatMap((reading) => ("metrics" in reading ? reading.metrics : []));
  return { path, expression: withoutBand(parsed), metrics };
}

interface MetricFacts {
  readonly namespace: Fact<string>;
  readonly name: Fact<string>;
  readonly statistic: Fact<string>;
  readonly dimensions: Listing<readonly [name: string, value: Fact<string>]>;
}

function metricAt(inputs: Inputs, statistic = "statistic"): MetricFacts {
  const plain = inputs.string(statistic);
  return {
    namespace: inputs.string("namespace"),
    name: inputs.string("metricName"),
    statistic: statistic === "stat" ? plain : plain.orElse(inputs.string("extendedStatistic")),
    dimensions: inputs.entries("dimensions"),
  };
}

function metricQuery(of: Inputs, { namespace, name, statistic, dimensions }: MetricFacts): AlarmReading {
  const unknown = [namespace, name, statistic].find(({ state }) => state.is === "unknown");
  if (unknown) return { path: unknown.path, why: unknown.says };
  if (name.value === undefined) return { path: [...of.path, "metricName"], why: "is not set" };
  const metric: CloudWatchMetric = {
    namespace: namespace.value ?? "",
    name: name.value,
    statistic: statistic.value ?? "",
    dimensions: dimensions.items.map(([dimension, { value }]) => [dimension, value] as const),
  };
  const untold = isCustom(metric) ? untoldDimension(dimensions) : undefined;
  return untold ?? { path: name.path, expression: metricExpression(metric), metrics: [metric] };
}

/** Dimensions that say which of a metric's values are meant. */
const TELLING = /status|code|outcome|result|error|success|state|quantile/i;

function untoldDimension(dimensions: MetricFacts["dimensions"]): { path: Path; why: string } | undefined {
  const { items, missing } = dimensions;
  if (missing) return { path: missing.path ?? ["dimensions"], why: missing.why };
  const [, unread] = items.find(([name, { state }]) => TELLING.test(name) && state.is === "unknown") ?? [];
  return unread && { path: unread.path, why: unread.says };
}
