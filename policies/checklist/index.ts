// Written by `npm run build` from the files of this folder. Do not edit.
import type { Requirement } from "../evaluation/requirement";
import { businessRequirements } from "./1-planning/business-requirements";
import { securityProfileSelected } from "./1-planning/security-profile-selected";
import { technicalRequirements } from "./1-planning/technical-requirements";
import { launchDecision } from "./10-launch/launch-decision";
import { anomalyDetection } from "./2-security/anomaly-detection";
import { auditChainVerified } from "./2-security/audit-chain-verified";
import { auditLogIntegrity } from "./2-security/audit-log-integrity";
import { auditLogRetention } from "./2-security/audit-log-retention";
import { auditLogging } from "./2-security/audit-logging";
import { auditTable } from "./2-security/audit-table";
import { certificateRenewal } from "./2-security/certificate-renewal";
import { complianceEvidence } from "./2-security/compliance-evidence";
import { customerManagedKeys } from "./2-security/customer-managed-keys";
import { fieldLevelAuthorization } from "./2-security/field-level-authorization";
import { hsmBackedKeys } from "./2-security/hsm-backed-keys";
import { hsts } from "./2-security/hsts";
import { httpsEnforced } from "./2-security/https-enforced";
import { imageProvenance } from "./2-security/image-provenance";
import { jwtSecretManaged } from "./2-security/jwt-secret-managed";
import { keyRotation } from "./2-security/key-rotation";
import { mfaTested } from "./2-security/mfa-tested";
import { multiFactorAuthentication } from "./2-security/multi-factor-authentication";
import { mutualTlsTested } from "./2-security/mutual-tls-tested";
import { mutualTls } from "./2-security/mutual-tls";
import { penetrationTest } from "./2-security/penetration-test";
import { pkcs11Tested } from "./2-security/pkcs11-tested";
import { provenanceVerified } from "./2-security/provenance-verified";
import { rowLevelSecurity } from "./2-security/row-level-security";
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
import { indexes } from "./3-database/indexes";
import { migrationsApplied } from "./3-database/migrations-applied";
import { pointInTimeRecovery } from "./3-database/point-in-time-recovery";
import { queryStatistics } from "./3-database/query-statistics";
import { recoveryTested } from "./3-database/recovery-tested";
import { restoreTested } from "./3-database/restore-tested";
import { slowQueries } from "./3-database/slow-queries";
import { trinityPattern } from "./3-database/trinity-pattern";
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
import { cacheInvalidation } from "./6-performance/cache-invalidation";
import { caching } from "./6-performance/caching";
import { loadTest } from "./6-performance/load-test";
import { persistedQueries } from "./6-performance/persisted-queries";
import { rustPipeline } from "./6-performance/rust-pipeline";
import { autoscaling } from "./7-infrastructure/autoscaling";
import { disruptionBudgets } from "./7-infrastructure/disruption-budget";
import { healthProbes } from "./7-infrastructure/health-probes";
import { imageScanResult } from "./7-infrastructure/image-scan-result";
import { imageScanning } from "./7-infrastructure/image-scanning";
import { ipAllowlist } from "./7-infrastructure/ip-allowlist";
import { loadBalancer } from "./7-infrastructure/load-balancer";
import { networkPolicies } from "./7-infrastructure/network-policy";
import { networkSegmentation } from "./7-infrastructure/network-segmentation";
import { nonRoot } from "./7-infrastructure/non-root";
import { privilegesDropped } from "./7-infrastructure/privileges-dropped";
import { readOnlyFilesystem } from "./7-infrastructure/read-only-filesystem";
import { resourceLimits } from "./7-infrastructure/resource-limits";
import { rollbackDocumented } from "./7-infrastructure/rollback-documented";
import { rollbackStrategy } from "./7-infrastructure/rollback-strategy";
import { rollbackTested } from "./7-infrastructure/rollback-tested";
import { rollingUpdate } from "./7-infrastructure/rolling-update";
import { serviceAccountToken } from "./7-infrastructure/service-account-token";
import { alertRouting } from "./8-incidents/alert-routing";
import { mttr } from "./8-incidents/mttr";
import { onCall } from "./8-incidents/on-call";
import { runbook } from "./8-incidents/runbook";
import { slo } from "./8-incidents/slo";
import { alertsQuiet } from "./9-validation/alerts-quiet";
import { errorRate } from "./9-validation/error-rate";
import { logsFlowing } from "./9-validation/logs-flowing";
import { metricsFlowing } from "./9-validation/metrics-flowing";
import { responseTimes } from "./9-validation/response-times";
import { smokeTests } from "./9-validation/smoke-tests";
import { utilisation } from "./9-validation/utilisation";

/** Every requirement, in the checklist's order. */
export const requirements: readonly Requirement[] = [
  businessRequirements,
  securityProfileSelected,
  technicalRequirements,
  launchDecision,
  anomalyDetection,
  auditChainVerified,
  auditLogIntegrity,
  auditLogRetention,
  auditLogging,
  auditTable,
  certificateRenewal,
  complianceEvidence,
  customerManagedKeys,
  fieldLevelAuthorization,
  hsmBackedKeys,
  hsts,
  httpsEnforced,
  imageProvenance,
  jwtSecretManaged,
  keyRotation,
  mfaTested,
  multiFactorAuthentication,
  mutualTlsTested,
  mutualTls,
  penetrationTest,
  pkcs11Tested,
  provenanceVerified,
  rowLevelSecurity,
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
  indexes,
  migrationsApplied,
  pointInTimeRecovery,
  queryStatistics,
  recoveryTested,
  restoreTested,
  slowQueries,
  trinityPattern,
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
  cacheInvalidation,
  caching,
  loadTest,
  persistedQueries,
  rustPipeline,
  autoscaling,
  disruptionBudgets,
  healthProbes,
  imageScanResult,
  imageScanning,
  ipAllowlist,
  loadBalancer,
  networkPolicies,
  networkSegmentation,
  nonRoot,
  privilegesDropped,
  readOnlyFilesystem,
  resourceLimits,
  rollbackDocumented,
  rollbackStrategy,
  rollbackTested,
  rollingUpdate,
  serviceAccountToken,
  alertRouting,
  mttr,
  onCall,
  runbook,
  slo,
  alertsQuiet,
  errorRate,
  logsFlowing,
  metricsFlowing,
  responseTimes,
  smokeTests,
  utilisation,
].sort((a, b) => a.item.localeCompare(b.item, undefined, { numeric: true }) || a.name.localeCompare(b.name));
