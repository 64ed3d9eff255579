import type { AlertMeasure } from "../../kinds/alert";
import type { Expression } from "./expression";
import {
  countsErrors,
  countsRequests,
  countsSuccesses,
  diskRole,
  latencyUnit,
  poolRole,
  type DiskRole,
  type PoolRole,
  type Series,
} from "./series";

/**
 * What an expression measures. Where it has a scale, the checklist's number (percent of requests that fail,
 * milliseconds, percent of the disk that is free) is `scale * value + shift`.
 */
export interface Quantity {
  readonly measures: AlertMeasure;
  readonly linear?: { readonly scale: number; readonly shift: number };
  /** Of latency: the percentile, or `average`. */
  readonly statistic?: number | "average";
  /** Of a pool: whether a higher value is the worse one. */
  readonly worse?: "higher" | "lower";
  /** True for a forecast, which needs no threshold of its own. */
  readonly isForecast?: boolean;
}

/** Functions and aggregations that leave what is measured as it is, and which of their arguments holds it. */
const TRANSPARENT: Readonly<Record<string, number>> = {
  abs: 0,
  avg: 0,
  avg_over_time: 0,
  ceil: 0,
  clamp_max: 0,
  clamp_min: 0,
  clamp: 0,
  floor: 0,
  label_join: 0,
  label_replace: 0,
  last_over_time: 0,
  max: 0,
  max_over_time: 0,
  min: 0,
  min_over_time: 0,
  quantile: 1,
  quantile_over_time: 1,
  round: 0,
  scalar: 0,
  sort: 0,
  sort_desc: 0,
  sum: 0,
  bottomk: 1,
  topk: 1,
};

/** The number that an expression of numbers alone comes to. */
export function constantOf(expression: Expression): number | undefined {
  if (expression.is === "number") return expression.value;
  if (expression.is === "call" && ["vector", "scalar"].includes(expression.name)) {
    const [argument] = expression.args;
    return argument && constantOf(argument);
  }
  if (expression.is !== "binary") return undefined;
  const left = constantOf(expression.left);
  const right = constantOf(expression.right);
  if (left === undefined || right === undefined) return undefined;
  switch (expression.operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    default:
      return undefined;
  }
}

/** What an expression measures; undefined where it is nothing that the checklist asks for. */
export function quantityOf(expression: Expression): Quantity | undefined {
  switch (expression.is) {
    case "series":
      return quantityOfSeries(expression);
    case "call":
      return quantityOfCall(expression.name, expression.args);
    case "binary":
      return quantityOfBinary(expression.operator, expression.left, expression.right);
    default:
      return undefined;
  }
}

function quantityOfSeries(series: Series): Quantity | undefined {
  const pool = poolRole(series);
  if (pool === "waiting" || pool === "exhausted") return { measures: "connection-pool", worse: "higher" };
  if (pool === "used") return { measures: "connection-pool", worse: "higher" };
  if (pool === "idle") return { measures: "connection-pool", worse: "lower" };
  if (diskRole(series) === "free") return { measures: "disk" };
  if (countsErrors(series)) return { measures: "error-rate" };
  const quantile = series.labels.find(({ label, operator }) => label === "quantile" && operator === "=");
  const unit = quantile && latencyUnit(series);
  return unit ? latency(unit, Number(quantile.value) * 100) : undefined;
}

function quantityOfCall(name: string, args: readonly Expression[]): Quantity | undefined {
  const [first, second] = args;
  if (name === "histogram_quantile" && first && second) {
    const quantile = constantOf(first);
    const unit = seriesOf(second).map(latencyUnit);
    const [only] = unit;
    return quantile !== undefined && only !== undefined && unit.every((it) => it === only)
      ? latency(only, quantile * 100)
      : undefined;
  }
  if (name === "predict_linear" && first) {
    const predicted = quantityOf(first);
    return predicted?.measures === "disk" ? { measures: "disk", isForecast: true } : undefined;
  }
  if (["rate", "irate", "increase", "delta", "idelta", "deriv", "count", "changes"].includes(name)) {
    const changing = first && quantityOf(first);
    return changing?.measures === "error-rate" || changing?.measures === "connection-pool"
      ? { ...changing }
      : undefined;
  }
  const inside = TRANSPARENT[name];
  const argument = inside === undefined ? undefined : args[inside];
  return argument && quantityOf(argument);
}

