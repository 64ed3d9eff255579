import { strict as assert } from "assert";
import * as fc from "fast-check";
import { conditionOf, suggestedBy } from "../../policies/readers/promql/condition";
import { parseExpression } from "../../policies/readers/promql/expression";

type Row = readonly [expression: string, measures: string, firesAt?: number, statistic?: number | "average"];

const rows: readonly Row[] = [
  // Errors: a share, as a fraction or in percent.
  [
    'sum(rate(fraiseql_http_requests_total{status=~"5.."}[5m])) / sum(rate(fraiseql_http_requests_total[5m])) > 0.01',
    "error-rate",
    1,
  ],
  [
    '100 * sum by (job) (rate(http_requests_total{code=~"5.*"}[5m]))\n  / sum(rate(http_requests_total[5m])) by (job) >= 5',
    "error-rate",
    5,
  ],
  ["rate(fraiseql_http_responses_5xx[5m]) / rate(fraiseql_http_requests_total[5m]) > 0.01", "error-rate", 1],
  [
    "(sum(rate(fraiseql_graphql_queries_errors_total[5m])) or vector(0)) / sum(rate(fraiseql_graphql_queries_total[5m])) > 0.005",
    "error-rate",
    0.5,
  ],
  [
    'sum(rate(http_requests_total{status!~"5.."}[5m])) / sum(rate(http_requests_total[5m])) < 0.99',
    "error-rate",
    1,
  ],
  [
    '1 - sum(rate(istio_requests_total{response_code!~"5..",reporter="destination"}[5m])) / sum(rate(istio_requests_total[5m])) > 0.02',
    "error-rate",
    2,
  ],
  [
    'sum(rate(envoy_cluster_upstream_rq_xx{envoy_response_code_class="5"}[5m])) / sum(rate(envoy_cluster_upstream_rq_total[5m])) * 100 > 1',
    "error-rate",
    1,
  ],
  [
    'sum(rate(http_server_requests_seconds_count{outcome="SERVER_ERROR"}[1m])) / sum(rate(http_server_requests_seconds_count[1m])) > 0.1',
    "error-rate",
    10,
  ],
  ['rate(http_requests_total{status=~"5.."}[5m]) > 0.01 * rate(http_requests_total[5m])', "error-rate", 1],
  [
    '0.01 < sum(rate(http_requests_total{status=~"5.."}[5m])) / ignoring(status) group_left sum(rate(http_requests_total[5m]))',
    "error-rate",
    1,
  ],
  [
    '(sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.01) and sum(rate(http_requests_total[5m])) > 1',
    "error-rate",
    1,
  ],
  [
    'sum(rate(a_requests_total{code="500"}[1h])) / sum(rate(a_requests_total[1h])) > (14.4 * 0.001) or sum(rate(a_requests_total{code="500"}[6h])) / sum(rate(a_requests_total[6h])) > (6 * 0.001)',
    "error-rate",
    0.6,
  ],
  ['rate(fraiseql_requests_total{status=~"5.."}[5m]) > 0.05', "error-rate"],
  ['sum(rate(http_requests_total{status=~"4.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.1', "other"],
  [
    'sum(rate(apiserver_request_total{code=~"5.."}[5m])) / sum(rate(apiserver_request_total[5m])) > 0.03',
    "other",
  ],
  ['sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) < 0.01', "other"],
  // Latency: of a histogram or a summary, in the unit that the metric's name says.
  [
    "histogram_quantile(0.95, sum by (le) (rate(fraiseql_http_request_duration_seconds_bucket[5m]))) > 1",
    "latency",
    1000,
    95,
  ],
  ["histogram_quantile(0.99, rate(fraiseql_query_duration_seconds_bucket[5m])) > 0.4", "latency", 400, 99],
  [
    "histogram_quantile(0.95, sum(rate(istio_request_duration_milliseconds_bucket[5m])) by (le)) > 1500",
    "latency",
    1500,
    95,
  ],
  [
    "histogram_quantile(0.95, sum(rate(http_request_duration_seconds_bucket[5m])) by (le)) * 1000 > 800",
    "latency",
    800,
    95,
  ],
  ["histogram_quantile(0.5, rate(http_request_duration_seconds_bucket[5m])) > 1", "latency", 1000, 50],
  ['http_request_duration_seconds{quantile="0.95"} > 2', "latency", 2000, 95],
  [
    "rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m]) > 1",
    "latency",
    1000,
    "average",
  ],
  ["histogram_quantile(0.99, rate(etcd_disk_wal_fsync_duration_seconds_bucket[5m])) > 0.5", "other"],
  ["histogram_quantile(0.95, rate(request_size_bytes_bucket[5m])) > 100000", "other"],
  // Pools.
  ["fraiseql_db_connections_active / 30 > 0.9", "connection-pool"],
  ["fraiseql_db_pool_connections_active / fraiseql_db_pool_connections_total > 0.9", "connection-pool"],
  ["fraiseql_db_pool_requests_waiting > 0", "connection-pool"],
  ["fraiseql_db_pool_connections_idle == 0", "connection-pool"],
  ["1 - fraiseql_db_pool_connections_idle / fraiseql_db_pool_connections_total > 0.9", "connection-pool"],
  ["sum(pg_stat_activity_count) / pg_settings_max_connections > 0.8", "connection-pool"],
  [
    "sum by (instance) (pg_stat_database_numbackends) > on(instance) pg_settings_max_connections * 0.9",
    "connection-pool",
  ],
  ["pgbouncer_pools_client_waiting_connections > 5", "connection-pool"],
  ['db_pool_connections{state="active"} / db_pool_max_connections > 0.9', "connection-pool"],
  ["fraiseql_db_connections_active < 1", "other"],
  ["fraiseql_ws_connections > 1000", "other"],
  [
    'sum by (pod) (cnpg_backends_total) / max by (pod) (cnpg_pg_settings_setting{name="max_connections"}) * 100 > 80',
    "connection-pool",
  ],
  // Disks.
  ['node_filesystem_avail_bytes{fstype!=""} / node_filesystem_size_bytes < 0.2', "disk", 20],
  ["100 - (node_filesystem_avail_bytes * 100) / node_filesystem_size_bytes > 80", "disk", 20],
  [
    "(node_filesystem_size_bytes - node_filesystem_free_bytes) / node_filesystem_size_bytes * 100 > 90",
    "disk",
    10,
  ],
  ["kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes > 0.8", "disk", 20],
  ["1 - kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes > 0.75", "disk", 25],
  [
    "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.15 and predict_linear(kubelet_volume_stats_available_bytes[6h], 4 * 24 * 3600) < 0",
    "disk",
    15,
  ],
  ["predict_linear(node_filesystem_avail_bytes[6h], 4*3600) < 0", "disk"],
  ["node_filesystem_avail_bytes < 10e9", "disk"],
  ["node_filesystem_avail_bytes < 0.2 * node_filesystem_size_bytes", "disk", 20],
  ["node_filesystem_files_free / node_filesystem_files < 0.2", "other"],
  ["node_filesystem_avail_bytes / node_filesystem_size_bytes > 0.2", "other"],
  [
    'kubelet_volume_stats_available_bytes{job="kubelet"} / kubelet_volume_stats_capacity_bytes{job="kubelet"} < 0.03 and kubelet_volume_stats_used_bytes{job="kubelet"} > 0 unless on (namespace, persistentvolumeclaim) kube_persistentvolumeclaim_labels{label_excluded_from_alerts="true"} == 1',
    "disk",
    3,
  ],
  [
    "max(max by(persistentvolumeclaim) (1 - kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)) > 0.7",
    "disk",
    30,
  ],
  // Anything else.
  ["sum by (cluster) (apiserver_request:burnrate1h) > (14.40 * 0.01000)", "other"],
  ["up == 0", "other"],
  ["absent(up{job='api'})", "other"],
  ["fraiseql_cache_hit_ratio < 0.7", "other"],
  ["vector(1)", "other"],
];

