import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { alert, type Alert, type AlertMeasure } from "../../kinds/alert";
import { alertOf } from "../promql/alert";
import { conditionOfExpression, suggestedBy, type Condition } from "../promql/condition";
import type { Expression } from "../promql/expression";
import { withoutFactor } from "../promql/quantity";
import { alarmDestination } from "./alarm-actions";
import { alarmQuery, isCustom, type AlarmQuery } from "./alarm-condition";
import { alarmedDatabases } from "./alarmed-databases";
import { firingCondition } from "./metric-math";

const THRESHOLD = "threshold";
const PROMQL = "evaluationCriteria.promqlCriteria.query";
const AT_P95 = 'Set extendedStatistic: "p95" in place of statistic.';

/**
 * `aws:cloudwatch/metricAlarm:MetricAlarm`: of a metric, of metric math, or of PromQL. Nobody is told unless it has
 * actions, or a composite alarm watches it.
 */
export const metricAlarm = reader(
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  alert,
  (inputs, { name }): Alert => {
    const destination = (self: Subject<Alert>, stack: StackView) => alarmDestination(self, stack);
    if (inputs.has("evaluationCriteria")) {
      return Object.assign(alertOf(name, [], inputs.string(PROMQL)), { destination });
    }
    let made: Reading | undefined;
    const reading = () => (made ??= readingOf(inputs, name));
    return {
      name,
      path: [],
      get measures() {
        return reading().measures;
      },
      get suggests() {
        return reading().suggests;
      },
      get firesAt() {
        return reading().firesAt;
      },
      firesAtIn: (self, stack) => freeShare(inputs, reading(), self, stack) ?? reading().firesAt,
      get statistic() {
        return reading().condition?.statistic;
      },
      percentileAdvice: AT_P95,
      // A threshold of the alarm's own is told, and written, as a fix.
      get writes() {
        const { condition, isInside } = reading();
        return isInside ? condition?.writes : undefined;
      },
      destination,
    };
  },
);

interface Reading {
  readonly measures: Fact<AlertMeasure>;
  readonly suggests?: AlertMeasure | undefined;
  readonly firesAt: Fact<number>;
  readonly condition?: Condition;
  readonly query?: AlarmQuery;
  /** True where the number stands in the expression, and not in the threshold. */
  readonly isInside?: boolean;
}

function readingOf(alarm: Inputs, name: string): Reading {
  const query = alarmQuery(alarm);
  if ("why" in query) {
    return {
      measures: Fact.unknown<AlertMeasure>(query.path, query.why),
      suggests: suggestedBy(name),
      firesAt: Fact.unknown<number>(query.path, query.why),
    };
  }
  const threshold = alarm.number(THRESHOLD);
  const operator = operatorOf(alarm);
  const { value } = threshold;
  const isTold = operator !== undefined && value !== undefined;
  // Where it is not told on which value the alarm fires, it is taken to fire on what holds.
  const inside = firingCondition(query.expression, (found) =>
    isTold ? compares(operator, found, value) : found > 0,
  );
  const condition =
    inside === undefined
      ? conditionOfExpression(comparedWith(query.expression, operator, value))
      : conditionOfExpression(inside);
  if (condition.measures === "other") return otherReading(name, query);
  return {
    measures: Fact.given<AlertMeasure>(condition.measures, query.path),
    firesAt:
      inside === undefined || !isTold
        ? firesAtThreshold(alarm, threshold, condition)
        : firesInside(query, condition),
    condition,
    query,
    ...(inside === undefined ? {} : { isInside: true }),
  };
}

/** What AWS publishes is well known; a metric of one's own may be what the alarm's name suggests. */
function otherReading(name: string, { path, metrics }: AlarmQuery): Reading {
  const custom = metrics.filter(isCustom).map((metric) => metric.name);
  const suggests = custom.length > 0 ? suggestedBy(name, ...custom) : undefined;
  const why = "cannot be read as what the alarm's name suggests";
  return suggests
    ? { measures: Fact.unknown<AlertMeasure>(path, why), suggests, firesAt: Fact.unknown<number>(path, why) }
    : {
        measures: Fact.given<AlertMeasure>("other", path),
        firesAt: new Fact<number>({ is: "absent" }, path),
      };
}

