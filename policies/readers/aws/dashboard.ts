import { Fact } from "../../evaluation/fact";
import { reader } from "../../evaluation/reader";
import { dashboard } from "../../kinds/dashboard";

/** `aws:cloudwatch/dashboard:Dashboard`: widgets, as JSON text. Those of text alone show no metrics. */
export const cloudWatchDashboard = reader("aws:cloudwatch/dashboard:Dashboard", dashboard, (inputs) => ({
  get panels() {
    const { inputs: body, problem } = inputs.json("dashboardBody");
    const path = ["dashboardBody"];
    if (problem) return Fact.unknown<number>(path, problem.why);
    const widgets = body.list("widgets").items.filter((widget) => widget.string("type").value !== "text");
    return Fact.given(widgets.length, path);
  },
}));

/** `aws:grafana/workspace:Workspace`: its dashboards are made inside it, through its own API. */
export const grafanaWorkspace = reader("aws:grafana/workspace:Workspace", dashboard, () => ({
  panels: Fact.unknown<number>([], "is made inside the workspace, where this pack does not see it"),
}));
