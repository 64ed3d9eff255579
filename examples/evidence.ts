// What no resource shows, and somebody has to attest. A program of your own has these in a file, with the days on which
// things were tested, and reads it with evidenceFrom("evidence.yaml"). In these examples the days move with the calendar, so
// that nothing expires.
import { Attestation, type AttestationArgs } from "fraiseql-checklist/components/evidence";

export const today = dayBefore(0);
const lately = dayBefore(14);

type Measurements = AttestationArgs["measurements"];

/** Boxes of the checklist, with what was measured. */
const attested: Readonly<Record<string, Measurements>> = {
  "1.1.1": {
    peakRequestsPerSecond: 150,
    availabilityPercent: 99.9,
    dataRetention: "orders ten years, events 90 days",
    compliance: "GDPR",
  },
  "1.1.2": {
    capacity: "2 to 10 instances, database with 2 vCPU, 8 GB and 100 GB",
    topology: "one VPC, private subnets for data",
    rpoMinutes: 1440,
    rtoMinutes: 240,
    recoveryPlan: "wiki: Shop/Recovery",
  },
  "2.1.2": { enforcement: "passed", backupMethod: "passed" },
  "2.1.3": { withCertificate: "passed", withoutCertificate: "passed" },
  "2.3.2": { tenantIsolation: "passed", userAccess: "passed" },
  "2.3.3": undefined,
  "2.4.2": { pkcs11: "passed", fips140Level: 3 },
  "2.5.1": { events: "passed", fieldAccess: "passed" },
  "2.5.2": { chain: "passed", tampering: "passed" },
  "2.6.1": { frameworks: "gdpr" },
  "2.6.2": { sbom: "passed", provenance: "passed" },
  "3.2.1": { pending: 0 },
  "3.2.2": undefined,
  "3.2.3": undefined,
  "3.3.2": { restoreMinutes: 45, integrity: "passed" },
  "3.3.3": undefined,
  "3.4.1": undefined,
  "6.1.1": undefined,
  "6.3.1": {
    requestsPerSecond: 180,
    targetRequestsPerSecond: 150,
    p95Ms: 310,
    p99Ms: 640,
    errorRatePercent: 0.02,
    cpuPercent: 58,
    memoryPercent: 61,
  },
  "7.1.1": { critical: 0, sbom: "passed" },
  "7.4.1": { migrations: "every migration has a downgrade" },
  "7.4.2": { previousVersion: "passed", dataKept: "passed" },
  "8.1.1": { owner: "platform team" },
  "8.2.1": { backup: "lead of the platform team" },
  "8.3.1": { uptimePercent: 99.9, p95Ms: 500, errorRatePercent: 0.1 },
  "8.3.2": { minutes: 10 },
  "9.1.1": { health: "passed", graphqlQuery: "passed", authentication: "passed", rateLimit: "passed" },
  "9.2.1": { longestGapSeconds: 30 },
  "9.2.2": undefined,
  "9.2.3": { active: 0, testAlert: "passed" },
  "9.3.1": { p50Ms: 45, p95Ms: 290, p99Ms: 610 },
  "9.3.2": { errorRatePercent: 0.03 },
  "9.3.3": { cpuPercent: 41, memoryPercent: 55, connectionsPercent: 38 },
  "x.2": { openCritical: 0 },
};

/** Attests everything that the checklist wants attested. */
export function attestEverything(): void {
  for (const [item, measurements] of Object.entries(attested)) {
    new Attestation(item, {
      item,
      result: "passed",
      by: "platform@shop.example.com",
      on: lately,
      evidence: `https://wiki.shop.example.com/launch/${item}`,
      ...(measurements === undefined ? {} : { measurements }),
    });
  }
}

/** The day that is so many days ago: `2026-11-24`. */
export function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
