import { imageName } from "./image";

/** Agents whose purpose is logs. */
const LOG_AGENTS =
  /^(fluent-?bit\S*|aws-for-fluent-bit|newrelic-fluentbit-output|fluentd\S*|fluentd-kubernetes-daemonset|td-agent\S*|promtail|vector|filebeat|logstash\S*|vlagent|axosyslog|syslog-ng|rsyslog|fluentd-hec|logdna-agent|sumologic-otel-collector)$/;

/** Agents that forward logs among other things. */
const GENERAL_AGENTS =
  /^(alloy|grafana-agent|agent|otelcol\S*|otel-collector\S*|opentelemetry-collector\S*|aws-otel-collector|splunk-otel-collector|cloudwatch-agent|datadog-agent|elastic-agent|ama-logs|oms|dynatrace-logmodule|collector)$/;

/** True for the image of an agent whose purpose is logs. */
export function isLogAgent(image: string): boolean {
  return LOG_AGENTS.test(imageName(image));
}

/** True for the image of an agent that forwards logs among other things. */
export function isGeneralAgent(image: string): boolean {
  return GENERAL_AGENTS.test(imageName(image)) || isDatadog(image);
}

/** True for the image of Datadog's agent, which takes no logs by default. */
export function isDatadog(image: string): boolean {
  return imageName(image) === "datadog-agent" || /(^|\/)datadog(hq)?\/agent(:|@|$)/.test(image);
}
