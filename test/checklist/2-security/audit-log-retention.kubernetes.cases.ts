import { cases, resource, unknown } from "../../kit/cases";

const lokiStack = (spec: object, name = "audit-logs") =>
  resource("kubernetes:loki.grafana.com/v1:LokiStack", name, { metadata: { name }, spec });
const release = (loki: unknown, name = "audit-loki") =>
  resource("kubernetes:helm.sh/v3:Release", name, {
    name,
    chart: "loki",
    repositoryOpts: { repo: "https://grafana.github.io/helm-charts" },
    values: { loki },
  });
const retention = (days: unknown) => ({ limits: { global: { retention: { days } } } });
const kept = (retention_period: unknown, retention_enabled: unknown = true) => ({
  limits_config: { retention_period },
  compactor: { retention_enabled },
});

export default cases({
  requirement: "2.5-audit-log-retention",
  provider: "kubernetes",
  valid: {
    "seven years": { stack: [lokiStack(retention(2555))] },
    "nothing is ever deleted": {
      stack: [lokiStack({}), release({}), release(kept("0s"), "any"), release(kept("744h", false))],
    },
    "the Helm chart keeps eight years": { stack: [release(kept("8y")), release(kept("61320h"))] },
    "OpenShift's audit logs have a retention of their own": {
      stack: [
        lokiStack(
          {
            tenants: { mode: "openshift-logging" },
            limits: { global: { retention: { days: 7 } }, tenants: { audit: { retention: { days: 2600 } } } },
          },
          "logging",
        ),
      ],
    },
  },
  invalid: {
    "a month": {
      stack: [lokiStack(retention(30))],
      profiles: ["REGULATED"],
      finds: [
        "2.5 Audit log retention: spec.limits.global.retention.days is 30 days; REGULATED needs at least 365. Set spec.limits.global.retention.days: 365.",
      ],
    },
    "a year is not seven": {
      stack: [lokiStack(retention(365))],
      profiles: ["RESTRICTED"],
      finds: [
        "2.5 Audit log retention: spec.limits.global.retention.days is 365 days; RESTRICTED needs at least 2555. Set spec.limits.global.retention.days: 2555.",
      ],
    },
    "the Helm chart's month": {
      stack: [release(kept("744h"))],
      profiles: ["REGULATED"],
      finds: [
        '2.5 Audit log retention: values.loki.limits_config.retention_period is 744h (31 days); REGULATED needs at least 365. Set values.loki.limits_config.retention_period: "8760h".',
      ],
    },
  },
  unknown: {
    "the days are not known yet": {
      stack: [lokiStack(retention(unknown))],
      mentions: ["spec.limits.global.retention.days"],
    },
    "the chart's values are not known yet": {
      stack: [release(unknown)],
      mentions: ["values.loki"],
    },
  },
  notApplicable: {
    "nothing says that they are audit logs": { stack: [lokiStack(retention(30), "logs")] },
    "another chart": {
      stack: [resource("kubernetes:helm.sh/v3:Release", "audit", { chart: "promtail", name: "audit" })],
    },
  },
});
