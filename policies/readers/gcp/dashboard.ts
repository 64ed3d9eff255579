import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { dashboard } from "../../kinds/dashboard";

const JSON_TEXT = "dashboardJson";

/** `gcp:monitoring/dashboard:Dashboard`, with widgets in one of four layouts. */
export const monitoringDashboard = reader("gcp:monitoring/dashboard:Dashboard", dashboard, (inputs) => ({
  get panels() {
    const { inputs: layout, problem } = inputs.json(JSON_TEXT);
    if (problem) return Fact.unknown<number>(problem.path, problem.why);
    return Fact.given(widgetsIn(layout), [JSON_TEXT]);
  },
}));

function widgetsIn(layout: Inputs): number {
  const lists = ["gridLayout.widgets", "mosaicLayout.tiles"].map((path) => layout.list(path));
  const nested = ["rowLayout.rows", "columnLayout.columns"]
    .flatMap((path) => layout.list(path).items)
    .map((part) => part.list("widgets"));
  return [...lists, ...nested].reduce((count, { items }) => count + items.length, 0);
}
