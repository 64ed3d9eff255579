import { reader } from "../../evaluation/reader";
import { alert } from "../../kinds/alert";
import { alertsInRuleFile, holdsAlerts } from "../promql/rule-file";

/** ConfigMaps with rule files of Prometheus, for clusters without its operator. */
export const prometheusRuleFile = reader("kubernetes:core/v1:ConfigMap", alert, (object) => {
  const files = object
    .entries("data")
    .items.filter(([key, { value }]) => /\.(ya?ml|rules)$/.test(key) && holdsAlerts(value ?? ""));
  const alerts = files.flatMap(([, { value = "", path, state }]) =>
    state.is === "known" && state.secret !== true ? alertsInRuleFile(value, path) : [],
  );
  return alerts.length > 0 ? alerts : undefined;
});
