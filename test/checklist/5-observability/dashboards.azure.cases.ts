import { cases, resource, unknown } from "../../kit/cases";
import { application } from "../azure/workloads";

const part = {
  position: { x: 0, y: 0, colSpan: 6, rowSpan: 4 },
  metadata: { type: "Extension/HubsExtension/PartType/MonitorChartPart" },
};
const dashboard = (lenses: unknown) =>
  resource("azure-native:portal:Dashboard", "api", {
    dashboardName: "api",
    resourceGroupName: "production",
    properties: { lenses },
  });
const workbook = (serializedData: unknown) =>
  resource("azure-native:applicationinsights:Workbook", "api", {
    resourceGroupName: "production",
    displayName: "API",
    category: "workbook",
    serializedData,
  });

export default cases({
  requirement: "5.3-dashboards",
  provider: "azure",
  valid: {
    "a dashboard with charts": { stack: [application(), dashboard([{ order: 0, parts: [part] }])] },
    "a workbook": {
      stack: [
        application(),
        workbook(JSON.stringify({ version: "Notebook/1.0", items: [{ type: 1 }, { type: 10 }] })),
      ],
    },
  },
  invalid: {
    "none": {
      stack: [application()],
      remediable: false,
      finds: [
        "5.3 Dashboards: no dashboard in the stack shows this ContainerApp; {profile} needs at least one with latency, error rate and throughput. Add an azure-native:portal:Dashboard or an azure-native:applicationinsights:Workbook with them.",
      ],
    },
    "a dashboard without parts": {
      stack: [application(), dashboard([{ order: 0, parts: [] }])],
      remediable: false,
      finds: [
        "5.3 Dashboards: dashboard api has no panels; {profile} needs a dashboard with latency, error rate and throughput.",
      ],
    },
    "a workbook of text": {
      stack: [application(), workbook(JSON.stringify({ items: [{ type: 1 }] }))],
      remediable: false,
      finds: [
        "5.3 Dashboards: dashboard api has no panels; {profile} needs a dashboard with latency, error rate and throughput.",
      ],
    },
  },
  unknown: {
    "what is on it": {
      stack: [application(), dashboard(unknown)],
      mentions: ["the content of dashboard api is not known until the update"],
    },
    "a workbook with the id of something that is yet to be made": {
      stack: [application(), workbook(unknown)],
      mentions: ["the content of dashboard api is not known until the update"],
    },
    "Managed Grafana": {
      stack: [
        application(),
        resource("azure-native:dashboard:Grafana", "grafana", {
          workspaceName: "grafana",
          sku: { name: "Standard" },
        }),
      ],
      mentions: ["the content of dashboard grafana is made inside Grafana"],
    },
  },
});
