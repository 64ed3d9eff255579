// What FraiseQL is told by its environment.
import { profile } from "./profile";

const isFromRegulated = profile.name !== "STANDARD";

/** Settings of the application. What FraiseQL takes in code only is declared here too, for whoever reads the service. */
export const settings: Readonly<Record<string, string>> = {
  FRAISEQL_ENVIRONMENT: "production",
  FRAISEQL_SECURITY_PROFILE: profile.name,
  FRAISEQL_ACCESS_TOKEN_MINUTES: String(profile.accessTokenMinutes),
  FRAISEQL_KMS_PROVIDER: "gcp",
  ...(isFromRegulated
    ? {
        FRAISEQL_AUDIT_ENABLED: "true",
        FRAISEQL_AUDIT_RETENTION_DAYS: String(profile.auditRetentionDays),
      }
    : {}),
  FRAISEQL_DATABASE_POOL_SIZE: String(profile.poolSizeMin),
  FRAISEQL_DATABASE_MAX_OVERFLOW: String(profile.poolMaxOverflow),
  FRAISEQL_CORS_ENABLED: "true",
  FRAISEQL_CORS_ORIGINS: JSON.stringify(["https://shop.example.com"]),
  FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE: String(profile.requestsPerMinute),
  FRAISEQL_RATE_LIMIT_STORE: "redis",
  FRAISEQL_MAX_QUERY_DEPTH: String(profile.queryDepth),
  FRAISEQL_COMPLEXITY_MAX_SCORE: String(profile.queryComplexity),
  FRAISEQL_MAX_REQUEST_BODY_BYTES: String(profile.requestBodyBytes),
  FRAISEQL_INTROSPECTION_POLICY: "disabled",
  FRAISEQL_LOG_FORMAT: "json",
  FRAISEQL_LOG_LEVEL: "INFO",
  FRAISEQL_LOG_SANITIZE_PII: "true",
  FRAISEQL_METRICS_ENABLED: "true",
  FRAISEQL_CACHE_TTL: "300",
  // The collector beside the application.
  OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318",
  OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
  OTEL_TRACES_SAMPLER_ARG: String(profile.traceSampleRatio ?? 0.01),
};
