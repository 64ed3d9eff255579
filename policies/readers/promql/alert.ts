import { Fact } from "../../evaluation/fact";
import type { Path } from "../../evaluation/path";
import type { Alert, AlertMeasure } from "../../kinds/alert";
import { conditionOf, suggestedBy, type Condition, type Recordings } from "./condition";
import { parseExpression, seriesIn } from "./expression";
import { isOfPlatform } from "./series";

/** An alert whose condition is PromQL. `path` is where its rule stands. */
export function alertOf(
  name: string,
  path: Path,
  expression: Fact<string>,
  recordings: Recordings = new Map(),
): Alert {
  let read: Reading | undefined;
  const reading = () => (read ??= readingOf(name, expression, recordings));
  return {
    name,
    path,
    get measures() {
      return reading().measures;
    },
    get suggests() {
      return reading().suggests;
    },
    get firesAt() {
      return firesAtOf(expression, reading().condition);
    },
    get statistic() {
      return reading().condition?.statistic;
    },
    writes: (value) => reading().condition?.writes?.(value) ?? String(value),
  };
}

/** What stands for rules that are not known yet. */
export function unknownAlerts(path: Path, name: string, why: string): Alert {
  return {
    name: `of ${name}`,
    path,
    measures: Fact.unknown<AlertMeasure>(path, why),
    firesAt: Fact.unknown<number>(path, why),
  };
}

interface Reading {
  readonly measures: Fact<AlertMeasure>;
  readonly suggests?: AlertMeasure | undefined;
  readonly condition?: Condition;
}

function readingOf(name: string, { state, path }: Fact<string>, recordings: Recordings): Reading {
  const unread = (why: string, ...words: readonly string[]): Reading => ({
    measures: Fact.unknown<AlertMeasure>(path, why),
    suggests: suggestedBy(name, ...words),
  });
  if (state.is === "unknown") return unread(state.why);
  if (state.is !== "known") return { measures: Fact.given<AlertMeasure>("other", path) };
  const condition = conditionOf(state.value, recordings);
  if (condition === undefined) return unread("is not PromQL that can be read");
  if (condition.measures !== "other") {
    return { measures: Fact.given<AlertMeasure>(condition.measures, path), condition };
  }
  const metrics = foreignNames(state.value);
  const isUnderstood = metrics.length === 0 || suggestedBy(name, ...metrics) === undefined;
  return isUnderstood
    ? { measures: Fact.given<AlertMeasure>("other", path) }
    : unread("cannot be read as what the alert's name suggests", ...metrics);
}

/** The metrics that are not the platform's own: those are well known, and say what they measure. */
function foreignNames(text: string): readonly string[] {
  const parsed = parseExpression(text);
  return parsed
    ? seriesIn(parsed)
        .filter((it) => !isOfPlatform(it))
        .map(({ name }) => name)
    : [];
}

function firesAtOf({ path, state }: Fact<string>, condition: Condition | undefined): Fact<number> {
  if (condition?.why !== undefined) return Fact.unknown<number>(path, condition.why);
  if (condition?.firesAt === undefined) return new Fact<number>({ is: "absent" }, path);
  const secret = state.is === "known" && state.secret === true ? { secret: true } : {};
  return new Fact<number>({ is: "known", value: condition.firesAt, ...secret }, path, { fixable: false });
}
