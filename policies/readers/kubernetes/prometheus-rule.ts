import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { alert, type Alert } from "../../kinds/alert";
import { alertOf, unknownAlerts } from "../promql/alert";
import type { Recordings } from "../promql/condition";

/**
 * Rules of the Prometheus operator, of Google's managed Prometheus, and of VictoriaMetrics. Alertmanager routes their
 * alerts by labels, so that a rule names no destination itself.
 */
export const prometheusRule = reader(
  [
    "kubernetes:monitoring.coreos.com/*:PrometheusRule",
    "kubernetes:monitoring.googleapis.com/*:Rules",
    "kubernetes:monitoring.googleapis.com/*:ClusterRules",
    "kubernetes:monitoring.googleapis.com/*:GlobalRules",
    "kubernetes:operator.victoriametrics.com/*:VMRule",
  ],
  alert,
  (object, { name }) => alertsOf(object, name),
);

function alertsOf(object: Inputs, name: string): readonly Alert[] {
  const groups = object.list("spec.groups");
  const lists = groups.items.map((group) => group.list("rules"));
  const rules = lists.flatMap(({ items }) => items);
  const recordings = recordingsIn(rules);
  const missing = [groups, ...lists].find((list) => list.missing !== undefined)?.missing;
  return [
    ...rules.flatMap((rule) => (isRecording(rule) ? [] : [alertAt(rule, recordings)])),
    ...(missing ? [unknownAlerts(missing.path ?? ["spec", "groups"], name, missing.why)] : []),
  ];
}

function alertAt(rule: Inputs, recordings: Recordings): Alert {
  const { state } = rule.string("alert");
  const name = state.is === "known" && state.secret !== true ? state.value : "without a known name";
  return alertOf(name, rule.path, rule.string("expr"), recordings);
}

function isRecording(rule: Inputs): boolean {
  return rule.string("alert").isAbsent;
}

/** The recording rules, for the alerts of the same object that name them. */
function recordingsIn(rules: readonly Inputs[]): Recordings {
  return new Map(
    rules.flatMap((rule) => {
      const record = rule.string("record").value;
      const expression = rule.string("expr").value;
      return record === undefined || expression === undefined ? [] : [[record, expression] as const];
    }),
  );
}
