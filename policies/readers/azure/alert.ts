import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { pass, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Path } from "../../evaluation/path";
import { alert, type Alert, type AlertMeasure } from "../../kinds/alert";
import { alertOf } from "../promql/alert";
import { suggestedBy, type Recordings } from "../promql/condition";
import { metricInCommonNames } from "./azure-metric";

const OPERATORS: Readonly<Record<string, string>> = {
  GreaterThan: ">",
  GreaterThanOrEqual: ">=",
  LessThan: "<",
  LessThanOrEqual: "<=",
};
const NO_PERCENTILE =
  "Metric alerts know no percentiles: add a ScheduledQueryRule with percentile(DurationMs, 95), or a PrometheusRuleGroup.";

/** `azure-native:monitor:MetricAlert`: an alert for its criteria, all of which have to hold. */
export const azureMetricAlert = reader("azure-native:monitor:MetricAlert", alert, (rule, { name }) => {
  const enabled = rule.boolean("enabled", { whenAbsent: true });
  if (enabled.value === false) return [];
  const criteria = rule.list("criteria.allOf");
  const destination = () => tells(rule.list("actions"), ["actions"]);
  if (criteria.missing) {
    return [{ ...unread(name, [], criteria.missing.why, ["criteria", "allOf"]), destination }];
  }
  const alerts = criteria.items.map((criterion) => criterionAlert(criterion, name));
  const own = alerts.find(({ measures }) => measures.value !== "other") ?? alerts[0];
  if (own === undefined) return [];
  const told = enabled.state.is === "unknown" ? untold(own, enabled) : own;
  return [withDestination(told, destination)];
});

function criterionAlert(criterion: Inputs, name: string): Alert {
  const metric = criterion.string("metricName");
  const aggregation = criterion.string("timeAggregation");
  const operator = criterion.string("operator");
  const threshold = criterion.number("threshold");
  const isLearned = criterion.string("criterionType").value === "DynamicThresholdCriterion";
  const expression = [aggregation, operator].reduce<Fact<string>>(
    (made, { state }) => (state.is === "unknown" ? Fact.unknown(made.path, state.why) : made),
    metric.map((text) => {
      const quantity = metricInCommonNames(text, aggregation.value ?? "Average", dimensionsOf(criterion));
      return `${quantity} ${OPERATORS[operator.value ?? ""] ?? ">"} ${String(threshold.value ?? 1)}`;
    }),
  );
  const read = alertOf(name, [], expression);
  return {
    name,
    path: [],
    get measures() {
      return read.measures;
    },
    get suggests() {
      return read.suggests;
    },
    get statistic() {
      return read.statistic;
    },
    get firesAt() {
      if (isLearned)
        return Fact.unknown<number>(metric.path, "has a threshold that Azure learns, and no number");
      return atThreshold(read, threshold);
    },
    percentileAdvice: NO_PERCENTILE,
  };
}

function dimensionsOf(criterion: Inputs): readonly string[] {
  return criterion.list("dimensions").items.flatMap((it) => {
    const values = it.strings("values").items.map(({ value }) => value ?? "");
    return values.map((value) => `${it.string("name").value ?? ""}=${value}`);
  });
}

/** The number as the rule's threshold, which a fix can write. */
function atThreshold({ firesAt, writes }: Alert, threshold: Fact<number>): Fact<number> {
  if (!firesAt.isKnown) return firesAt;
  const { path, state } = threshold;
  if (state.is === "unknown") return Fact.unknown(path, state.why);
  const secret = state.is === "known" && state.secret === true ? { secret: true } : {};
  return new Fact<number>({ is: "known", value: firesAt.value ?? NaN, ...secret }, path, {
    write: (value) => Number(writes?.(value) ?? value),
  });
}

/** `azure-native:monitor:ScheduledQueryRule`: queries in KQL, of which percentiles of a latency are read. */
export const scheduledQueryAlert = reader(
  "azure-native:monitor:ScheduledQueryRule",
  alert,
  (rule, { name }) => {
    const enabled = rule.boolean("enabled", { whenAbsent: true });
    if (enabled.value === false) return [];
    const criteria = rule.list("criteria.allOf");
    const destination = () => tells(rule.list("actions.actionGroups"), ["actions", "actionGroups"]);
    if (criteria.missing) {
      return [{ ...unread(name, [], criteria.missing.why, ["criteria", "allOf"]), destination }];
    }
    return criteria.items.map((criterion) => {
      const own = queryAlert(criterion, name);
      return withDestination(enabled.state.is === "unknown" ? untold(own, enabled) : own, destination);
    });
  },
);

