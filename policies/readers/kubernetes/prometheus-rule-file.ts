import { reader } from "../../evaluation/reader";
import { alert } from "../../kinds/alert";
import { unknownAlerts } from "../promql/alert";
import { alertsInRuleFile, holdsAlerts } from "../promql/rule-file";

/** ConfigMaps with rule files of Prometheus, for clusters without its operator. */
export const prometheusRuleFile = reader("kubernetes:core/v1:ConfigMap", alert, (object, { name }) => {
  const { items, missing } = object.entries("data");
  if (missing && NAMES_RULES.test(name)) return [unknownAlerts(missing.path ?? ["data"], name, missing.why)];
  const files = items.filter(([key]) => /\.(ya?ml|rules)$/.test(key));
  const alerts = files.flatMap(([key, { value = "", path, state }]) => {
    const isSecret = "secret" in state && state.secret;
    if (state.is === "known" && !isSecret) return holdsAlerts(value) ? alertsInRuleFile(value, path) : [];
    const mayHoldAlerts = isSecret && state.is === "known" ? holdsAlerts(value) : NAMES_RULES.test(key);
    if (!mayHoldAlerts) return [];
    return [unknownAlerts(path, name, state.is === "unknown" ? state.why : "is secret, and is not read")];
  });
  return alerts.length > 0 ? alerts : undefined;
});

/** What rule files, and the objects that hold them, are called. */
const NAMES_RULES = /rule|alert/i;