function quantityOfBinary(operator: string, left: Expression, right: Expression): Quantity | undefined {
  const leftNumber = constantOf(left);
  const rightNumber = constantOf(right);
  switch (operator) {
    case "*":
      if (rightNumber !== undefined) return rescaled(quantityOf(left), 1 / rightNumber, 0);
      return leftNumber === undefined ? undefined : rescaled(quantityOf(right), 1 / leftNumber, 0);
    case "/":
      if (rightNumber !== undefined) return rescaled(quantityOf(left), rightNumber, 0);
      return leftNumber === undefined ? ratioOf(left, right) : undefined;
    case "-":
      if (rightNumber !== undefined) return rescaled(quantityOf(left), 1, rightNumber);
      if (leftNumber !== undefined) return rescaled(quantityOf(right), -1, leftNumber);
      return undefined;
    case "+":
      if (rightNumber !== undefined) return rescaled(quantityOf(left), 1, -rightNumber);
      if (leftNumber !== undefined) return rescaled(quantityOf(right), 1, -leftNumber);
      return alike(quantityOf(left), quantityOf(right));
    case "or":
      // `errors or vector(0)`: the left side is what is measured.
      return quantityOf(left) ?? quantityOf(right);
    case "and":
    case "unless":
      return quantityOf(left);
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "==":
    case "!=":
      // A comparison inside lets its vector through.
      if (rightNumber !== undefined) return quantityOf(left);
      return leftNumber === undefined ? undefined : quantityOf(right);
    default:
      return undefined;
  }
}

/** What a share of one thing in another measures. */
export function ratioOf(part: Expression, whole: Expression): Quantity | undefined {
  const upper = withoutFactor(part);
  const lower = withoutFactor(whole);
  const ratio = [errorShare, averageLatency, poolShare, diskShare]
    .map((share) => share(upper.expression, lower.expression))
    .find((quantity) => quantity !== undefined);
  return rescaled(ratio, lower.factor / upper.factor, 0);
}

/** An expression and the number it is multiplied by. */
export function withoutFactor(expression: Expression): {
  readonly expression: Expression;
  readonly factor: number;
} {
  if (expression.is === "binary" && expression.operator === "*") {
    const left = constantOf(expression.left);
    const right = constantOf(expression.right);
    if (left !== undefined) return { expression: expression.right, factor: left };
    if (right !== undefined) return { expression: expression.left, factor: right };
  }
  if (expression.is === "binary" && expression.operator === "/") {
    const right = constantOf(expression.right);
    if (right !== undefined) return { expression: expression.left, factor: 1 / right };
  }
  return { expression, factor: 1 };
}

function errorShare(part: Expression, whole: Expression): Quantity | undefined {
  const wholes = seriesOf(whole);
  if (wholes.length === 0 || !wholes.some(countsRequests)) return undefined;
  const parts = seriesOf(part);
  if (parts.length === 0) return undefined;
  const linear = isDifference(part)
    ? undefined
    : parts.every(countsErrors)
      ? { scale: 100, shift: 0 }
      : parts.every(countsSuccesses)
        ? { scale: -100, shift: 100 }
        : undefined;
  if (linear) return { measures: "error-rate", linear };
  // All without the successful ones.
  if (part.is === "binary" && part.operator === "-") {
    const taken = seriesOf(part.right);
    if (taken.length > 0 && taken.every(countsSuccesses) && seriesOf(part.left).every(countsRequests)) {
      return { measures: "error-rate", linear: { scale: 100, shift: 0 } };
    }
    if (taken.length > 0 && taken.every(countsErrors) && seriesOf(part.left).every(countsRequests)) {
      return { measures: "error-rate", linear: { scale: -100, shift: 100 } };
    }
  }
  return undefined;
}

function averageLatency(part: Expression, whole: Expression): Quantity | undefined {
  const [sum, ...sums] = seriesOf(part);
  const [count, ...counts] = seriesOf(whole);
  if (!sum || !count || sums.length > 0 || counts.length > 0) return undefined;
  if (!sum.name.endsWith("_sum") || count.name !== sum.name.replace(/_sum$/, "_count")) return undefined;
  const unit = latencyUnit(sum);
  return unit ? latency(unit, "average") : undefined;
}

