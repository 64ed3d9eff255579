import { cases, resource, unknown } from "../../kit/cases";

const app = { name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1" };
const api = (podSpec: object = {}, type = "apps/v1:Deployment") =>
  resource(`kubernetes:${type}`, "api", {
    metadata: { name: "api", namespace: "prod" },
    spec: { template: { spec: { containers: [app], ...podSpec } } },
  });
const cronJob = resource("kubernetes:batch/v1:CronJob", "cleanup", {
  metadata: { name: "cleanup", namespace: "prod" },
  spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: { spec: { containers: [app] } } } } },
});
const agent = (image: string, paths: readonly unknown[] = ["/var/log"], env: readonly object[] = []) =>
  resource("kubernetes:apps/v1:DaemonSet", "agent", {
    metadata: { name: "agent", namespace: "logging" },
    spec: {
      template: {
        spec: {
          containers: [{ name: "agent", image, env }],
          volumes: paths.map((path, i) => ({ name: `v${i}`, hostPath: { path } })),
        },
      },
    },
  });
const sidecar = (image: string, mounted = "logs") => ({
  containers: [
    { ...app, volumeMounts: [{ name: "logs", mountPath: "/app/logs" }] },
    { name: "shipper", image, volumeMounts: [{ name: mounted, mountPath: "/logs" }] },
  ],
  volumes: [{ name: "logs", emptyDir: {} }],
});
const custom = (type: string, spec: object, namespace = "logging") =>
  resource(`kubernetes:${type}`, "logs", { metadata: { name: "logs", namespace }, spec });
const loki = (values: object) =>
  resource("kubernetes:helm.sh/v3:Release", "loki", { chart: "loki", values: { loki: values } });

const NOTHING = (type = "Deployment") =>
  `5.2 Log aggregation: nothing in the stack forwards the logs of this ${type}; {profile} needs them in a central store. Add a log agent on every node that reads /var/log, such as Fluent Bit.`;

