// Written by `npm run build` from the files of this folder. Do not edit.
import type { Requirement } from "../evaluation/requirement";
import { securityProfileSelected } from "./1-planning/security-profile-selected";
import { anomalyDetection } from "./2-security/anomaly-detection";
import { auditLogIntegrity } from "./2-security/audit-log-integrity";
import { auditLogRetention } from "./2-security/audit-log-retention";
import { auditLogging } from "./2-security/audit-logging";
import { certificateRenewal } from "./2-security/certificate-renewal";
import { customerManagedKeys } from "./2-security/customer-managed-keys";
import { hsmBackedKeys } from "./2-security/hsm-backed-keys";
import { hsts } from "./2-security/hsts";
import { httpsEnforced } from "./2-security/https-enforced";
import { imageProvenance } from "./2-security/image-provenance";
import { jwtSecretManaged } from "./2-security/jwt-secret-managed";
import { keyRotation } from "./2-security/key-rotation";
import { multiFactorAuthentication } from "./2-security/multi-factor-authentication";
import { mutualTls } from "./2-security/mutual-tls";
import { securityProfileConfigured } from "./2-security/security-profile-configured";
import { tlsVersion } from "./2-security/tls-version";
import { tokenLifetime } from "./2-security/token-lifetime";
import { automatedBackups } from "./3-database/automated-backups";
import { backupEncryption } from "./3-database/backup-encryption";
import { connectionPool } from "./3-database/connection-pool";
import { databaseCredentials } from "./3-database/database-credentials";
import { databaseMonitoring } from "./3-database/database-monitoring";
import { databaseNotPublic } from "./3-database/database-not-public";
import { databaseTls } from "./3-database/database-tls";
import { pointInTimeRecovery } from "./3-database/point-in-time-recovery";
import { queryStatistics } from "./3-database/query-statistics";
import { corsOrigins } from "./4-application/cors-origins";
import { introspectionDisabled } from "./4-application/introspection-disabled";
import { queryLimits } from "./4-application/query-limits";
import { rateLimitStore } from "./4-application/rate-limit-store";
import { rateLimit } from "./4-application/rate-limit";
import { requestBodyLimit } from "./4-application/request-body-limit";
import { requiredVariablesSet } from "./4-application/required-variables";
import { secretsNotInEnvironment } from "./4-application/secrets-not-in-environment";
import { alerts } from "./5-observability/alerts";
import { dashboards } from "./5-observability/dashboards";
import { healthEndpoints } from "./5-observability/health-endpoints";
import { logAggregation } from "./5-observability/log-aggregation";
import { metricsExposed } from "./5-observability/metrics-exposed";
import { structuredLogging } from "./5-observability/structured-logging";
import { tracing } from "./5-observability/tracing";
import { caching } from "./6-performance/caching";
import { persistedQueries } from "./6-performance/persisted-queries";
import { rustPipeline } from "./6-performance/rust-pipeline";
import { autoscaling } from "./7-infrastructure/autoscaling";
import { disruptionBudgets } from "./7-infrastructure/disruption-budget";
import { healthProbes } from "./7-infrastructure/health-probes";
import { imageScanning } from "./7-infrastructure/image-scanning";
import { ipAllowlist } from "./7-infrastructure/ip-allowlist";
import { loadBalancer } from "./7-infrastructure/load-balancer";
import { networkPolicies } from "./7-infrastructure/network-policy";
import { networkSegmentation } from "./7-infrastructure/network-segmentation";
import { nonRoot } from "./7-infrastructure/non-root";
import { privilegesDropped } from "./7-infrastructure/privileges-dropped";
import { readOnlyFilesystem } from "./7-infrastructure/read-only-filesystem";
import { resourceLimits } from "./7-infrastructure/resource-limits";
import { rollbackStrategy } from "./7-infrastructure/rollback-strategy";
import { rollingUpdate } from "./7-infrastructure/rolling-update";
import { serviceAccountToken } from "./7-infrastructure/service-account-token";
import { alertRouting } from "./8-incidents/alert-routing";

/** Every requirement, in the checklist's order. */
export const requirements: readonly Requirement[] = [
  securityProfileSelected,
  anomalyDetection,
  auditLogIntegrity,
  auditLogRetention,
  auditLogging,
  certificateRenewal,
  customerManagedKeys,
  hsmBackedKeys,
  hsts,
  httpsEnforced,
  imageProvenance,
  jwtSecretManaged,
  keyRotation,
  multiFactorAuthentication,
  mutualTls,
  securityProfileConfigured,
  tlsVersion,
  tokenLifetime,
  automatedBackups,
  backupEncryption,
  connectionPool,
  databaseCredentials,
  databaseMonitoring,
  databaseNotPublic,
  databaseTls,
  pointInTimeRecovery,
  queryStatistics,
  corsOrigins,
  introspectionDisabled,
  queryLimits,
  rateLimitStore,
  rateLimit,
  requestBodyLimit,
  requiredVariablesSet,
  secretsNotInEnvironment,
  alerts,
  dashboards,
  healthEndpoints,
  logAggregation,
  metricsExposed,
  structuredLogging,
  tracing,
  caching,
  persistedQueries,
  rustPipeline,
  autoscaling,
  disruptionBudgets,
  healthProbes,
  imageScanning,
  ipAllowlist,
  loadBalancer,
  networkPolicies,
  networkSegmentation,
  nonRoot,
  privilegesDropped,
  readOnlyFilesystem,
  resourceLimits,
  rollbackStrategy,
  rollingUpdate,
  serviceAccountToken,
  alertRouting,
].sort((a, b) => a.item.localeCompare(b.item, undefined, { numeric: true }) || a.name.localeCompare(b.name));
