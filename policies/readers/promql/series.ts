import type { Expression, LabelMatcher } from "./expression";

/** One series of an expression: a metric with label matchers. */
export type Series = Extract<Expression, { is: "series" }>;

/** `size`: all of it; `free` and `used`: parts of it. */
export type DiskRole = "free" | "used" | "size";

/** Of a connection pool: connections in use, unused, at most; requests that wait; what has gone wrong already. */
export type PoolRole = "used" | "idle" | "size" | "waiting" | "exhausted";

/** Metrics of the platform itself, whose requests are not the application's. */
const PLATFORM =
  /^(apiserver|etcd|kubelet|kube|kubernetes|workqueue|rest_client|scheduler|coredns|prometheus|alertmanager|thanos|loki|tempo|mimir|cortex|grafana|go|process|node|container|cadvisor|storage_operation|cloudprovider|authentication|admission|cilium|calico|felix|argocd|certmanager|fluentbit|fluentd|promtail|vector|otelcol|redis|rediscluster|rabbitmq|kafka|nats|probe|net_conntrack)_/;

/** Metrics of databases, whose queries and errors are not the application's requests. */
const DATABASE = /^(pg|cnpg|ccp|pgbouncer|postgres|postgresql|patroni|pgbackrest)_/;

const STATUS_LABELS =
  /^(status|code|status_?code|http_?status|http_status_code|http_response_status_code|http_code|response_?code|response_status|response_status_code|response_code_class|envoy_response_code_class|status_class|grpc_code|outcome|result|state|error|success)$/;

const ERROR_WORDS =
  /^(error|errors|err|failed|failure|fail|server_error|internal_error|exception|5xx|5\.\.)$/i;
const SUCCESS_WORDS = /^(ok|success|successful|succeeded|2xx|2\.\.)$/i;

const ERROR_NAME = /(^|_)(5xx|http_?5\d\d|errors?|failed|failures?|exceptions?)(_|$)/;
const SUCCESS_NAME = /(^|_)(2xx|success|successes|successful|succeeded)(_|$)/;
const REQUEST_NAME =
  /(^|_)(requests?|queries|query|mutations?|operations?|responses?|calls?|rq|http|graphql|grpc|handled|started)(_|$)/;

/** True for a metric of the platform: its components, nodes and containers. */
export function isOfPlatform({ name }: Series): boolean {
  return PLATFORM.test(name);
}

/** True for a series that counts requests that failed by the server's fault. */
export function countsErrors(series: Series): boolean {
  if (isForeign(series.name)) return false;
  const said = saidByLabels(series);
  if (said !== undefined) return said === "errors" && isAboutRequests(series.name);
  return ERROR_NAME.test(series.name) && !isAboutSomethingElse(series.name);
}

/** True for a series that counts requests that succeeded. */
export function countsSuccesses(series: Series): boolean {
  if (isForeign(series.name)) return false;
  const said = saidByLabels(series);
  if (said !== undefined) return said === "successes" && isAboutRequests(series.name);
  return SUCCESS_NAME.test(series.name) && isAboutRequests(series.name);
}

/** True for a series that counts requests, whatever became of them. */
export function countsRequests(series: Series): boolean {
  return !isForeign(series.name) && isAboutRequests(series.name);
}

/** How many milliseconds the unit of a series of request latencies has; undefined for any other series. */
export function latencyUnit({ name }: Series): number | undefined {
  if (isForeign(name) || /(^|_)(db|database|sql|postgres|pool|cache|kms|gc|queue)_/.test(name))
    return undefined;
  if (!/(^|_)(requests?|responses?|rq|http|graphql|grpc|query|queries|latency|duration)(_|$)/.test(name)) {
    return undefined;
  }
  const base = name.replace(/_(bucket|sum|count)$/, "");
  if (/_(milliseconds|millis|ms)$/.test(base) || base.endsWith("upstream_rq_time")) return 1;
  if (/_(microseconds|micros|us)$/.test(base)) return 0.001;
  return base.endsWith("_seconds") ? 1000 : undefined;
}

/** What a series says of a disk's space. */
export function diskRole({ name }: Series): DiskRole | undefined {
  return DISKS.find(([pattern]) => pattern.test(name))?.[1];
}

/** What a series says of a pool of database connections. */
export function poolRole({ name, labels }: Series): PoolRole | undefined {
  if (!POOL.test(name)) return undefined;
  if (/(^|_)(timeouts?|exhausted|exhaustions?|rejected|refused|errors?)(_|$)/.test(name)) return "exhausted";
  if (/(^|_)(wait|waiting|waiters|pending|queued|queue|blocked)(_|$)/.test(name)) return "waiting";
  if (/(^|_)(max|maximum|limit|size|capacity|setting|settings)(_|$)/.test(name)) return "size";
  if (/(^|_)(idle|available|free|unused)(_|$)/.test(name)) return "idle";
  if (
    /(^|_)(active|used|usage|in_use|busy|acquired|borrowed|checked_?out|numbackends|backends|activity|open)(_|$)/.test(
      name,
    )
  ) {
    return "used";
  }
  const state = labels.find(
    ({ label, operator }) => label === "state" && (operator === "=" || operator === "=~"),
  );
  if (state) return /idle|free|available/.test(state.value) ? "idle" : "used";
  return "size";
}