function poolShare(part: Expression, whole: Expression): Quantity | undefined {
  const roles = rolesOf<PoolRole>(part, poolRole);
  if (roles === undefined || !seriesOf(whole).some((it) => poolRole(it) !== undefined)) return undefined;
  if (roles.includes("used")) return { measures: "connection-pool", worse: "higher" };
  if (roles.includes("waiting")) return { measures: "connection-pool", worse: "higher" };
  return roles.includes("idle") ? { measures: "connection-pool", worse: "lower" } : undefined;
}

function diskShare(part: Expression, whole: Expression): Quantity | undefined {
  const wholeRoles = rolesOf<DiskRole>(whole, diskRole);
  if (wholeRoles === undefined || !isWholeDisk(whole, wholeRoles)) return undefined;
  const free = { measures: "disk", linear: { scale: 100, shift: 0 } } as const;
  const used = { measures: "disk", linear: { scale: -100, shift: 100 } } as const;
  if (part.is === "binary" && part.operator === "-") {
    const left = rolesOf<DiskRole>(part.left, diskRole) ?? [];
    const right = rolesOf<DiskRole>(part.right, diskRole) ?? [];
    if (!left.every((role) => role === "size") || left.length === 0) return undefined;
    if (right.length > 0 && right.every((role) => role === "free")) return used;
    return right.length > 0 && right.every((role) => role === "used") ? free : undefined;
  }
  const roles = rolesOf<DiskRole>(part, diskRole) ?? [];
  if (roles.length === 0) return undefined;
  if (roles.every((role) => role === "free")) return free;
  return roles.every((role) => role === "used") ? used : undefined;
}

/** The size, or what is used and what is free together. */
function isWholeDisk(whole: Expression, roles: readonly DiskRole[]): boolean {
  if (roles.every((role) => role === "size")) return true;
  return whole.is === "binary" && whole.operator === "+" && roles.includes("free") && roles.includes("used");
}

function latency(toMilliseconds: number, statistic: number | "average"): Quantity {
  return {
    measures: "latency",
    linear: { scale: toMilliseconds, shift: 0 },
    statistic: statistic === "average" ? statistic : Math.round(statistic * 1000) / 1000,
  };
}

/** The quantity when its value was `factor * value + offset` of what is now the value. */
function rescaled(quantity: Quantity | undefined, factor: number, offset: number): Quantity | undefined {
  if (quantity === undefined) return undefined;
  const worse =
    factor < 0 && quantity.worse
      ? ({ worse: quantity.worse === "higher" ? "lower" : "higher" } as const)
      : {};
  if (quantity.linear === undefined || !Number.isFinite(factor)) return { ...quantity, ...worse };
  const { scale, shift } = quantity.linear;
  return { ...quantity, ...worse, linear: { scale: scale * factor, shift: shift + scale * offset } };
}

function alike(one: Quantity | undefined, other: Quantity | undefined): Quantity | undefined {
  return one !== undefined && other !== undefined && one.measures === other.measures ? one : undefined;
}

function isDifference(expression: Expression): boolean {
  return expression.is === "binary" && expression.operator === "-";
}

function rolesOf<Role>(
  expression: Expression,
  roleOf: (series: Series) => Role | undefined,
): readonly Role[] | undefined {
  const roles = seriesOf(expression).map(roleOf);
  const known = roles.filter((role) => role !== undefined);
  return known.length === roles.length && known.length > 0 ? known : undefined;
}

/** The series that make up a value: filters beside it (`and`, `unless`, `or vector(0)`) are left out. */
function seriesOf(expression: Expression): readonly Series[] {
  switch (expression.is) {
    case "series":
      return [expression];
    case "call":
      return expression.args.flatMap(seriesOf);
    case "binary":
      return ["and", "unless"].includes(expression.operator)
        ? seriesOf(expression.left)
        : [...seriesOf(expression.left), ...seriesOf(expression.right)];
    default:
      return [];
  }
}
