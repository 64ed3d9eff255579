/** What a threshold is about, and which way is stricter. */
export interface ThresholdMeta {
  /** The checklist section that sets it. */
  readonly section: string;
  /** days, seconds, minutes, bytes, percent, milliseconds, connections, requests, replicas, or none for a bare number. */
  readonly unit: string;
  /** The direction in which configuration may move it. */
  readonly stricter: "higher" | "lower";
  /** One line for documentation and for the configuration schema. */
  readonly about: string;
}

const stricterHigher = (section: string, unit: string, about: string): ThresholdMeta => ({
  section,
  unit,
  stricter: "higher",
  about,
});
const stricterLower = (section: string, unit: string, about: string): ThresholdMeta => ({
  section,
  unit,
  stricter: "lower",
  about,
});

/**
 * Every number of the checklist. The three profiles give each a value; `null` means that the profile does not ask.
 * Pack configuration may make a threshold stricter, never looser.
 */
export const thresholds = {
  /** Lowest TLS version accepted, as a number: 1.2 or 1.3. Checklist 2.2. */
  tlsVersion: stricterHigher("2.2", "", "Lowest TLS version accepted."),
  /** Seconds of Strict-Transport-Security max-age, at least. Checklist 2.2. */
  hstsMaxAgeSeconds: stricterHigher("2.2", "seconds", "HSTS max-age, at least."),
  /** Minutes an access token lives, at most. Checklist 2.3. */
  accessTokenMinutes: stricterLower("2.3", "minutes", "Lifetime of an access token, at most."),
  /** Days between rotations of an encryption key, at most. Checklist 2.4. */
  keyRotationDays: stricterLower("2.4", "days", "Rotation period of encryption keys, at most."),
  /** Days audit logs are kept, at least. Checklist 2.5. */
  auditRetentionDays: stricterHigher("2.5", "days", "Retention of audit logs, at least."),
  /** Connections in the pool, at least. Checklist 3.1. */
  poolSizeMin: stricterHigher("3.1", "connections", "Connection pool size, at least."),
  /** Connections in the pool, at most. Checklist 3.1. */
  poolSizeMax: stricterLower("3.1", "connections", "Connection pool size, at most."),
  /** Connections beyond the pool, at most. Checklist 3.1. */
  poolMaxOverflow: stricterLower("3.1", "connections", "Connections beyond the pool, at most."),
  /** Seconds to wait for a connection, at most. Checklist 3.1. */
  poolTimeoutSeconds: stricterLower("3.1", "seconds", "Wait for a pooled connection, at most."),
  /** Seconds before a connection is renewed, at most. Checklist 3.1. */
  poolRecycleSeconds: stricterLower("3.1", "seconds", "Age of a pooled connection, at most."),
  /** Days a database backup is kept, at least. Checklist 3.3. */
  backupRetentionDays: stricterHigher("3.3", "days", "Retention of database backups, at least."),
  /** Days since the last tested restore, at most. Checklist 3.3. */
  restoreTestAgeDays: stricterLower("3.3", "days", "Age of the last tested restore, at most."),
  /** Requests per minute and client, at most. Checklist 4.3. */
  requestsPerMinute: stricterLower("4.3", "requests", "Requests per minute and client, at most."),
  /** Depth of a GraphQL query, at most. Checklist 4.4. */
  queryDepth: stricterLower("4.4", "", "Depth of a GraphQL query, at most."),
  /** Complexity score of a GraphQL query, at most. Checklist 4.4. */
  queryComplexity: stricterLower("4.4", "", "Complexity of a GraphQL query, at most."),
  /** Bytes of a request body, at most. Checklist 4.4. */
  requestBodyBytes: stricterLower("4.4", "bytes", "Size of a request body, at most."),
  /** Seconds between health checks, at most. Checklist 5.1. */
  healthCheckIntervalSeconds: stricterLower("5.1", "seconds", "Interval of health checks, at most."),
  /** Days application logs are kept, at least. Checklist 5.2. */
  logRetentionDays: stricterHigher("5.2", "days", "Retention of application logs, at least."),
  /** Percent of failing requests above which an alert fires, at most. Checklist 5.3. */
  alertErrorRatePercent: stricterLower("5.3", "percent", "Error rate that raises an alert, at most."),
  /** Milliseconds of p95 latency above which an alert fires, at most. Checklist 5.3. */
  alertLatencyP95Ms: stricterLower("5.3", "milliseconds", "p95 latency that raises an alert, at most."),
  /** Percent of free disk below which an alert fires, at least. Checklist 5.3. */
  alertDiskFreePercent: stricterHigher("5.3", "percent", "Free disk space that raises an alert, at least."),
  /** Fraction of traces sampled, at least. Checklist 5.4. */
  traceSampleRatio: stricterHigher("5.4", "", "Fraction of traces that is sampled, at least."),
  /** Milliseconds of p95 latency, at most. Checklist 6.3 and 9.3. */
  latencyP95Ms: stricterLower("6.3", "milliseconds", "p95 latency under load, at most."),
  /** Milliseconds of p99 latency, at most. Checklist 6.3 and 9.3. */
  latencyP99Ms: stricterLower("6.3", "milliseconds", "p99 latency under load, at most."),
  /** Percent of requests that may fail. Checklist 6.3 and 9.3. */
  errorRatePercent: stricterLower("6.3", "percent", "Error rate under load, at most."),
  /** Percent of CPU in use, at most. Checklist 6.3 and 9.3. */
  cpuPercent: stricterLower("6.3", "percent", "CPU utilisation under load, at most."),
  /** Percent of memory in use, at most. Checklist 6.3 and 9.3. */
  memoryPercent: stricterLower("6.3", "percent", "Memory utilisation under load, at most."),
  /** Percent of pooled database connections in use, at most. Checklist 9.3. */
  connectionsPercent: stricterLower("9.3", "percent", "Pooled database connections in use, at most."),
  /** Percent of pods that may be unavailable, or added, in a rolling update. One pod is always allowed. Checklist 7.2. */
  rollingUpdatePercent: stricterLower("7.2", "percent", "Pods unavailable or added in a rolling update."),
  /** Percent of CPU at which the autoscaler adds replicas, at most. Checklist 7.2. */
  autoscalingCpuPercent: stricterLower("7.2", "percent", "CPU target of the autoscaler, at most."),
  /** Replicas that always run, at least. Checklist 7.2. */
  minReplicas: stricterHigher("7.2", "replicas", "Replicas that always run, at least."),
  /** Seconds of the shortest load-balancer timeout allowed. Checklist 7.3. */
  loadBalancerTimeoutMinSeconds: stricterHigher("7.3", "seconds", "Load balancer timeout, at least."),
  /** Seconds of the longest load-balancer timeout allowed. Checklist 7.3. */
  loadBalancerTimeoutMaxSeconds: stricterLower("7.3", "seconds", "Load balancer timeout, at most."),
  /** Prefix length of the widest address range on an allowlist. Checklist 7.3. */
  allowlistPrefixLength: stricterHigher("7.3", "", "Prefix length of the widest range on an allowlist."),
  /** Days since the last tested rollback, at most. Checklist 7.4. */
  rollbackTestAgeDays: stricterLower("7.4", "days", "Age of the last tested rollback, at most."),
  /** Days since the runbook was reviewed, at most. Checklist 8.1. */
  runbookReviewAgeDays: stricterLower("8.1", "days", "Age of the last runbook review, at most."),
  /** Minutes of mean time to recovery recommended for P0 incidents. Checklist 8.3. */
  mttrMinutes: stricterLower("8.3", "minutes", "Mean time to recovery, at most."),
  /** Days since the last penetration test, at most. Checklist, RESTRICTED profile summary. */
  penetrationTestAgeDays: stricterLower("RESTRICTED", "days", "Age of the last penetration test, at most."),
} as const satisfies Record<string, ThresholdMeta>;

/** The name of a threshold. */
export type ThresholdName = keyof typeof thresholds;

/** A value for every threshold; null where the profile does not ask. */
export type Thresholds = { readonly [name in keyof typeof thresholds]: number | null };
