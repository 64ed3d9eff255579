import { cases, ref, resource, unknown } from "../../kit/cases";
import { api, task } from "../aws/workloads";

const app = task([api()]);
const dashboard = (body: unknown) =>
  resource("aws:cloudwatch/dashboard:Dashboard", "api", {
    dashboardName: "api",
    dashboardBody: typeof body === "string" || body === unknown ? body : JSON.stringify(body),
  });
const graph = {
  type: "metric",
  width: 12,
  height: 6,
  properties: { metrics: [["AWS/ApplicationELB", "TargetResponseTime"]], stat: "p95", region: "eu-west-1" },
};
const title = { type: "text", properties: { markdown: "# API" } };
const grafana = resource("aws:grafana/workspace:Workspace", "grafana", {
  accountAccessType: "CURRENT_ACCOUNT",
  authenticationProviders: ["AWS_SSO"],
  permissionType: "SERVICE_MANAGED",
});
const NONE =
  "5.3 Dashboards: no dashboard in the stack shows this TaskDefinition; {profile} needs at least one with latency, error rate and throughput. Add an aws.cloudwatch.Dashboard with them.";
const EMPTY =
  "5.3 Dashboards: dashboard api has no panels; {profile} needs a dashboard with latency, error rate and throughput.";

export default cases({
  requirement: "5.3-dashboards",
  provider: "aws",
  valid: {
    "a dashboard with widgets": { stack: [app, dashboard({ widgets: [title, graph] })] },
    "an empty one beside one with logs": {
      stack: [
        app,
        dashboard({ widgets: [] }),
        resource("aws:cloudwatch/dashboard:Dashboard", "logs", {
          dashboardName: "logs",
          dashboardBody: JSON.stringify({
            widgets: [{ type: "log", properties: { query: "SOURCE '/ecs'" } }],
          }),
        }),
      ],
    },
    "an ECS service and its task definition": {
      stack: [
        app,
        resource("aws:ecs/service:Service", "service", { name: "web", taskDefinition: ref("task") }),
        dashboard({ widgets: [graph] }),
      ],
    },
  },
  invalid: {
    "none": {
      stack: [
        app,
        resource("aws:ecs/service:Service", "service", { name: "web", taskDefinition: ref("task") }),
      ],
      remediable: false,
      finds: [NONE],
    },
    "widgets of text alone": {
      stack: [app, dashboard({ widgets: [title] })],
      remediable: false,
      finds: [EMPTY],
    },
    "a body without widgets": { stack: [app, dashboard({})], remediable: false, finds: [EMPTY] },
    "widgets that are no list": {
      stack: [app, dashboard({ widgets: null })],
      remediable: false,
      finds: [EMPTY],
    },
  },
  unknown: {
    "a body with the name of something that is yet to be made": {
      stack: [app, dashboard(unknown)],
      mentions: ["the content of dashboard api is not known until the update"],
    },
    "a body that is not JSON": {
      stack: [app, dashboard("widgets: []")],
      mentions: ["the content of dashboard api is not valid JSON"],
    },
    "a workspace of Grafana": {
      stack: [app, grafana],
      mentions: ["the content of dashboard grafana is made inside the workspace"],
    },
  },
});
