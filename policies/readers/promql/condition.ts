import type { AlertMeasure } from "../../kinds/alert";
import { parseExpression, type Expression } from "./expression";
import { constantOf, quantityOf, ratioOf, withoutFactor, type Quantity } from "./quantity";

/** What an alert's expression asks, in the checklist's terms. */
export interface Condition {
  readonly measures: AlertMeasure;
  /** Percent of requests that fail, milliseconds, percent of the disk that is free. */
  readonly firesAt?: number;
  /** Why `firesAt` cannot be told, where the measure wants one; it follows the expression's path. */
  readonly why?: string;
  readonly statistic?: number | "average";
  /** The number as the expression writes it. */
  readonly writes?: (value: number) => string;
}

/** The recording rules that expressions may name, by name. */
export type Recordings = ReadonlyMap<string, string>;

const other: Condition = { measures: "other" };

/**
 * What the expression of an alert asks. Undefined where the text is no PromQL. Of conditions joined by `and`, all have
 * to hold, so that the latest counts; of those joined by `or`, the earliest.
 */
export function conditionOf(text: string, recordings: Recordings = new Map()): Condition | undefined {
  const parsed = parseExpression(text);
  return parsed && conditionIn(resolved(parsed, recordings, 0));
}

/** What a condition asks that another language than PromQL writes, once it is said in PromQL's terms. */
export function conditionOfExpression(expression: Expression): Condition {
  return conditionIn(expression);
}

/** What the words of a rule suggest: its name, and the metrics it reads. */
export function suggestedBy(...texts: readonly string[]): AlertMeasure | undefined {
  const text = texts
    .join(" ")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
  return SUGGESTIONS.find(([pattern]) => pattern.test(text))?.[1];
}

const SUGGESTIONS: readonly (readonly [RegExp, AlertMeasure])[] = [
  [/pool|connections?_?(exhaust|usage|saturat|limit|high|nearly)|too_many_connections/, "connection-pool"],
  [/latency|slow_?(requests?|responses?)|response_?time|request_?duration|p9[59]/, "latency"],
  [/error_?(rate|ratio|budget)|5xx|high_?errors?|availability/, "error-rate"],
  [
    /disk|filesystem|volume_?(full|usage|space|filling)|storage_?(full|space|low)|space_?(low|left|filling)/,
    "disk",
  ],
];

function conditionIn(expression: Expression): Condition {
  if (expression.is === "call" && ["sum", "max", "min", "avg", "count", "group"].includes(expression.name)) {
    const [inside] = expression.args;
    if (inside?.is === "binary") return conditionIn(inside);
  }
  if (expression.is !== "binary") return unconditional(expression);
  const { operator, left, right } = expression;
  switch (operator) {
    case "and":
      return joined(conditionIn(left), conditionIn(right), "latest");
    case "or":
      return joined(conditionIn(left), conditionIn(right), "earliest");
    case "unless":
      return conditionIn(left);
    case ">":
    case ">=":
    case "<":
    case "<=":
    case "==":
      return comparison(operator, left, right);
    default:
      return unconditional(expression);
  }
}

/** Without a comparison an alert fires while its series is there: a forecast, or a ratio that only says it exists. */
function unconditional(expression: Expression): Condition {
  const quantity = quantityOf(expression);
  if (quantity === undefined) return other;
  return { measures: quantity.measures, why: "compares with no number" };
}

function comparison(operator: string, left: Expression, right: Expression): Condition {
  const rightNumber = constantOf(right);
  if (rightNumber !== undefined) return against(quantityOf(left), operator, rightNumber);
  const leftNumber = constantOf(left);
  if (leftNumber !== undefined) return against(quantityOf(right), mirrored(operator), leftNumber);
  // `free < 0.2 * size`: the same as a share of the size.
  const part = withoutFactor(left);
  const whole = withoutFactor(right);
  const ratio = ratioOf(part.expression, whole.expression);
  if (ratio) return against(ratio, operator, whole.factor / part.factor);
  const reversed = ratioOf(whole.expression, part.expression);
  return reversed ? against(reversed, mirrored(operator), part.factor / whole.factor) : other;
}

function against(quantity: Quantity | undefined, operator: string, threshold: number): Condition {
  if (quantity === undefined) return other;
  const { measures, linear, statistic, isForecast } = quantity;
  const said = statistic === undefined ? {} : { statistic };
  const isAbove = operator === ">" || operator === ">=";
  const isBelow = operator === "<" || operator === "<=";
  if (measures === "connection-pool") {
    const isBad = operator === "==" || (quantity.worse === "lower" ? isBelow : isAbove);
    return isBad ? { measures } : other;
  }
  if (isForecast) return isBelow ? { measures } : other;
  if (linear === undefined) return { measures, why: ABSOLUTE[measures] ?? "compares with no share", ...said };
  const firesAbove = linear.scale > 0 ? isAbove : isBelow;
  const firesBelow = linear.scale > 0 ? isBelow : isAbove;
  if (measures === "disk" ? !firesBelow : !firesAbove) return other;
  return {
    measures,
    firesAt: rounded(linear.scale * threshold + linear.shift),
    ...said,
    writes: (value) => String(rounded((value - linear.shift) / linear.scale)),
  };
}

const ABSOLUTE: Readonly<Partial<Record<AlertMeasure, string>>> = {
  "error-rate": "counts errors, and does not compare them with all requests",
  "disk": "compares free space with a number of bytes, and not with the disk's size",
};

/** Of two conditions on the same thing, the one that decides; of two on different things, the one asked for. */
function joined(one: Condition, second: Condition, which: "latest" | "earliest"): Condition {
  if (one.measures === "other") return second;
  if (second.measures === "other" || second.measures !== one.measures) return one;
  if (one.firesAt === undefined || second.firesAt === undefined)
    return one.firesAt === undefined ? second : one;
  const isEarlier = one.measures === "disk" ? one.firesAt > second.firesAt : one.firesAt < second.firesAt;
  return isEarlier === (which === "earliest") ? one : second;
}

/** The expression with recorded series in place of their names. */
function resolved(expression: Expression, recordings: Recordings, depth: number): Expression {
  switch (expression.is) {
    case "series": {
      const recorded = depth < 5 ? recordings.get(expression.name) : undefined;
      const parsed = recorded === undefined ? undefined : parseExpression(recorded);
      return parsed ? resolved(parsed, recordings, depth + 1) : expression;
    }
    case "call":
      return { ...expression, args: expression.args.map((it) => resolved(it, recordings, depth)) };
    case "binary":
      return {
        ...expression,
        left: resolved(expression.left, recordings, depth),
        right: resolved(expression.right, recordings, depth),
      };
    default:
      return expression;
  }
}

function mirrored(operator: string): string {
  const mirror: Readonly<Record<string, string>> = { ">": "<", "<": ">", ">=": "<=", "<=": ">=" };
  return mirror[operator] ?? operator;
}

/** Without the noise of binary fractions: 100 * 0.07 is 7.000000000000001. */
function rounded(value: number): number {
  return Number(value.toPrecision(10));
}