const DISKS: readonly (readonly [RegExp, DiskRole])[] = [
  [/^node_filesystem_(avail|free)_bytes$/, "free"],
  [/^node_filesystem_size_bytes$/, "size"],
  [/^kubelet_volume_stats_available_bytes$/, "free"],
  [/^kubelet_volume_stats_used_bytes$/, "used"],
  [/^kubelet_volume_stats_capacity_bytes$/, "size"],
  [/^container_fs_usage_bytes$/, "used"],
  [/^container_fs_limit_bytes$/, "size"],
  [/^windows_logical_disk_free_bytes$/, "free"],
  [/^windows_logical_disk_size_bytes$/, "size"],
  [/^(disk|volume|filesystem|storage)_(\w+_)?(free|available|avail)(_bytes)?$/, "free"],
  [/^(disk|volume|filesystem|storage)_(\w+_)?used(_bytes)?$/, "used"],
  [/^(disk|volume|filesystem|storage)_(\w+_)?(size|total|capacity)(_bytes)?$/, "size"],
];

/** Connections to a database: of a client's pool, of a pooler, or as the server counts them. */
const POOL =
  /^(pg_stat_activity_count|pg_stat_database_numbackends|pg_settings_max_connections|pg_settings_superuser_reserved_connections|cnpg_backends_\w+|cnpg_pg_settings_setting|ccp_connection_stats_\w+|pgbouncer_\w*(connections|clients|servers)\w*|hikaricp_\w+|jdbc_connections_\w+|go_sql_\w*connections\w*|\w*(db|database|sql|postgres|pg|asyncpg|psycopg)_\w*(pool|connections?)\w*|\w*connection_pool\w*|\w*pool_connections?\w*)$/;

function isForeign(name: string): boolean {
  return PLATFORM.test(name) || DATABASE.test(name);
}

function isAboutRequests(name: string): boolean {
  return REQUEST_NAME.test(name) && !isAboutSomethingElse(name);
}

/** Errors and requests that are not those of the application's clients. */
function isAboutSomethingElse(name: string): boolean {
  return /(^|_)(db|database|sql|redis|cache|disk|network|packets?|transmit|receive|webhook|reload|reloads|pool|connections?|backup|jobs?|cron|apq|jwt)(_|$)/.test(
    name,
  );
}

/** What label matchers say of the outcome of the requests; undefined where they say nothing of it. */
function saidByLabels({ labels }: Series): "errors" | "successes" | "others" | undefined {
  const said = labels.filter(({ label }) => STATUS_LABELS.test(label)).map(saidBy);
  if (said.includes("errors")) return "errors";
  if (said.includes("successes")) return "successes";
  return said.includes("others") ? "others" : undefined;
}

function saidBy(matcher: LabelMatcher): "errors" | "successes" | "others" | undefined {
  const { label, operator, value } = matcher;
  // `status!=""`: any of them.
  if (value === "" || value === ".*" || value === ".+") return undefined;
  if (label === "error") return takes(matcher, "true") ? "errors" : "successes";
  if (label === "success") return takes(matcher, "false") ? "errors" : "successes";
  if (label === "grpc_code")
    return takes(matcher, "Internal") && !takes(matcher, "OK") ? "errors" : "successes";
  const fails = takesAny(matcher, ["500", "503", "5xx", "5", "5.."]);
  const succeeds = takesAny(matcher, ["200", "2xx", "2", "2.."]);
  if (fails !== succeeds && (fails || /\d/.test(value)))
    return fails ? "errors" : succeeds ? "successes" : "others";
  if (operator === "=" || operator === "=~") {
    const words = value.replace(/[()]/g, "").split("|");
    if (words.every((word) => ERROR_WORDS.test(word))) return "errors";
    if (words.every((word) => SUCCESS_WORDS.test(word))) return "successes";
    return /\d/.test(value) ? "others" : undefined;
  }
  if (SUCCESS_WORDS.test(value)) return "errors";
  if (ERROR_WORDS.test(value)) return "successes";
  return undefined;
}

function takesAny(matcher: LabelMatcher, values: readonly string[]): boolean {
  return values.some((value) => takes(matcher, value));
}

/** Whether a matcher lets a value of its label through. Prometheus anchors regular expressions. */
function takes({ operator, value }: LabelMatcher, candidate: string): boolean {
  switch (operator) {
    case "=":
      return value === candidate;
    case "!=":
      return value !== candidate;
    case "=~":
      return matches(value, candidate);
    case "!~":
      return !matches(value, candidate);
  }
}

/** False for a pattern that is none, or that a hostile text could make slow. */
function matches(pattern: string, candidate: string): boolean {
  if (pattern.length > 200 || /[+*{][^|]*[+*{]/.test(pattern)) return false;
  try {
    return new RegExp(`^(?:${pattern})$`).test(candidate);
  } catch {
    return false;
  }
}