/** The 95th percentile of the duration of requests, in milliseconds, as tables of Application Insights have it. */
const PERCENTILE = /percentile\s*\(\s*(DurationMs|duration)\s*,\s*(\d+(?:\.\d+)?)\s*\)/i;
const OF_REQUESTS = /\b(AppRequests|requests)\b/;

function queryAlert(criterion: Inputs, name: string): Alert {
  const query = criterion.string("query");
  const { path, state } = query;
  if (state.is === "unknown") return unread(name, criterion.path, state.why, path);
  const [, , percentile] = OF_REQUESTS.test(query.value ?? "")
    ? (PERCENTILE.exec(query.value ?? "") ?? [])
    : [];
  const operator = criterion.string("operator");
  if (percentile !== undefined && operator.value?.startsWith("GreaterThan") === true) {
    return {
      name,
      path: criterion.path,
      measures: Fact.given<AlertMeasure>("latency", path),
      firesAt: criterion.number("threshold", { unit: "milliseconds" }),
      statistic: Number(percentile),
      percentileAdvice: "Use percentile(DurationMs, 95).",
    };
  }
  const suggests = suggestedBy(name, query.shownValue ?? "");
  return suggests === undefined && operator.isDecided
    ? {
        name,
        path: criterion.path,
        measures: Fact.given<AlertMeasure>("other", path),
        firesAt: new Fact<number>({ is: "absent" }, path),
      }
    : { ...unread(name, criterion.path, "is in KQL, which is not read", path), suggests };
}

/** `azure-native:alertsmanagement:PrometheusRuleGroup`: rules in PromQL. Without actions they tell nobody. */
export const prometheusRuleGroup = reader(
  "azure-native:alertsmanagement:PrometheusRuleGroup",
  alert,
  (group, { name }) => {
    const enabled = group.boolean("enabled", { whenAbsent: true });
    if (enabled.value === false) return [];
    const rules = group.list("rules");
    const recordings: Recordings = new Map(
      rules.items.flatMap((rule) => {
        const [record, expression] = [rule.string("record").value, rule.string("expression").value];
        return record === undefined || expression === undefined ? [] : [[record, expression] as const];
      }),
    );
    const alerts = rules.items.flatMap((rule) => {
      const own = rule.boolean("enabled", { whenAbsent: true });
      const called = rule.string("alert");
      if (own.value === false || called.isAbsent) return [];
      const made = alertOf(
        called.shownValue ?? "without a known name",
        rule.path,
        rule.string("expression"),
        recordings,
      );
      const off = [enabled, own].find(({ state }) => state.is === "unknown");
      const path = [...rule.path, "actions"];
      return [withDestination(off ? untold(made, off) : made, () => tells(rule.list("actions"), path))];
    });
    return rules.missing ? [...alerts, unread(name, [], rules.missing.why, ["rules"])] : alerts;
  },
);

/** An action group is told; which one, and whom it reaches, is judged where it stands. */
function tells(
  actions: { readonly missing?: unknown; readonly items: readonly unknown[] },
  path: Path,
): Outcome {
  if (actions.items.length > 0) return pass;
  if (actions.missing !== undefined) return undetermined({ path, why: "is not known until the update" });
  return violation({
    path,
    says: "is not set, so that nobody is told",
    needs: "an action group",
    advice: "Add the id of an azure-native:monitor:ActionGroup.",
  });
}

function unread(name: string, path: Path, why: string, at: Path): Alert {
  return {
    name,
    path,
    measures: Fact.unknown<AlertMeasure>(at, why),
    suggests: suggestedBy(name),
    firesAt: Fact.unknown<number>(at, why),
  };
}

/** An alert of which it is not known whether it is on. */
function untold(it: Alert, { path, state }: Fact<boolean>): Alert {
  const why = state.is === "unknown" ? state.why : "";
  return { ...unread(it.name, it.path, why, path), suggests: it.measures.value ?? it.suggests };
}

function withDestination(it: Alert, destination: () => Outcome): Alert {
  const routed: Pick<Alert, "destination"> = { destination };
  return Object.defineProperties(routed, Object.getOwnPropertyDescriptors(it)) as Alert;
}
