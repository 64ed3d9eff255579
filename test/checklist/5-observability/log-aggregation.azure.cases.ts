import { cases, ref, resource, unknown } from "../../kit/cases";
import { diagnostics } from "../azure/databases";
import { application } from "../azure/workloads";

const app = application({ managedEnvironmentId: ref("environment") });
const environment = (appLogsConfiguration?: unknown) =>
  resource("azure-native:app:ManagedEnvironment", "environment", {
    resourceGroupName: "production",
    environmentName: "production",
    ...(appLogsConfiguration === undefined ? {} : { appLogsConfiguration }),
  });
const toWorkspace = {
  destination: "log-analytics",
  logAnalyticsConfiguration: { customerId: ref("logs"), sharedKey: unknown },
};
const workspace = (retentionInDays: unknown) =>
  resource("azure-native:operationalinsights:Workspace", "logs", {
    workspaceName: "logs",
    resourceGroupName: "production",
    retentionInDays,
  });
const group = (props: object = {}) =>
  resource("azure-native:containerinstance:ContainerGroup", "batch", {
    containerGroupName: "batch",
    osType: "Linux",
    containers: [{ name: "fraiseql", image: "ghcr.io/fraiseql/fraiseql:1.2.0" }],
    ...props,
  });

export default cases({
  requirement: "5.2-log-aggregation",
  provider: "azure",
  valid: {
    "its environment sends them to a workspace": { stack: [app, environment(toWorkspace), workspace(365)] },
    "its environment sends them to Azure Monitor": {
      stack: [app, environment({ destination: "azure-monitor" })],
    },
    "a container group with a workspace": {
      stack: [group({ diagnostics: { logAnalytics: { workspaceId: "w", workspaceKey: unknown } } })],
    },
    "a container group with a diagnostic setting": {
      stack: [
        group(),
        diagnostics(ref("batch"), { workspaceId: "/x", logs: [{ categoryGroup: "allLogs", enabled: true }] }),
      ],
    },
  },
  invalid: {
    "its environment sends them nowhere": {
      stack: [app, environment()],
      remediable: false,
      finds: [
        '5.2 Log aggregation: environment environment: appLogsConfiguration.destination is not set; {profile} needs "log-analytics" or "azure-monitor".',
      ],
    },
    "its environment says so": {
      stack: [app, environment({ destination: "none" })],
      remediable: false,
      finds: [
        '5.2 Log aggregation: environment environment: appLogsConfiguration.destination is "none"; {profile} needs "log-analytics" or "azure-monitor".',
      ],
    },
    "a container group keeps them": {
      stack: [group()],
      remediable: false,
      finds: [
        "5.2 Log aggregation: diagnostics.logAnalytics is not set; {profile} needs a Log Analytics workspace for its logs.",
      ],
    },
    "a diagnostic setting of something else": {
      stack: [
        group(),
        environment({ destination: "azure-monitor" }),
        diagnostics(ref("environment", unknown), {
          workspaceId: "/x",
          logs: [{ categoryGroup: "allLogs", enabled: true }],
        }),
      ],
      remediable: false,
      finds: [
        "5.2 Log aggregation: diagnostics.logAnalytics is not set; {profile} needs a Log Analytics workspace for its logs.",
      ],
    },
    "a diagnostic setting of an entry point": {
      stack: [
        group(),
        resource("azure-native:network:ApplicationGateway", "edge", { applicationGatewayName: "edge" }),
        diagnostics(ref("edge", unknown), {
          workspaceId: "/x",
          logs: [{ categoryGroup: "allLogs", enabled: true }],
        }),
      ],
      remediable: false,
      finds: [
        "5.2 Log aggregation: diagnostics.logAnalytics is not set; {profile} needs a Log Analytics workspace for its logs.",
      ],
    },
    "a workspace keeps them 30 days": {
      stack: [app, environment(toWorkspace), workspace(30)],
      finds: [
        "5.2 Log aggregation: retentionInDays is 30 days; {profile} needs at least 365. Set retentionInDays: 365.",
      ],
    },
  },
  unknown: {
    "where they go": {
      stack: [app, environment({ destination: unknown })],
      mentions: ["appLogsConfiguration.destination is not known until the update"],
    },
    "an environment outside the stack": {
      stack: [application({ managedEnvironmentId: "/subscriptions/s/x" })],
      mentions: ["managedEnvironmentId names an environment outside the stack"],
    },
    "how long they are kept": {
      stack: [app, environment(toWorkspace), workspace(unknown)],
      mentions: ["retentionInDays is not known until the update"],
    },
  },
});
