import { cases, resource, unknown } from "../../kit/cases";

const cluster = (monitoring?: unknown) =>
  resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "db", {
    metadata: { name: "db", namespace: "prod" },
    spec: { instances: 3, ...(monitoring === undefined ? {} : { monitoring }) },
  });
const podMonitor = (matchLabels: object, port = "metrics") =>
  resource("kubernetes:monitoring.coreos.com/v1:PodMonitor", "db", {
    metadata: { name: "db", namespace: "prod" },
    spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port }] },
  });
const exporter = {
  name: "exporter",
  image: "quay.io/prometheuscommunity/postgres-exporter:v0.15.0",
  ports: [{ name: "metrics", containerPort: 9187 }],
};
const server = (sidecars: readonly object[] = [], annotations?: object) =>
  resource("kubernetes:apps/v1:StatefulSet", "db", {
    metadata: { name: "db", namespace: "prod" },
    spec: {
      template: {
        metadata: { labels: { app: "db" }, ...(annotations ? { annotations } : {}) },
        spec: { containers: [{ name: "postgres", image: "postgres:16" }, ...sidecars] },
      },
    },
  });
const rules = (expr: unknown) =>
  resource("kubernetes:monitoring.coreos.com/v1:PrometheusRule", "db", {
    metadata: { name: "db", namespace: "prod" },
    spec: { groups: [{ name: "db", rules: [{ alert: "TooManyConnections", expr }] }] },
  });

const CNPG =
  "3.4 Database monitoring: spec.monitoring.enablePodMonitor is not set, which means false; {profile} needs true. Set spec.monitoring.enablePodMonitor: true. Or add a PodMonitor that selects the label cnpg.io/cluster and collects port metrics.";
const NOTHING =
  "3.4 Database monitoring: nothing in the stack watches the connections, latency and disk of this database; {profile} needs its metrics collected, or alarms on them. Add an exporter of its metrics, and a monitor that collects from it.";

export default cases({
  requirement: "3.4-database-monitoring",
  provider: "kubernetes",
  valid: {
    "CloudNativePG's own PodMonitor": { stack: [cluster({ enablePodMonitor: true })] },
    "a PodMonitor of CloudNativePG's pods": { stack: [cluster(), podMonitor({ "cnpg.io/cluster": "db" })] },
    "rules on CloudNativePG's metrics": { stack: [cluster(), rules("sum(cnpg_backends_total) > 80")] },
    "an exporter beside the server": { stack: [server([exporter]), podMonitor({ app: "db" })] },
    "an exporter that annotations announce": {
      stack: [server([exporter], { "prometheus.io/scrape": "true", "prometheus.io/port": "9187" })],
    },
    "an exporter of its own": {
      stack: [
        server(),
        resource("kubernetes:apps/v1:Deployment", "exporter", {
          metadata: { name: "exporter", namespace: "prod" },
          spec: { template: { spec: { containers: [exporter] } } },
        }),
      ],
    },
    "rules on the metrics of an exporter": {
      stack: [server(), rules("pg_stat_database_numbackends / pg_settings_max_connections > 0.8")],
    },
    "Crunchy's exporter": {
      stack: [
        resource("kubernetes:postgres-operator.crunchydata.com/v1beta1:PostgresCluster", "db", {
          metadata: { name: "db" },
          spec: { monitoring: { pgmonitor: { exporter: {} } } },
        }),
      ],
    },
    "Zalando with an exporter": {
      stack: [
        resource("kubernetes:acid.zalan.do/v1:postgresql", "db", {
          metadata: { name: "db" },
          spec: { sidecars: [{ name: "exporter", image: exporter.image }] },
        }),
      ],
    },
  },
  invalid: {
    "CloudNativePG that nothing watches": { stack: [cluster()], finds: [CNPG] },
    "a PodMonitor of another cluster": {
      stack: [cluster(), podMonitor({ "cnpg.io/cluster": "other" })],
      finds: [CNPG],
    },
    "rules on something else": { stack: [cluster(), rules("up == 0")], finds: [CNPG] },
    "a server that nothing watches": { stack: [server()], remediable: false, finds: [NOTHING] },
    "an exporter that nothing collects from": {
      stack: [server([exporter])],
      remediable: false,
      finds: [NOTHING],
    },
    "a monitor of a port that is not there": {
      stack: [server(), podMonitor({ app: "db" })],
      remediable: false,
      finds: [
        '3.4 Database monitoring: metrics collector db: spec.podMetricsEndpoints[0].port is "metrics", which is no port\'s name of its pods; {profile} needs the name of a port.',
      ],
    },
    "Crunchy without exporter": {
      stack: [
        resource("kubernetes:postgres-operator.crunchydata.com/v1beta1:PostgresCluster", "db", {
          metadata: { name: "db" },
          spec: { postgresVersion: 16 },
        }),
      ],
      remediable: false,
      finds: [
        "3.4 Database monitoring: spec.monitoring.pgmonitor.exporter is not set; {profile} needs the exporter of its metrics.",
      ],
    },
  },
  unknownIn: {
    "alerts that may be on its metrics": {
      of: "rules on CloudNativePG's metrics",
      at: "db: spec.groups.0.rules.0.expr",
      mentions: ["spec.groups[0].rules[0].expr decides"],
    },
    "an image that may be an exporter": {
      of: "an exporter of its own",
      at: "exporter: spec.template.spec.containers.0.image",
      mentions: ["containers[0].image decides"],
    },
  },
  unknown: {
    "not known yet": {
      stack: [cluster({ enablePodMonitor: unknown })],
      mentions: ["spec.monitoring.enablePodMonitor is not known until the update"],
    },
    "Zalando's operator may add an exporter": {
      stack: [
        resource("kubernetes:acid.zalan.do/v1:postgresql", "db", {
          metadata: { name: "db" },
          spec: { teamId: "shop" },
        }),
      ],
      mentions: ["spec.sidecars lists no exporter of metrics"],
    },
    "two databases and one exporter": {
      stack: [
        server(),
        cluster({ enablePodMonitor: true }),
        resource("kubernetes:apps/v1:Deployment", "exporter", {
          metadata: { name: "exporter", namespace: "prod" },
          spec: { template: { spec: { containers: [exporter] } } },
        }),
      ],
      mentions: ["which database Deployment exporter exports the metrics of is not known here"],
    },
    "a release that may watch it": {
      stack: [
        server(),
        resource("kubernetes:helm.sh/v3:Release", "exporter", { chart: "prometheus-postgres-exporter" }),
      ],
      mentions: ["what watches it may be installed by Helm release exporter (prometheus-postgres-exporter)"],
    },
  },
  notApplicable: {
    "a patch of a server": {
      stack: [
        resource("kubernetes:apps/v1:StatefulSetPatch", "db", {
          metadata: { name: "db", namespace: "prod" },
          spec: { template: { spec: { containers: [{ name: "postgres", image: "postgres:17" }] } } },
        }),
      ],
    },
  },
});
