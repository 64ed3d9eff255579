import { cases, ref, resource, unknown } from "../../kit/cases";
import { api, envOf, service, task, type Props } from "../aws/workloads";

const app = task([
  api({ environment: envOf({ FRAISEQL_METRICS_ENABLED: "true", FRAISEQL_ENABLE_METRICS: "true" }) }),
]);
const cluster = (settings?: unknown, name = "cluster") =>
  resource("aws:ecs/cluster:Cluster", name, { name: `${name}-1`, settings });
const running = (props: Props = {}) => service({ cluster: ref("cluster"), ...props });
const insights = (value: unknown) => [{ name: "containerInsights", value }];
const pods = resource("kubernetes:apps/v1:Deployment", "pods", {
  metadata: { name: "api", namespace: "prod" },
  spec: {
    template: {
      metadata: { labels: { app: "fraiseql" } },
      spec: {
        containers: [
          {
            name: "api",
            image: "ghcr.io/fraiseql/fraiseql:1.4.0",
            env: [{ name: "FRAISEQL_ENABLE_METRICS", value: "true" }],
          },
        ],
      },
    },
  },
});
const NOTHING =
  "5.3 Metrics: nothing in the stack collects the metrics of this TaskDefinition; {profile} needs its /metrics collected. Add a collector beside it that scrapes it, such as the AWS Distro for OpenTelemetry, and say so with the docker label ECS_PROMETHEUS_EXPORTER_PORT.";

export default cases({
  requirement: "5.3-metrics-exposed",
  provider: "aws",
  valid: {
    "Container Insights of the cluster that runs the service": {
      stack: [app, running(), cluster(insights("enabled"))],
    },
    "its enhanced form, by the cluster's name": {
      stack: [app, running({ cluster: "cluster-1" }), cluster(insights("enhanced"))],
    },
    "the add-on of EKS": {
      stack: [
        pods,
        resource("aws:eks/addon:Addon", "observability", {
          addonName: "amazon-cloudwatch-observability",
          clusterName: "prod",
        }),
      ],
    },
  },
  invalid: {
    "a cluster without": { stack: [app, running(), cluster()], remediable: false, finds: [NOTHING] },
    "Container Insights that are off": {
      stack: [app, running(), cluster(insights("disabled"))],
      remediable: false,
      finds: [NOTHING],
    },
    "Container Insights of another cluster": {
      stack: [app, running(), cluster(), cluster(insights("enabled"), "other")],
      remediable: false,
      finds: [NOTHING],
    },
    "a task that no service of that cluster runs": {
      stack: [app, cluster(insights("enabled"))],
      remediable: false,
      finds: [NOTHING],
    },
  },
  unknown: {
    "the cluster's setting": {
      stack: [app, running(), cluster(insights(unknown))],
      mentions: ["settings[0].value is not known until the update"],
    },
    "the cluster that the service runs in": {
      stack: [app, running({ cluster: unknown }), cluster(insights("enabled"))],
      mentions: ["whether it runs in cluster cluster is not known until the update"],
    },
    "a scraper of managed Prometheus": {
      stack: [
        pods,
        resource("aws:amp/scraper:Scraper", "scraper", {
          scrapeConfiguration: "scrape_configs: []",
          source: { eks: { clusterArn: ref("cluster"), subnetIds: ["subnet-1", "subnet-2"] } },
          destination: { amp: { workspaceArn: "arn:aws:aps:eu-west-1:123456789012:workspace/ws-1" } },
        }),
        resource("aws:eks/cluster:Cluster", "cluster", { name: "prod" }),
      ],
      mentions: ["scrapeConfiguration decides what is collected"],
    },
  },
});
