import type { ApplicationSettings } from "./application-setting";
import { settingsV1 } from "./application-settings-v1";
import { anyText, logDirectives, truth, wordOr } from "./text-format";

const issuesNoTokens = { none: "FraiseQL v2 issues no tokens; the identity provider does" };
const tracesEverything = { none: "FraiseQL v2 sends every trace, to OTEL_EXPORTER_OTLP_ENDPOINT alone" };

/**
 * Settings of FraiseQL v2 (Rust). It reads a short list of variables. The rest stands in its configuration file or in the
 * compiled schema, which are not read here: such a setting is judged by the variable that declares it; without one, a
 * default that complies passes, and one that does not is undetermined.
 */
export const settingsV2: ApplicationSettings = {
  securityProfile: settingsV1.securityProfile,
  environment: {
    about: "Everything but development and dev is production.",
    variable: "FRAISEQL_ENV",
    text: {
      is: "text",
      parse: (text) => (["development", "dev"].includes(text.trim()) ? "development" : "production"),
      write: (value) => value,
    },
    whenAbsent: "production",
    reach: "effective",
    misnomers: ["ENVIRONMENT"],
  },
  authProvider: issuesNoTokens,
  accessTokenMinutes: issuesNoTokens,
  refreshTokenRotation: issuesNoTokens,
  poolSize: { ...settingsV1.poolSize, reach: "declared", file: "pool_max_size" },
  poolMaxOverflow: { none: "the pool of FraiseQL v2 has no overflow" },
  poolTimeoutSeconds: { ...settingsV1.poolTimeoutSeconds, reach: "declared", file: "pool_timeout_secs" },
  poolRecycleSeconds: { none: "FraiseQL v2 has no setting for the age of connections" },
  queryDepth: { ...settingsV1.queryDepth, whenAbsent: 10, file: "validation.max_query_depth" },
  complexityEnabled: { none: "FraiseQL v2 always limits the complexity" },
  queryComplexity: {
    ...settingsV1.queryComplexity,
    whenAbsent: 100,
    file: "validation.max_query_complexity",
  },
  complexityDepth: { none: "FraiseQL v2 has one limit of the depth" },
  introspectionPolicy: { none: "FraiseQL v2 switches introspection on or off" },
  introspectionEnabled: {
    about: "Whether the schema may be introspected.",
    variable: "FRAISEQL_INTROSPECTION_ENABLED",
    text: truth,
    whenAbsent: false,
    reach: "effective",
  },
  requestBodyBytes: {
    ...settingsV1.requestBodyBytes,
    whenAbsent: 1024 * 1024,
    file: "max_request_body_bytes",
  },
  hstsMaxAgeSeconds: { none: "FraiseQL v2 always sends a max-age of one year" },
  corsEnabled: { ...settingsV1.corsEnabled, whenAbsent: true, reach: "declared", file: "cors_enabled" },
  corsOrigins: {
    about: settingsV1.corsOrigins.about,
    variable: settingsV1.corsOrigins.variable,
    text: settingsV1.corsOrigins.text,
    reach: "declared",
    file: "cors_origins",
  },
  rateLimitEnabled: {
    about: "Whether requests are limited per client.",
    variable: "FRAISEQL_RATE_LIMITING_ENABLED",
    text: truth,
    whenAbsent: false,
    reach: "effective",
    misnomers: ["RATE_LIMIT_ENABLED"],
  },
  requestsPerMinute: {
    about: "Requests per client, which the variable says per second: fewer than 60 a minute cannot be said.",
    variable: "FRAISEQL_RATE_LIMIT_RPS_PER_IP",
    text: {
      is: "a whole number",
      parse: (text) => {
        const perSecond = settingsV1.requestsPerMinute.text.parse(text);
        return perSecond === undefined ? undefined : perSecond * 60;
      },
      write: (value) => String(Math.floor(value / 60)),
    },
    unit: "requests",
    whenAbsent: 6000,
    reach: "effective",
    fixable: false,
    misnomers: ["RATE_LIMIT_REQUESTS"],
  },
  rateLimitStore: { ...settingsV1.rateLimitStore, file: "security.rate_limiting.redis_url" },
  logFormat: {
    about: settingsV1.logFormat.about,
    variable: "FRAISEQL_LOG_FORMAT",
    text: wordOr<"json" | "text">("json", "text"),
    whenAbsent: "text",
    reach: "effective",
    misnomers: ["LOG_FORMAT"],
  },
  logLevel: {
    about: settingsV1.logLevel.about,
    variable: "RUST_LOG",
    text: logDirectives,
    whenAbsent: "INFO",
    reach: "effective",
    misnomers: ["LOG_LEVEL"],
  },
  logSanitizesPii: settingsV1.logSanitizesPii,
  metricsEnabled: {
    about: "Whether it serves its metrics, for which it wants a token in FRAISEQL_METRICS_TOKEN.",
    variable: "FRAISEQL_METRICS_ENABLED",
    text: truth,
    whenAbsent: false,
    reach: "effective",
    file: "metrics_enabled",
    misnomers: ["METRICS_ENABLED", "FRAISEQL_ENABLE_METRICS"],
  },
  telemetryEndpoint: {
    about: "Where telemetry is sent, by OTLP over HTTP.",
    variable: "OTEL_EXPORTER_OTLP_ENDPOINT",
    text: anyText,
    reach: "effective",
    file: "otlp_endpoint",
  },
  tracesEndpoint: tracesEverything,
  tracesExporter: tracesEverything,
  telemetryDisabled: tracesEverything,
  tracesSampler: tracesEverything,
  tracesSampleRatio: tracesEverything,
  cacheEnabled: {
    about: "Whether query results are cached.",
    variable: "FRAISEQL_CACHE_ENABLED",
    text: truth,
    whenAbsent: true,
    reach: "declared",
    file: "cache_enabled",
  },
  cacheTtlSeconds: { none: "FraiseQL v2 has no setting for the age of cached results" },
  persistedQueries: { ...settingsV1.persistedQueries, reach: "declared", file: "apq_enabled" },
  rustSkipped: { none: "FraiseQL v2 is written in Rust" },
};
