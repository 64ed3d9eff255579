/** What a metric of Azure counts or measures. */
type Role =
  "error percent" | "errors" | "requests" | "milliseconds" | "seconds" | "connections" | "used percent";

/** Metrics of Azure's own that the checklist asks for, by name. What is not listed is something else. */
const METRICS: readonly (readonly [RegExp, Role])[] = [
  [/^Percentage5XX$/i, "error percent"],
  [/^(Http5xx|FailedRequests|requests\/failed)$/i, "errors"],
  [/^(Requests|TotalRequests|RequestCount|requests\/count|ResponseStatus)$/i, "requests"],
  [
    /^(BackendLastByteResponseTime|BackendFirstByteResponseTime|ApplicationGatewayTotalTime|TotalLatency|OriginLatency|ResponseTime|requests\/duration)$/i,
    "milliseconds",
  ],
  [/^(HttpResponseTime|AverageResponseTime)$/i, "seconds"],
  [
    /^(active_connections|max_connections|connections_failed|client_connections_waiting|total_pooled_connections)$/i,
    "connections",
  ],
  [/^(storage_percent|node_disk_usage_percentage)$/i, "used percent"],
];

const OTHER = "azure_metric";

/** A metric as PromQL with names that say what it measures, so that it can be compared like any other. */
export function metricInCommonNames(
  metric: string,
  aggregation: string,
  dimensions: readonly string[],
): string {
  const role = METRICS.find(([pattern]) => pattern.test(metric.trim()))?.[1];
  switch (role) {
    case "error percent":
      return "(100 * http_requests_5xx_total / http_requests_total)";
    case "errors":
      return "http_requests_5xx_total";
    case "requests":
      return dimensions.some((it) => /=5(xx|0\d)$/i.test(it)) ? "http_requests_5xx_total" : OTHER;
    case "milliseconds":
    case "seconds":
      return latency(`http_request_duration_${role}`, aggregation);
    case "connections":
      return "db_pool_connections_used";
    case "used percent":
      return "(100 * disk_used / disk_size)";
    case undefined:
      return OTHER;
  }
}

/** Metrics of Azure have an average and a maximum, of which no request is slower. */
function latency(series: string, aggregation: string): string {
  if (/^Maximum$/i.test(aggregation)) return `histogram_quantile(1, ${series}_bucket)`;
  return /^Average$/i.test(aggregation) ? `(${series}_sum / ${series}_count)` : OTHER;
}