describe("PromQL", () => {
  for (const [expression, measures, firesAt, statistic] of rows) {
    it(`reads ${expression.replace(/\s+/g, " ")}`, () => {
      const condition = conditionOf(expression);
      assert.deepEqual(
        { measures: condition?.measures, firesAt: condition?.firesAt, statistic: condition?.statistic },
        { measures, firesAt, statistic },
      );
    });
  }

  it("reads recorded series", () => {
    const recordings = new Map([
      ["job:errors:rate5m", 'sum(rate(http_requests_total{status=~"5.."}[5m]))'],
      ["job:errors:ratio5m", "job:errors:rate5m / sum(rate(http_requests_total[5m]))"],
      ["job:endless:ratio", "job:endless:ratio * 2"],
    ]);
    assert.equal(conditionOf("job:errors:ratio5m > 0.02", recordings)?.firesAt, 2);
    assert.equal(conditionOf("job:endless:ratio > 0.02", recordings)?.measures, "other");
  });

  it("writes a number back in the expression's own scale", () => {
    const rewritten = (text: string, value: number) => conditionOf(text)?.writes?.(value);
    assert.equal(rewritten("node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1", 20), "0.2");
    assert.equal(
      rewritten("100 - 100 * node_filesystem_avail_bytes / node_filesystem_size_bytes > 90", 20),
      "80",
    );
    assert.equal(
      rewritten("histogram_quantile(0.95, rate(http_request_duration_seconds_bucket[5m])) > 2", 1000),
      "1",
    );
  });

  it("parses what the language has", () => {
    for (const text of [
      "-1 ^ 2 * 3 + 4 % 5",
      "rate(a[5m] offset 1h) @ end() > bool 0",
      'a{b="c\\"d", e!~\'f\', g=~`h\\d`,}',
      '{"a.b", c="d"} / on (x, y) group_right (z) e',
      "max_over_time(sum(rate(a[1m]))[1h:5m])",
      "sum without (x) (a) unless on() b # a comment",
      'count_values("version", build_info) atan2 0x1F',
      "1e-3 < Inf",
      "a offset -5m",
    ]) {
      assert.notEqual(parseExpression(text), undefined, text);
    }
  });

  it("refuses what is not PromQL", () => {
    for (const text of [
      "",
      "a >",
      "sum(",
      "a{b=c}",
      "{{ .Values.expr }}",
      "a b",
      "rate(a[5m",
      'a{b="c"',
      "1 +* 2",
      "(",
    ]) {
      assert.equal(parseExpression(text), undefined, text);
    }
    assert.equal(parseExpression("(".repeat(5000) + "a" + ")".repeat(5000)), undefined);
  });

  it("never throws", () => {
    const piece = fc.constantFrom(
      "a",
      "(",
      ")",
      "{",
      "}",
      "[5m]",
      ">",
      "0.1",
      "by",
      "sum",
      "/",
      '"x"',
      "=~",
      ",",
      "-",
      " ",
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), (parts) => void conditionOf(parts.join(""))));
    fc.assert(fc.property(fc.string(), (text) => void conditionOf(text)));
  });

  it("takes a hint from names", () => {
    assert.equal(suggestedBy("HighErrorRate"), "error-rate");
    assert.equal(suggestedBy("APILatencyP95High"), "latency");
    assert.equal(suggestedBy("DatabaseConnectionPoolExhausted"), "connection-pool");
    assert.equal(suggestedBy("PersistentVolumeDiskFull"), "disk");
    assert.equal(suggestedBy("PodCrashLooping"), undefined);
  });
});
