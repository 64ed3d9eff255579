import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { pass, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import type { Path } from "../../evaluation/path";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { alert, type Alert, type AlertMeasure } from "../../kinds/alert";
import { alertRoute } from "../../kinds/alert-route";
import { alertOf } from "../promql/alert";
import { suggestedBy } from "../promql/condition";
import { promqlOf, type Aggregation } from "./monitoring-filter";
import { inCommonNames } from "./monitoring-metric";

const THRESHOLD = "conditionThreshold";
const AT_P95 = "Set perSeriesAligner: ALIGN_PERCENTILE_95.";

/**
 * `gcp:monitoring/alertPolicy:AlertPolicy`: an alert for each of its conditions, or one where all have to hold. It is on
 * unless set, and tells nobody without notification channels.
 */
export const alertPolicy = reader("gcp:monitoring/alertPolicy:AlertPolicy", alert, (policy, { name }) => {
  const enabled = policy.boolean("enabled", { whenAbsent: true });
  if (enabled.value === false) return [];
  const conditions = policy.list("conditions");
  const alerts = conditions.items.flatMap((condition) => conditionAlert(condition, policy));
  const all = conditions.missing
    ? [
        ...alerts,
        unreadAlert(`of ${name}`, conditions.missing.path ?? ["conditions"], conditions.missing.why),
      ]
    : jointly(policy, alerts);
  return all.map((it) => routed(enabled.state.is === "unknown" ? untold(it, enabled) : it, policy));
});

/** Of conditions that all have to hold, the first that measures what is asked for says what the policy is about. */
function jointly(policy: Inputs, alerts: readonly Alert[]): readonly Alert[] {
  const isJoint = /^AND/.test(policy.string("combiner").value ?? "");
  if (!isJoint || alerts.length < 2) return alerts;
  return [alerts.find(({ measures }) => measures.value !== "other") ?? alerts[0]].filter(
    (it) => it !== undefined,
  );
}

function conditionAlert(condition: Inputs, policy: Inputs): readonly Alert[] {
  const name = nameOf(condition, policy);
  const at = (property: string) => condition.at(property);
  if (condition.has("conditionPrometheusQueryLanguage")) {
    const query = at("conditionPrometheusQueryLanguage").string("query");
    return [alertOf(name, condition.path, query.map(inCommonNames))];
  }
  if (condition.has(THRESHOLD)) return [thresholdAlert(name, condition.path, at(THRESHOLD))];
  const unread = UNREAD.find(([property]) => condition.has(property));
  if (unread) {
    const [property, why] = unread;
    const query = at(property).string("query");
    const suggests = suggestedBy(name, query.shownValue ?? "");
    return [
      suggests
        ? { ...unreadAlert(name, condition.path, why, query.path), suggests }
        : otherAlert(name, condition.path, query.path),
    ];
  }
  return [otherAlert(name, condition.path, condition.path)];
}

/** Conditions whose queries are not read. */
const UNREAD: readonly (readonly [property: string, why: string])[] = [
  ["conditionMonitoringQueryLanguage", "is in the Monitoring Query Language, which is not read"],
  ["conditionSql", "is in SQL, which is not read"],
];

function nameOf(condition: Inputs, policy: Inputs): string {
  const names = [condition.string("displayName"), policy.string("displayName")];
  return (
    names.map((it) => it.shownValue).find((it) => it !== undefined && it !== "") ?? "without a known name"
  );
}

function thresholdAlert(name: string, path: Path, condition: Inputs): Alert {
  const threshold = condition.number("thresholdValue", { whenAbsent: 0 });
  let read: Alert | undefined;
  const reading = () => (read ??= alertOf(name, path, expressionOf(condition, threshold)));
  return {
    name,
    path,
    get measures() {
      return reading().measures;
    },
    get suggests() {
      return reading().suggests;
    },
    get statistic() {
      return reading().statistic;
    },
    get firesAt() {
      return firesAtThreshold(reading(), threshold);
    },
    percentileAdvice: AT_P95,
  };
}

const OPERATORS: Readonly<Record<string, string>> = { COMPARISON_GT: ">", COMPARISON_LT: "<" };

/** The condition as PromQL. Where its number is not known, any will do to tell what is measured. */
function expressionOf(condition: Inputs, threshold: Fact<number>): Fact<string> {
  const filter = condition.string("filter");
  const denominator = condition.string("denominatorFilter");
  const operator = condition.string("comparison");
  for (const { state } of [denominator, operator]) {
    if (state.is === "unknown") return Fact.unknown(filter.path, state.why);
  }
  const aggregations = aggregationsOf(condition, "aggregations");
  if (aggregations.missing && dependsOn(filter, aggregations.items)) {
    return Fact.unknown(aggregations.missing.path ?? filter.path, aggregations.missing.why);
  }
  return filter.map(
    (text) => {
      const part = promqlOf(text, aggregations.items);
      const whole =
        denominator.value === undefined
          ? undefined
          : promqlOf(denominator.value, aggregationsOf(condition, "denominatorAggregations").items);
      if (part === undefined) return undefined;
      const quantity = whole === undefined ? part : `(${part}) / (${whole})`;
      return `${quantity} ${OPERATORS[operator.value ?? ""] ?? ">"} ${String(threshold.value ?? 1)}`;
    },
    { why: "selects no metric by its type, and is not read" },
  );
}

function aggregationsOf(condition: Inputs, property: string): Listing<Aggregation> {
  const list = condition.list(property);
  const facts = list.items.map((it) => ({
    aligner: it.string("perSeriesAligner"),
    reducer: it.string("crossSeriesReducer"),
  }));
  const unknown = facts
    .flatMap(({ aligner, reducer }) => [aligner, reducer])
    .flatMap(({ path, state }) => (state.is === "unknown" ? [{ path, why: state.why }] : []))[0];
  return new Listing(
    facts.map(({ aligner, reducer }) => ({ aligner: aligner.value, reducer: reducer.value })),
    list.missing ?? unknown,
  );
}

/** Whether it makes a difference how points are combined: of a distribution, and where nothing says so already. */
function dependsOn({ value = "" }: Fact<string>, known: readonly Aggregation[]): boolean {
  return promqlOf(value, known) !== promqlOf(value, [...known, { aligner: "ALIGN_PERCENTILE_95" }]);
}

/** The number as the condition's threshold, which a fix can write. */
function firesAtThreshold({ firesAt, writes }: Alert, threshold: Fact<number>): Fact<number> {
  if (!firesAt.isKnown) return firesAt;
  const { path, state } = threshold;
  if (state.is === "unknown") return Fact.unknown(path, state.why);
  const secret = state.is === "known" && state.secret === true ? { secret: true } : {};
  return new Fact<number>({ is: "known", value: firesAt.value ?? NaN, ...secret }, path, {
    write: (value) => Number(writes?.(value) ?? value),
  });
}

function otherAlert(name: string, path: Path, at: Path): Alert {
  return {
    name,
    path,
    measures: Fact.given<AlertMeasure>("other", at),
    firesAt: new Fact<number>({ is: "absent" }, at),
  };
}

function unreadAlert(name: string, path: Path, why: string, at: Path = path): Alert {
  return {
    name,
    path,
    measures: Fact.unknown<AlertMeasure>(at, why),
    firesAt: Fact.unknown<number>(at, why),
  };
}

/** An alert of which it is not known whether it is on. */
function untold(it: Alert, { path, state }: Fact<boolean>): Alert {
  const why = state.is === "unknown" ? state.why : "";
  return { ...unreadAlert(it.name, it.path, why, path), suggests: it.measures.value ?? it.suggests };
}

/** The alert, with whoever the policy tells. */
function routed(it: Alert, policy: Inputs): Alert {
  return Object.defineProperties(
    {
      destination: (self: Subject<Alert>, stack: StackView) => destinationOf(policy, self, stack),
    },
    Object.getOwnPropertyDescriptors(it),
  ) as Alert;
}

function destinationOf(policy: Inputs, self: Subject<Alert>, stack: StackView): Outcome {
  const channels = policy.references("notificationChannels");
  if (channels.missing) return undetermined(channels.missing);
  if (channels.items.length === 0) {
    return violation({
      path: ["notificationChannels"],
      says: "is not set, so that nobody is told",
      needs: "a notification channel",
      advice: "Add the name of a gcp:monitoring/notificationChannel:NotificationChannel.",
    });
  }
  const silent = channels.items.flatMap((channel) => {
    const { state, subjects } = stack.follow(self, channel, alertRoute);
    const isOff = subjects.every(({ resource }) => resource.inputs.boolean("enabled").value === false);
    return state === "found" && isOff ? subjects : [];
  });
  const [off] = silent;
  return off !== undefined && silent.length >= channels.items.length
    ? violation({
        path: ["notificationChannels"],
        says: `holds nothing but channels that are off (${off.resource.name})`,
        needs: "a notification channel that is on",
      })
    : pass;
}
