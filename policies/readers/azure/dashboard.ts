import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { dashboard } from "../../kinds/dashboard";

/** `azure-native:portal:Dashboard`: lenses of parts. */
export const portalDashboard = reader("azure-native:portal:Dashboard", dashboard, (inputs) => ({
  get panels() {
    const lenses = inputs.list("properties.lenses");
    const parts = Listing.of(lenses, ...lenses.items.map((lens) => lens.list("parts")));
    const path = ["properties", "lenses"];
    return parts.missing && parts.items.length === lenses.items.length
      ? Fact.unknown<number>(path, parts.missing.why)
      : Fact.given(parts.items.length - lenses.items.length, path);
  },
}));

/** `azure-native:applicationinsights:Workbook`: items, as JSON text. Those of text alone (1) show no metrics. */
export const insightsWorkbook = reader("azure-native:applicationinsights:Workbook", dashboard, (inputs) => ({
  get panels() {
    const { inputs: body, problem } = inputs.json("serializedData");
    const path = ["serializedData"];
    if (problem) return Fact.unknown<number>(path, problem.why);
    return Fact.given(
      body.list("items").items.filter((item) => item.number("type").value !== 1).length,
      path,
    );
  },
}));

/** `azure-native:dashboard:Grafana`: its dashboards are made inside it, through its own API. */
export const managedGrafana = reader("azure-native:dashboard:Grafana", dashboard, () => ({
  panels: Fact.unknown<number>([], "is made inside Grafana, where this pack does not see it"),
}));