function firesAtThreshold(
  alarm: Inputs,
  threshold: Fact<number>,
  { firesAt, why, writes }: Condition,
): Fact<number> {
  if (alarm.has("thresholdMetricId")) {
    return Fact.unknown<number>(["thresholdMetricId"], "names a band that CloudWatch learns, and no number");
  }
  const comparison = alarm.string("comparisonOperator");
  if (OPERATORS[comparison.value ?? ""] === undefined) {
    return Fact.unknown<number>(
      comparison.path,
      comparison.isKnown ? "is none that can be read" : comparison.says,
    );
  }
  const { path, state } = threshold;
  if (why !== undefined) return Fact.unknown<number>(path, why);
  if (state.is === "unknown") return Fact.unknown<number>(path, state.why);
  if (firesAt === undefined) return new Fact<number>({ is: "absent" }, path);
  const secret = state.is === "known" && state.secret === true ? { secret: true } : {};
  return new Fact<number>({ is: "known", value: firesAt, ...secret }, path, {
    write: (value) => Number(writes?.(value) ?? value),
  });
}

function firesInside({ path }: AlarmQuery, { firesAt, why }: Condition): Fact<number> {
  if (why !== undefined) return Fact.unknown<number>(path, why);
  return firesAt === undefined
    ? new Fact<number>({ is: "absent" }, path)
    : new Fact<number>({ is: "known", value: firesAt }, path, { fixable: false });
}

const BYTES_PER_GIB = 2 ** 30;

/** Free space in bytes, as a share of what the database it is of was given. */
function freeShare(
  alarm: Inputs,
  { condition, query, isInside }: Reading,
  self: Subject<Alert>,
  stack: StackView,
): Fact<number> | undefined {
  if (condition?.measures !== "disk" || condition.why === undefined || query === undefined || isInside)
    return undefined;
  const threshold = alarm.number(THRESHOLD);
  const { expression, factor } = withoutFactor(query.expression);
  if (expression.is !== "series" || threshold.value === undefined) return undefined;
  const sizes = alarmedDatabases(alarm, self, stack).map(({ resource }) =>
    resource.inputs.number("allocatedStorage"),
  );
  const [size, ...others] = sizes;
  if (size?.value === undefined || size.value <= 0 || others.length > 0) return undefined;
  const whole = size.value * BYTES_PER_GIB * factor;
  return new Fact<number>({ is: "known", value: (100 * threshold.value) / whole }, threshold.path, {
    write: (percent) => Math.ceil((percent / 100) * whole),
  });
}

type Operator = ">" | ">=" | "<" | "<=";

const OPERATORS: Readonly<Record<string, Operator>> = {
  GreaterThanOrEqualToThreshold: ">=",
  GreaterThanThreshold: ">",
  GreaterThanUpperThreshold: ">",
  LessThanLowerOrGreaterThanUpperThreshold: ">",
  LessThanLowerThreshold: "<",
  LessThanOrEqualToThreshold: "<=",
  LessThanThreshold: "<",
};

/** Undefined where it is not known. */
function operatorOf(alarm: Inputs): Operator | undefined {
  return OPERATORS[alarm.string("comparisonOperator").value ?? ""];
}

function comparedWith(
  expression: Expression,
  operator: Operator | undefined,
  threshold: number | undefined,
): Expression {
  if (operator === undefined) return expression;
  // Where the number is not known, any will do to tell what is measured.
  const right: Expression = { is: "number", value: threshold ?? 1 };
  return { is: "binary", operator, left: expression, right };
}

function compares(operator: Operator, value: number, threshold: number): boolean {
  switch (operator) {
    case ">":
      return value > threshold;
    case ">=":
      return value >= threshold;
    case "<":
      return value < threshold;
    case "<=":
      return value <= threshold;
  }
}
