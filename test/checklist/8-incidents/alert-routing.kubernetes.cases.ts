import { cases, resource, unknown } from "../../kit/cases";

const api = (type = "apps/v1:Deployment") =>
  resource(`kubernetes:${type}`, "api", {
    metadata: { name: "api", namespace: "prod" },
    spec: { template: { spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1" }] } } },
  });
const config = (spec: unknown, name = "api-alerts") =>
  resource("kubernetes:monitoring.coreos.com/v1alpha1:AlertmanagerConfig", name, {
    metadata: { name, namespace: "prod" },
    spec,
  });
const pager = { name: "pager", pagerdutyConfigs: [{ routingKey: { name: "pagerduty", key: "key" } }] };
const slack = { name: "slack", slackConfigs: [{ channel: "#alerts" }] };
const nobody = { name: "nobody" };
const severity = (value: string, matchType = "=") => ({ name: "severity", value, matchType });

const NOWHERE =
  "8.2 Alert routing: spec.receivers has no integration that critical alerts reach; {profile} needs a pager or a webhook that calls whoever is on call.";
export default cases({
  requirement: "8.2-alert-routing",
  provider: "kubernetes",
  valid: {
    "everything pages": { stack: [api(), config({ route: { receiver: "pager" }, receivers: [pager] })] },
    "critical alerts page, others inform": {
      stack: [
        api(),
        config({
          route: {
            receiver: "slack",
            routes: [
              { receiver: "pager", matchers: [severity("critical|error", "=~")] },
              { receiver: "nobody", matchers: [severity("info")] },
            ],
          },
          receivers: [slack, pager, nobody],
        }),
      ],
    },
    "a nested route without a receiver of its own": {
      stack: [
        api(),
        config({
          route: {
            receiver: "nobody",
            routes: [
              {
                matchers: [{ name: "namespace", value: "prod" }],
                routes: [{ receiver: "pager", matchers: [severity("critical")] }],
              },
            ],
          },
          receivers: [nobody, pager],
        }),
      ],
    },
    "a webhook": {
      stack: [
        api(),
        config({
          route: { receiver: "hook" },
          receivers: [{ name: "hook", webhookConfigs: [{ url: "https://on-call.example" }] }],
        }),
      ],
    },
    "a route that informs beside one that pages": {
      stack: [
        api(),
        config({ route: { receiver: "pager" }, receivers: [pager] }),
        config({ route: { receiver: "slack" }, receivers: [slack] }, "team"),
      ],
    },
    "a contact point of Grafana": {
      stack: [
        api(),
        resource("kubernetes:grafana.integreatly.org/v1beta1:GrafanaContactPoint", "on-call", {
          metadata: { name: "on-call" },
          spec: { name: "on-call", type: "opsgenie", settings: {} },
        }),
      ],
    },
  },
  invalid: {
    "a receiver without an integration": {
      stack: [api(), config({ route: { receiver: "nobody" }, receivers: [nobody, pager] })],
      remediable: false,
      finds: [NOWHERE],
    },
    "a receiver that is not there": {
      stack: [api(), config({ route: { receiver: "page" }, receivers: [pager] })],
      remediable: false,
      finds: [NOWHERE],
    },
    "only warnings page": {
      stack: [
        api(),
        config({
          route: { receiver: "nobody", routes: [{ receiver: "pager", matchers: [severity("warning")] }] },
          receivers: [nobody, pager],
        }),
      ],
      remediable: false,
      finds: [NOWHERE],
    },
    "critical alerts stop at a receiver that goes nowhere": {
      stack: [
        api(),
        config({
          route: {
            receiver: "pager",
            routes: [{ receiver: "nobody", matchers: [severity("warning", "!=")] }],
          },
          receivers: [nobody, pager],
        }),
      ],
      remediable: false,
      finds: [NOWHERE],
    },
  },
  unknownIn: {
    "a receiver that may be the one of the route": {
      of: "everything pages",
      at: "api-alerts: spec.receivers.0.name",
      mentions: ["spec.receivers[0].name"],
    },
  },
  unknown: {
    "nothing in the stack routes alerts": {
      stack: [api()],
      mentions: ["nothing in the stack routes alerts"],
    },
    "a release that may route them": {
      stack: [
        api(),
        resource("kubernetes:argoproj.io/v1alpha1:Application", "monitoring", {
          metadata: { name: "monitoring" },
          spec: { source: { repoURL: "https://charts.example", chart: "kube-prometheus-stack" } },
        }),
      ],
      mentions: ["alerts may be routed by Argo CD application monitoring"],
    },
    "the receiver is not known yet": {
      stack: [api(), config({ route: { receiver: unknown }, receivers: [pager] })],
      mentions: ["spec.route.receiver is not known until the update"],
    },
    "the receivers are not known yet": {
      stack: [api(), config({ route: { receiver: "pager" }, receivers: unknown })],
      mentions: ["spec.receivers is not known until the update"],
    },
  },
  notApplicable: {
    "a migration Job": { stack: [api("batch/v1:Job")] },
  },
});
