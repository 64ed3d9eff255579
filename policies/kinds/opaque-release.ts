import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import { undetermined, type Outcome } from "../evaluation/outcome";
import type { StackView } from "../evaluation/stack";

/** Something that installs objects which the stack does not show: a Helm release, an Argo CD application. */
export interface OpaqueRelease {
  /** What messages call it: `Helm release monitoring`. */
  readonly called: string;
  /** The chart's own name: `kube-prometheus-stack`. A path or a repository's name where there is no chart. */
  readonly chart: Fact<string>;
}

export const opaqueRelease = kind<OpaqueRelease>("opaque release");

/** What a chart may bring that requirements look for, and the charts that do. */
const PROVIDERS = {
  "metrics":
    /prometheus|victoria-?metrics|vm-?agent|k8s-monitoring|alloy|grafana-agent|opentelemetry|otel|datadog|newrelic|nri-|dynatrace|instana|signoz|coroot|monitoring|observability/,
  "dashboards":
    /kube-prometheus|grafana|victoria-?metrics-k8s-stack|k8s-monitoring|datadog|newrelic|dynatrace|signoz|loki-stack|perses|monitoring|observability/,
  "alerts":
    /prometheus|victoria-?metrics|vm-?alert|mimir|loki|grafana|datadog|newrelic|dynatrace|signoz|robusta|sloth|pyrra|monitoring|observability|alert/,
  "alert routing":
    /kube-prometheus|alertmanager|prometheus$|victoria-?metrics|mimir|grafana|robusta|datadog|newrelic|dynatrace|signoz|monitoring|observability|alert/,
  "log forwarding":
    /fluent|promtail|loki-stack|alloy|grafana-agent|k8s-monitoring|vector|logging|logs|filebeat|elastic|eck|opentelemetry|otel|datadog|newrelic|dynatrace|splunk|signoz|cloudwatch|sumologic|logdna|mezmo|observability/,
  "log stores": /loki|elastic|opensearch|eck|victoria-?logs|signoz|observability/,
  "database monitoring":
    /kube-prometheus|observability|monitoring|postgres|pgmonitor|pgwatch|percona|pmm|cloudnative-pg|cnpg|datadog|newrelic|dynatrace/,
  "network policies": /network-?polic|cilium|calico|tigera|antrea/,
  "ingress":
    /ingress|traefik|haproxy|kong|contour|envoy|gateway|istio|nginx|emissary|apisix|load-balancer-controller/,
  "certificates": /cert-manager|letsencrypt|acme|origin-ca/,
  "image verification": /kyverno|policy-controller|sigstore|cosign|connaisseur|ratify|gatekeeper|portieris/,
  "anomaly detection":
    /falco|tetragon|kubearmor|sysdig|neuvector|stackrox|datadog|dynatrace|crowdstrike|security/,
  "audit logs": /falco|tetragon|kubearmor|audit|observability/,
  "tracing":
    /opentelemetry|otel|jaeger|tempo|zipkin|alloy|grafana-agent|k8s-monitoring|datadog|newrelic|dynatrace|signoz|instana|observability/,
} as const;

/** What a release may bring along: `alerts`, `log forwarding`, ... */
export type Provision = keyof typeof PROVIDERS;

/**
 * The outcome; where it is a violation because nothing in the stack provides something, and releases of the stack may
 * install it, undetermined instead, with the releases named. `what` is told as the subject of the sentence: `alerts`.
 */
export function unlessReleased(
  outcome: Outcome,
  provision: Provision,
  stack: StackView,
  what: string = provision,
): Outcome {
  if (outcome.result !== "violation") return outcome;
  const releases = releasesOf(provision, stack);
  if (releases.length === 0) return outcome;
  const names = releases.map(({ called, chart }) =>
    chart.state.is === "known" && chart.state.secret !== true ? `${called} (${chart.state.value})` : called,
  );
  return undetermined({
    why: `${what} may be installed by ${names.join(" or ")}, whose objects are not visible to this pack`,
  });
}

/** The releases of the stack that may install what a requirement looks for. */
export function releasesOf(provision: Provision, stack: StackView): readonly OpaqueRelease[] {
  return stack
    .subjects(opaqueRelease)
    .map(({ thing }) => thing)
    .filter(({ chart }) => {
      if (chart.state.is === "unknown") return true;
      return chart.value !== undefined && PROVIDERS[provision].test(chart.value.toLowerCase());
    });
}
