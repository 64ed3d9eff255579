import { cases, ref, resource, secret, unknown } from "../../kit/cases";
import { application, service } from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;

const group = (props: Props = {}) =>
  resource("aws:cloudwatch/logGroup:LogGroup", "logs", { name: "/ecs/fraiseql-api", ...props });
const app = application(
  {},
  { logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/fraiseql-api" } } },
);
const pods = resource("kubernetes:apps/v1:Deployment", "api", {
  metadata: { name: "api", namespace: "prod" },
  spec: {
    template: {
      metadata: { labels: { app: "fraiseql" } },
      spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.4.0" }] },
    },
  },
});
const addon = (props: Props = {}) =>
  resource("aws:eks/addon:Addon", "observability", {
    addonName: "amazon-cloudwatch-observability",
    clusterName: ref("cluster", "prod"),
    ...props,
  });
const cluster = resource("aws:eks/cluster:Cluster", "cluster", { name: "prod" });
const NOTHING =
  "5.2 Log aggregation: nothing in the stack forwards the logs of this Deployment; {profile} needs them in a central store. Add a log agent on every node that reads /var/log, such as Fluent Bit.";

export default cases({
  requirement: "5.2-log-aggregation",
  provider: "aws",
  valid: {
    "a group that keeps logs for good": { stack: [app, service(), group()] },
    "a group that keeps them for a year": { stack: [app, service(), group({ retentionInDays: 365 })] },
    "0 is for good": { stack: [app, group({ retentionInDays: 0 })] },
    "CloudWatch's add-on of EKS": { stack: [pods, cluster, addon()] },
    "the add-on with metrics of its own": {
      stack: [pods, cluster, addon({ configurationValues: '{"containerLogs":{"enabled":true}}' })],
    },
  },
  invalid: {
    "a group that keeps them for a month": {
      stack: [app, service(), group({ retentionInDays: 30 })],
      finds: [
        "5.2 Log aggregation: retentionInDays is 30 days; {profile} needs at least 365. Set retentionInDays: 365.",
      ],
    },
    "a secret retention is not shown": {
      stack: [app, group({ retentionInDays: secret(7) })],
      finds: [
        "5.2 Log aggregation: retentionInDays is a secret value that does not comply; {profile} needs at least 365. Set retentionInDays: 365.",
      ],
    },
    "the add-on without its logs": {
      stack: [pods, cluster, addon({ configurationValues: '{"containerLogs":{"enabled":false}}' })],
      remediable: false,
      finds: [NOTHING],
    },
    "another add-on": {
      stack: [pods, cluster, addon({ addonName: "vpc-cni" })],
      remediable: false,
      finds: [NOTHING],
    },
  },
  unknown: {
    "a retention": {
      stack: [app, group({ retentionInDays: unknown })],
      mentions: ["retentionInDays is not known until the update"],
    },
    "the add-on's configuration": {
      stack: [pods, cluster, addon({ configurationValues: unknown })],
      mentions: ["whether add-on observability takes logs is not known until the update"],
    },
  },
});
