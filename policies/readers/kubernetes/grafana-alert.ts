import { Fact } from "../../evaluation/fact";
import { reader } from "../../evaluation/reader";
import { alert, type Alert, type AlertMeasure } from "../../kinds/alert";
import { suggestedBy } from "../promql/condition";

/** The Grafana operator's alert rules. Their queries and thresholds are a graph of steps, which is not followed. */
export const grafanaAlertRuleGroup = reader(
  "kubernetes:grafana.integreatly.org/*:GrafanaAlertRuleGroup",
  alert,
  (group): readonly Alert[] =>
    group.list("spec.rules").items.map((rule) => {
      const { state } = rule.string("title");
      const name = state.is === "known" && state.secret !== true ? state.value : "without a known name";
      const suggests = suggestedBy(name);
      const path = [...rule.path, "data"];
      const why = "is a rule of Grafana's own, whose queries are not read";
      return {
        name,
        path: rule.path,
        measures: suggests ? Fact.unknown<AlertMeasure>(path, why) : Fact.given<AlertMeasure>("other", path),
        suggests,
        firesAt: Fact.unknown<number>(path, why),
      };
    }),
);
