import { cases, resource, unknown } from "../../kit/cases";
import { application } from "../gcp/workloads";

const dashboard = (dashboardJson: unknown) =>
  resource("gcp:monitoring/dashboard:Dashboard", "api", { dashboardJson });
const widget = { title: "Latency", xyChart: { dataSets: [] } };
const layouts: Readonly<Record<string, object>> = {
  "a mosaic": { mosaicLayout: { columns: 12, tiles: [{ width: 6, height: 4, widget }] } },
  "a grid": { gridLayout: { columns: 2, widgets: [widget, widget] } },
  "rows": { rowLayout: { rows: [{ widgets: [widget] }] } },
  "columns": { columnLayout: { columns: [{ widgets: [widget] }] } },
};

export default cases({
  requirement: "5.3-dashboards",
  provider: "gcp",
  valid: Object.fromEntries(
    Object.entries(layouts).map(([name, layout]) => [
      name,
      { stack: [application(), dashboard(JSON.stringify({ displayName: "API", ...layout }))] },
    ]),
  ),
  invalid: {
    "there is none": {
      stack: [application()],
      finds: [
        "5.3 Dashboards: no dashboard in the stack shows this Service; {profile} needs at least one with latency, error rate and throughput. Add a gcp.monitoring.Dashboard with them.",
      ],
      remediable: false,
    },
    "it is empty": {
      stack: [application(), dashboard('{"displayName":"API","gridLayout":{}}')],
      finds: [
        "5.3 Dashboards: dashboard api has no panels; {profile} needs a dashboard with latency, error rate and throughput.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "its JSON holds an output": {
      stack: [application(), dashboard(unknown)],
      mentions: ["the content of dashboard api"],
    },
    "it is no JSON": {
      stack: [application(), dashboard("{{ template }}")],
      mentions: ["the content of dashboard api is not valid JSON"],
    },
  },
});
