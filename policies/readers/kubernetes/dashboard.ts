import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { dashboard } from "../../kinds/dashboard";

/** ConfigMaps that Grafana's sidecar loads, by the label that its charts use. Each key of the data is a dashboard. */
export const dashboardConfigMap = reader("kubernetes:core/v1:ConfigMap", dashboard, (object) => {
  if (!object.has(["metadata", "labels", "grafana_dashboard"])) return undefined;
  return {
    get panels() {
      const entries = object.entries("data");
      if (entries.missing) return Fact.unknown<number>(["data"], entries.missing.why);
      const counted = entries.items.map(([key]) => panelsOf(object, ["data", key]));
      return (
        counted.find(({ value }) => (value ?? 0) > 0) ??
        counted.find(({ state }) => state.is === "unknown") ??
        counted[0] ??
        Fact.given(0, ["data"])
      );
    },
  };
});

/** The Grafana operator's dashboards: JSON of their own, or kept elsewhere. */
export const grafanaDashboard = reader(
  ["kubernetes:grafana.integreatly.org/*:GrafanaDashboard", "kubernetes:integreatly.org/*:GrafanaDashboard"],
  dashboard,
  (object) => ({
    get panels() {
      const elsewhere = ELSEWHERE.find((name) => object.has(`spec.${name}`));
      return elsewhere ? Fact.given(Infinity, ["spec", elsewhere]) : panelsOf(object, ["spec", "json"]);
    },
  }),
);

/** Perses' dashboards, whose panels are named. */
export const persesDashboard = reader("kubernetes:perses.dev/*:PersesDashboard", dashboard, (object) => ({
  get panels() {
    const panels = ["spec.config.panels", "spec.panels"].map((path) => object.entries(path));
    const missing = panels.find((list) => list.missing !== undefined)?.missing;
    const path = ["spec", "panels"];
    if (missing) return Fact.unknown<number>(missing.path ?? path, missing.why);
    return Fact.given(Math.max(...panels.map(({ items }) => items.length)), path);
  },
}));

/** Where the Grafana operator takes a dashboard from, other than `json`. */
const ELSEWHERE = ["url", "grafanaCom", "configMapRef", "gzipJson", "jsonnet", "jsonnetLib", "oci"];

/** The panels in a dashboard's JSON: of a list, of rows, of Grafana's second schema, or wrapped as its API wraps it. */
function panelsOf(object: Inputs, path: readonly string[]): Fact<number> {
  const { inputs, problem } = object.json(path);
  const at = [...object.path, ...path];
  if (problem) return Fact.unknown(at, problem.why);
  const lists = ["panels", "dashboard.panels"].map((name) => inputs.list(name).items.length);
  const rows = ["rows", "dashboard.rows"].flatMap((name) => inputs.list(name).items);
  const elements = ["elements", "spec.elements"].map((name) => inputs.entries(name).items.length);
  const count = [...lists, ...elements, ...rows.map((row) => row.list("panels").items.length)];
  return Fact.given(
    count.reduce((total, one) => total + one, 0),
    at,
  );
}