export default cases({
  requirement: "5.2-log-aggregation",
  provider: "kubernetes",
  valid: {
    "Fluent Bit on every node": { stack: [api(), cronJob, agent("cr.fluentbit.io/fluent/fluent-bit:3.1")] },
    "Alloy with the nodes' logs": { stack: [api(), agent("grafana/alloy:v1.4", ["/var/log/"])] },
    "Docker's containers": {
      stack: [api(), agent("fluent/fluentd-kubernetes-daemonset:v1", ["/var/lib/docker/containers"])],
    },
    "Datadog that collects logs": {
      stack: [
        api(),
        agent("gcr.io/datadoghq/agent:7", ["/var/log/pods"], [{ name: "DD_LOGS_ENABLED", value: "true" }]),
      ],
    },
    "a sidecar that shares the logs' volume": { stack: [api(sidecar("timberio/vector:0.41"))] },
    "OpenTelemetry's collector on every node": {
      stack: [
        api(),
        custom("opentelemetry.io/v1beta1:OpenTelemetryCollector", {
          mode: "daemonset",
          config: { receivers: { "filelog/pods": { include: ["/var/log/pods/*/*/*.log"] } } },
        }),
      ],
    },
    "the same in YAML": {
      stack: [
        api(),
        custom("opentelemetry.io/v1alpha1:OpenTelemetryCollector", {
          mode: "daemonset",
          config: "receivers:\n  filelog:\n    include: [ /var/log/pods/*/*/*.log ]\n",
        }),
      ],
    },
    "the logging operator's flow of the cluster": {
      stack: [api(), custom("logging.banzaicloud.io/v1beta1:ClusterFlow", { globalOutputRefs: ["loki"] })],
    },
    "the logging operator's flow of the namespace": {
      stack: [api(), custom("logging.banzaicloud.io/v1beta1:Flow", { localOutputRefs: ["loki"] }, "prod")],
    },
    "OpenShift's forwarder": {
      stack: [
        api(),
        custom("observability.openshift.io/v1:ClusterLogForwarder", {
          pipelines: [{ name: "all", inputRefs: ["application", "audit"], outputRefs: ["loki"] }],
        }),
      ],
    },
    "Datadog's operator": {
      stack: [
        api(),
        custom("datadoghq.com/v2alpha1:DatadogAgent", {
          features: { logCollection: { enabled: true, containerCollectAll: true } },
        }),
      ],
    },
    "a store in the stack that keeps a year": {
      stack: [
        api(),
        agent("grafana/promtail:3.1"),
        loki({ limits_config: { retention_period: "8760h" }, compactor: { retention_enabled: true } }),
      ],
    },
  },
  invalid: {
    "nothing forwards": {
      stack: [api(), cronJob],
      remediable: false,
      finds: [NOTHING(), NOTHING("CronJob")],
    },
    "a DaemonSet of something else": {
      stack: [api(), agent("quay.io/prometheus/node-exporter:v1.8", ["/"])],
      remediable: false,
      finds: [NOTHING()],
    },
    "Datadog without logs": {
      stack: [api(), agent("gcr.io/datadoghq/agent:7", ["/var/log/pods"])],
      remediable: false,
      finds: [NOTHING()],
    },
    "a sidecar that shares nothing": {
      stack: [api(sidecar("otel/opentelemetry-collector-contrib:0.110.0", "own"))],
      remediable: false,
      finds: [NOTHING()],
    },
    "a collector of traces": {
      stack: [
        api(),
        custom("opentelemetry.io/v1beta1:OpenTelemetryCollector", {
          mode: "daemonset",
          config: { receivers: { otlp: {} } },
        }),
      ],
      remediable: false,
      finds: [NOTHING()],
    },
    "a flow of another namespace": {
      stack: [api(), custom("logging.banzaicloud.io/v1beta1:Flow", { localOutputRefs: ["loki"] }, "staging")],
      remediable: false,
      finds: [NOTHING()],
    },
    "a store that keeps a month": {
      stack: [
        api(),
        agent("grafana/promtail:3.1"),
        custom("loki.grafana.com/v1:LokiStack", { limits: { global: { retention: { days: 30 } } } }),
      ],
      finds: [
        "5.2 Log aggregation: spec.limits.global.retention.days is 30 days; {profile} needs at least 365. Set spec.limits.global.retention.days: 365.",
      ],
    },
  },
  unknownIn: {
    "an image that may be a log agent": {
      of: "Fluent Bit on every node",
      at: "agent: spec.template.spec.containers.0.image",
      mentions: ["containers[0].image decides"],
    },
    "a variable that may turn logs on": {
      of: "Datadog that collects logs",
      at: "agent: spec.template.spec.containers.0.env.0.name",
      mentions: ["containers[0].env[0] decides"],
    },
    "a sidecar that may be a log agent": {
      of: "a sidecar that shares the logs' volume",
      at: "api: spec.template.spec.containers.1.image",
      mentions: ["may be a log agent's"],
    },
    "a volume that may be shared": {
      of: "a sidecar that shares the logs' volume",
      at: "api: spec.template.spec.containers.1.volumeMounts.0.name",
      mentions: ["containers[1].volumeMounts[0].name"],
    },
  },
  unknown: {
    "a path that is not known yet": {
      stack: [api(), agent("fluent/fluent-bit:3.1", [unknown])],
      mentions: ["whether agent reads the nodes' logs is not known until the update"],
    },
    "an agent without the nodes' files": {
      stack: [api(), agent("grafana/alloy:v1.4", [])],
      mentions: ["agent mounts no log files of its nodes"],
    },
    "a collector beside the application that shares a volume": {
      stack: [api(sidecar("otel/opentelemetry-collector-contrib:0.110.0"))],
      mentions: ["containers[1].image may forward logs, as its configuration says"],
    },
    "Datadog's operator with annotations": {
      stack: [
        api(),
        custom("datadoghq.com/v2alpha1:DatadogAgent", { features: { logCollection: { enabled: true } } }),
      ],
      mentions: ["takes only the logs that annotations of Deployments ask for"],
    },
    "a release that may forward": {
      stack: [api(), resource("kubernetes:helm.sh/v3:Release", "logs", { chart: "grafana/promtail" })],
      mentions: ["what forwards its logs may be installed by Helm release logs (promtail)"],
    },
    "a store's retention is not known yet": {
      stack: [
        api(),
        agent("grafana/promtail:3.1"),
        custom("loki.grafana.com/v1:LokiStack", { limits: { global: { retention: { days: unknown } } } }),
      ],
      mentions: ["spec.limits.global.retention.days is not known until the update"],
    },
  },
  notApplicable: {
    "a patch of a Deployment": { stack: [api({}, "apps/v1:DeploymentPatch")] },
    "another application": {
      stack: [api({ containers: [{ name: "web", image: "nginx:1.27" }] })],
    },
  },
});
