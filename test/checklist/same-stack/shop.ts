import type { TestResource } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

/** A stack in no cloud's words: what each cloud's builder makes of it has to be judged alike. */
export interface Shop {
  /** Variables of the application, in plain text. */
  readonly variables: Props;
  /** The application's image. */
  readonly image: unknown;
  /** Where the platform asks whether the application is alive. */
  readonly livenessPath: unknown;
  /** How long backups of the database are kept. On Google Cloud, which counts backups, a backup a day. */
  readonly backupDays: unknown;
  /** Whether anybody may connect to the database. */
  readonly isDatabasePublic: unknown;
  /** Whether the database logs who did what. */
  readonly isDatabaseAudited: boolean;
  /** Days between rotations of the key; nothing: it is not rotated. */
  readonly keyRotationDays: number | undefined;
  /** Whether plain HTTP redirects, or is served. */
  readonly redirects: boolean;
  /** The lowest version of TLS. */
  readonly tls: "1.0" | "1.2" | "1.3";
  /** The header Strict-Transport-Security, where the load balancer adds one. */
  readonly hsts: unknown;
  /** Requests per minute and client that the firewall lets through. */
  readonly requestsPerMinute: unknown;
  /** Seconds after which the load balancer stops waiting for an answer. */
  readonly timeoutSeconds: unknown;
}

/** A shop that complies with every profile, as far as it goes. */
export const compliant: Shop = {
  variables: {
    FRAISEQL_ENVIRONMENT: "production",
    FRAISEQL_SECURITY_PROFILE: "RESTRICTED",
    FRAISEQL_ACCESS_TOKEN_MINUTES: "5",
    FRAISEQL_DATABASE_POOL_SIZE: "20",
    FRAISEQL_CORS_ENABLED: "true",
    FRAISEQL_CORS_ORIGINS: '["https://shop.example.com"]',
    FRAISEQL_MAX_QUERY_DEPTH: "5",
    FRAISEQL_COMPLEXITY_MAX_SCORE: "500",
    FRAISEQL_MAX_REQUEST_BODY_BYTES: "524288",
    FRAISEQL_INTROSPECTION_POLICY: "disabled",
    FRAISEQL_LOG_FORMAT: "json",
    FRAISEQL_LOG_LEVEL: "INFO",
    FRAISEQL_LOG_SANITIZE_PII: "true",
    FRAISEQL_CACHE_TTL: "300",
    FRAISEQL_RATE_LIMIT_STORE: "postgresql",
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318",
  },
  image: `ghcr.io/fraiseql/fraiseql:1.4.0@sha256:${"5c0c2b9f".repeat(8)}`,
  livenessPath: "/health",
  backupDays: 35,
  isDatabasePublic: false,
  isDatabaseAudited: true,
  keyRotationDays: 7,
  redirects: true,
  tls: "1.3",
  hsts: "max-age=63072000; includeSubDomains",
  requestsPerMinute: 10,
  timeoutSeconds: 60,
};

/** Requirements that are decided by what a shop tells. HSMs are left out: AWS rotates no key in one of one's own. */
export const compared = [
  "2.1-security-profile-configured",
  "2.2-https-enforced",
  "2.2-tls-version",
  "2.2-hsts",
  "2.3-token-lifetime",
  "2.4-key-rotation",
  "2.5-audit-logging",
  "2.6-image-provenance",
  "3.1-connection-pool",
  "3.1-database-credentials",
  "3.1-database-not-public",
  "3.3-automated-backups",
  "4.1-secrets-not-in-environment",
  "4.2-cors-origins",
  "4.3-rate-limit",
  "4.4-introspection-disabled",
  "4.4-query-limits",
  "4.4-request-body-limit",
  "5.2-structured-logging",
  "5.4-tracing",
  "6.1-caching",
  "6.1-persisted-queries",
  "6.2-rust-pipeline",
  "7.1-image-scanning",
  "7.2-health-probes",
  "7.3-load-balancer",
  "7.4-rollback-strategy",
] as const;
export type Compared = (typeof compared)[number];

/** Variables as ECS, Cloud Run and Container Instances list them. */
export function listed(variables: Props): readonly object[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** What makes a cloud's stack of a shop. */
export type Build = (shop: Shop) => readonly TestResource[];
