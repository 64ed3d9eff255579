import { parseExpression, type Expression } from "../promql/expression";
import { constantOf } from "../promql/quantity";
import { metricExpression } from "./cloudwatch-metric";

/** Functions that leave what is measured as it is, and take it as their first argument. */
const TRANSPARENT = ["fill", "abs", "ceil", "floor", "avg", "max", "min", "sum"];

/**
 * A metric math expression, with what its ids stand for in their place. Undefined where it cannot be read.
 *
 * @param meaning What an id stands for.
 */
export function mathExpression(
  text: string,
  meaning: (id: string) => Expression | undefined,
): Expression | undefined {
  const selected = selectedMetric(text);
  if (selected) return selected;
  const parsed = parseExpression(plain(text));
  return parsed && resolved(parsed, meaning);
}

/**
 * The expression that an alarm fires on, where it only says whether: `IF(errors / requests > 0.01, 1, 0)`, or the
 * comparison alone. Undefined for any other, and where the alarm does not fire on what holds.
 *
 * @param fires Whether the alarm fires on a value.
 */
export function firingCondition(
  expression: Expression,
  fires: (value: number) => boolean,
): Expression | undefined {
  if (expression.is === "call" && expression.name === "if") {
    const [condition, then, otherwise] = expression.args;
    const holds = then && constantOf(then);
    const fails = otherwise && constantOf(otherwise);
    if (!condition || holds === undefined || fails === undefined) return undefined;
    return fires(holds) && !fires(fails) ? condition : undefined;
  }
  const isLogical =
    expression.is === "binary" &&
    [">", ">=", "<", "<=", "==", "!=", "and", "or"].includes(expression.operator);
  return isLogical && fires(1) && !fires(0) ? expression : undefined;
}

/** What the band of anomalies is made around. */
export function withoutBand(expression: Expression): Expression {
  if (expression.is !== "call" || expression.name !== "anomaly_detection_band") return expression;
  return expression.args[0] ?? expression;
}

/** Metric math in the words of PromQL: its lists are arguments, or sums. */
function plain(text: string): string {
  return text
    .replace(/\bSUM\(\s*\[([^\]]*)\]\s*\)/gi, (_, list: string) => `(${list.split(",").join(" + ")})`)
    .replace(/\(\s*\[([^\]]*)\]\s*\)/g, "($1)")
    .replace(/&&/g, " and ")
    .replace(/\|\|/g, " or ");
}

function resolved(
  expression: Expression,
  meaning: (id: string) => Expression | undefined,
): Expression | undefined {
  switch (expression.is) {
    case "series":
      return meaning(expression.name);
    case "binary": {
      const left = resolved(expression.left, meaning);
      const right = resolved(expression.right, meaning);
      return left && right && { ...expression, left, right };
    }
    case "call":
      return resolvedCall(expression, meaning);
    default:
      return expression;
  }
}

function resolvedCall(
  { name, args }: Extract<Expression, { is: "call" }>,
  meaning: (id: string) => Expression | undefined,
): Expression | undefined {
  const inside = args.map((arg) => resolved(arg, meaning));
  if (TRANSPARENT.includes(name)) return inside[0];
  if (inside.includes(undefined)) return undefined;
  const known = inside as readonly Expression[];
  if (name === "if") {
    const [, then, otherwise] = known;
    // Where one branch is a number, it stands for what is not there: `IF(requests > 0, errors / requests, 0)`.
    const isGuard =
      then && otherwise && (constantOf(then) === undefined) !== (constantOf(otherwise) === undefined);
    if (isGuard) return constantOf(then) === undefined ? then : otherwise;
  }
  return { is: "call", name, args: known };
}

const SELECT =
  /^\s*SELECT\s+(\w+)\(\s*"?([^")]+?)"?\s*\)\s+FROM\s+(?:SCHEMA\(\s*"?([^",)]+)"?[^)]*\)|"([^"]+)"|([\w/]+))/i;

/** The metric that a query of Metrics Insights selects. */
function selectedMetric(text: string): Expression | undefined {
  const [, statistic, name, schema, quoted, bare] = SELECT.exec(text) ?? [];
  const namespace = schema ?? quoted ?? bare;
  if (statistic === undefined || name === undefined || namespace === undefined) return undefined;
  return metricExpression({
    namespace,
    name,
    statistic: SQL_STATISTICS[statistic.toUpperCase()] ?? "",
    dimensions: [],
  });
}

const SQL_STATISTICS: Readonly<Record<string, string>> = {
  AVG: "Average",
  COUNT: "SampleCount",
  MAX: "Maximum",
  MIN: "Minimum",
  SUM: "Sum",
};
