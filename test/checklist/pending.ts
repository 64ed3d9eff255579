import type { Provider } from "../../policies/evaluation/requirement";

/**
 * Cells of the matrix that no reader covers yet: on these providers the requirement says nothing. The list only shrinks;
 * a cell that has cases may not stand here.
 */
export const pending: Readonly<Record<string, readonly Provider[]>> = {
  "2.1-mutual-tls": ["azure"],
  "2.2-https-enforced": ["azure"],
  "2.2-certificate-renewal": ["azure"],
  "2.2-tls-version": ["azure"],
  "2.2-hsts": ["azure"],
  "4.2-cors-origins": ["azure"],
  "4.3-rate-limit": ["azure"],
  "4.4-request-body-limit": ["azure"],
  "5.1-health-endpoints": ["azure"],
  "7.3-load-balancer": ["azure"],
  "7.3-ip-allowlist": ["azure"],
  "2.6-image-provenance": ["azure"],
  "7.1-image-scanning": ["azure"],
  "7.1-privileges-dropped": ["azure"],
  "7.2-rolling-update": ["azure"],
  "7.4-rollback-strategy": ["azure"],
  "2.1-security-profile-configured": ["azure"],
  "2.3-token-lifetime": ["azure"],
  "3.1-connection-pool": ["azure"],
  "4.4-query-limits": ["azure"],
  "4.4-introspection-disabled": ["azure"],
  "5.2-structured-logging": ["azure"],
  "5.4-tracing": ["azure"],
  "6.1-caching": ["azure"],
  "6.1-persisted-queries": ["azure"],
  "6.2-rust-pipeline": ["azure"],
  "4.3-rate-limit-store": ["azure"],
  "2.3-jwt-secret-managed": ["azure"],
  "4.1-required-variables": ["azure"],
  "4.1-secrets-not-in-environment": ["azure"],
};
