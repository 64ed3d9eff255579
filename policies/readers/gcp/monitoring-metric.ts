/**
 * What Google's metrics are, in the names of series that say what they measure. Types are matched as PromQL writes them:
 * `run.googleapis.com/request_count` is `run_googleapis_com:request_count`.
 */
const METRICS: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^loadbalancing_googleapis_com:https_(\w+_)?(total|backend)_latencies$/,
    { series: "http_request_duration_milliseconds", isDistribution: true },
  ],
  [
    /^(run_googleapis_com:request_latencies|appengine_googleapis_com:http_server_response_latencies|istio_io:service_server_response_latencies)$/,
    { series: "http_request_duration_milliseconds", isDistribution: true },
  ],
  [
    /^serviceruntime_googleapis_com:api_request_latencies$/,
    { series: "http_request_duration_seconds", isDistribution: true },
  ],
  [
    /^workload_googleapis_com:http_server_request_duration$/,
    { series: "http_server_request_duration_seconds", isDistribution: true },
  ],
  [
    /^(loadbalancing_googleapis_com:https_(\w+_)?request_count|(run|apigateway)_googleapis_com:(proxy_)?request_count|serviceruntime_googleapis_com:api_request_count|appengine_googleapis_com:http_server_response_count|istio_io:service_server_request_count)$/,
    { series: "http_requests_total" },
  ],
  [
    /^(cloudsql_googleapis_com:database_(postgresql_num_backends(_by_\w+)?|network_connections|mysql_connections_count|conn_pool_\w+)|alloydb_googleapis_com:\w*(connections|backends)\w*)$/,
    { series: "pg_stat_activity_count" },
  ],
  [
    /^(cloudsql_googleapis_com:database_disk|kubernetes_io:(pod_volume|node_ephemeral_storage))_utilization$/,
    { share: "(disk_used / disk_size)" },
  ],
  [/^agent_googleapis_com:disk_percent_used$/, { share: "(100 * disk_used / disk_size)" }],
  [
    /^(cloudsql_googleapis_com:database_disk_bytes_used|kubernetes_io:(pod_volume|node_ephemeral_storage)_used_bytes)$/,
    { series: "disk_used" },
  ],
  [
    /^(cloudsql_googleapis_com:database_disk_quota|kubernetes_io:(pod_volume_total|node_ephemeral_storage_total)_bytes)$/,
    { series: "disk_size" },
  ],
];

/** A series of one name, or a share of which nothing but the number is known. */
type Meaning = { readonly series: string; readonly isDistribution?: boolean } | { readonly share: string };

/** A metric's type as PromQL writes it. */
export function promqlName(type: string): string {
  const [service = "", ...rest] = type.split("/");
  return `${word(service)}:${word(rest.join("/"))}`;
}

/** What a type of metric is: one of Google's, one that Prometheus scraped, or one of the user's own. */
export function meaningOf(type: string): Meaning {
  const scraped = /^prometheus\.googleapis\.com\/(.+)\/(\w+)$/.exec(type);
  if (scraped) {
    const [, name = "", form] = scraped;
    return form === "histogram" ? { series: word(name), isDistribution: true } : { series: word(name) };
  }
  const written = promqlName(type);
  const known = METRICS.find(([pattern]) => pattern.test(written))?.[1];
  return known ?? { series: word(type.slice(type.lastIndexOf("/") + 1)) };
}

const IN_PROMQL =
  /\b(\w+_googleapis_com|istio_io|kubernetes_io):(\w+?)(_bucket|_sum|_count)?(?=\W|$)(\s*\{[^}]*\})?/g;

/** A PromQL query with Google's metrics under the names that say what they measure. */
export function inCommonNames(query: string): string {
  return query.replace(IN_PROMQL, (text, service: string, name: string, suffix = "", labels = "") => {
    const whole = METRICS.find(([pattern]) => pattern.test(`${service}:${name}${suffix as string}`))?.[1];
    if (whole) return "share" in whole ? whole.share : `${whole.series}${labels as string}`;
    const part = METRICS.find(([pattern]) => pattern.test(`${service}:${name}`))?.[1];
    return part && "series" in part ? `${part.series}${suffix as string}${labels as string}` : text;
  });
}

function word(text: string): string {
  return text.replace(/\W/g, "_");
}
