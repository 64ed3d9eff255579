import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { requirements } from "../../policies/checklist";
import { checkPackConfig } from "../../policies/crossguard/pack-config";
import { resolveSettings, SETTINGS_POLICY, type PackConfig } from "../../policies/crossguard/settings";
import {
  isProfileName,
  profileNames,
  profileRank,
  profiles,
  stricterProfile,
  thresholds,
  type ThresholdName,
} from "../../profiles";
import { moment } from "../kit/moment";

const PACKAGE = path.resolve(__dirname, "..", "..", "..");
const names = Object.keys(thresholds) as ThresholdName[];

/** A number of the checklist: for STANDARD, REGULATED and RESTRICTED, or one that holds for all three. */
type Expected = number | readonly [number | null, number | null, number | null];

/** The checklist's numbers, by its sections, in its own order; null where a profile does not ask. */
const checklist: Readonly<Record<string, Readonly<Partial<Record<ThresholdName, Expected>>>>> = {
  "2.2": {
    // "STANDARD/REGULATED: TLS 1.2+ only", "RESTRICTED: TLS 1.3 only"
    tlsVersion: [1.2, 1.2, 1.3],
    // "Max-age set to 2 years (63072000 seconds)" (REGULATED+)
    hstsMaxAgeSeconds: [null, 63072000, 63072000],
  },
  "2.3": {
    // "60min STANDARD, 15min REGULATED, 5min RESTRICTED"
    accessTokenMinutes: [60, 15, 5],
  },
  "2.4": {
    // "30 days REGULATED, 7 days RESTRICTED"
    keyRotationDays: [null, 30, 7],
  },
  "2.5": {
    // "365 days REGULATED, 2555 days RESTRICTED"
    auditRetentionDays: [null, 365, 2555],
  },
  "3.1": {
    // "Pool size: 20-50 connections", "Max overflow: 10 connections", "Pool timeout: 30 seconds",
    // "Pool recycle: 3600 seconds"
    poolSizeMin: 20,
    poolSizeMax: 50,
    poolMaxOverflow: 10,
    poolTimeoutSeconds: 30,
    poolRecycleSeconds: 3600,
  },
  "3.3": {
    // "Backup retention policy set (30 days minimum)"
    backupRetentionDays: 30,
    // "Test restore performed successfully": a quarter, which the checklist leaves open
    restoreTestAgeDays: 90,
  },
  "4.3": {
    // "STANDARD: 100 requests/minute", "REGULATED: 50", "RESTRICTED: 10"
    requestsPerMinute: [100, 50, 10],
  },
  "4.4": {
    // "Depth limit: 15 (STANDARD), 10 (REGULATED), 5 (RESTRICTED)"
    queryDepth: [15, 10, 5],
    // "Complexity limit: 1000 (STANDARD/REGULATED), 500 (RESTRICTED)"
    queryComplexity: [1000, 1000, 500],
    // "Max size: 1 MB (STANDARD/REGULATED), 512 KB (RESTRICTED)"
    requestBodyBytes: [1_048_576, 1_048_576, 524_288],
  },
  "5.1": {
    // "Health check interval: 30 seconds"
    healthCheckIntervalSeconds: 30,
  },
  "5.2": {
    // "Log retention policy set (365 days REGULATED+)"
    logRetentionDays: [null, 365, 365],
  },
  "5.3": {
    // REGULATED+: "High error rate alert (>1%)", "High latency alert (p95 >1000ms)", "Disk space alert (<20% free)"
    alertErrorRatePercent: [null, 1, 1],
    alertLatencyP95Ms: [null, 1000, 1000],
    alertDiskFreePercent: [null, 20, 20],
  },
  "5.4": {
    // REGULATED+: "Trace sampling rate set (1% ...)"
    traceSampleRatio: [null, 0.01, 0.01],
  },
  "6.3": {
    // "p95 <500ms, p99 <1000ms", "Error rate (< 0.1%?)", "CPU <70%, Memory <80%"
    latencyP95Ms: 500,
    latencyP99Ms: 1000,
    errorRatePercent: 0.1,
    cpuPercent: 70,
    memoryPercent: 80,
  },
  "7.2": {
    // "maxUnavailable: 1 (or 25%)", "maxSurge: 1 (or 25%)"
    rollingUpdatePercent: 25,
    // "Target CPU utilization: 70%", "Min replicas: 2 (for HA)"
    autoscalingCpuPercent: 70,
    minReplicas: 2,
  },
  "7.3": {
    // "Connection timeout: 30-60 seconds"
    loadBalancerTimeoutMinSeconds: 30,
    loadBalancerTimeoutMaxSeconds: 60,
    // "Only trusted IPs allowed" (RESTRICTED): no range wider than a /8, which the checklist leaves open
    allowlistPrefixLength: [null, null, 8],
  },
  "7.4": {
    // "Rollback procedure tested": a quarter, which the checklist leaves open
    rollbackTestAgeDays: 90,
  },
  "8.1": {
    // "Contact information current": half a year, which the checklist leaves open
    runbookReviewAgeDays: 180,
  },
  "8.3": {
    // "recommended: <15min for P0"
    mttrMinutes: 15,
  },
  "9.3": {
    // "Database connections (target: <80% of pool)"
    connectionsPercent: 80,
  },
  "RESTRICTED": {
    // "Penetration testing completed": within the year, which the checklist leaves open
    penetrationTestAgeDays: [null, null, 365],
  },
};

describe("profiles", () => {
  it("are ordered from the least to the most strict", () => {
    assert.deepEqual([...profileNames], ["STANDARD", "REGULATED", "RESTRICTED"]);
    assert.deepEqual(profileNames.map(profileRank), [0, 1, 2]);
    for (const name of profileNames) assert.equal(profiles[name].name, name);
    assert.equal(stricterProfile("STANDARD", "RESTRICTED"), "RESTRICTED");
    assert.equal(stricterProfile("RESTRICTED", "REGULATED"), "RESTRICTED");
  });

  it("are named exactly", () => {
    assert.ok(isProfileName("REGULATED"));
    for (const other of ["regulated", "", undefined, null, 1, ["REGULATED"]])
      assert.ok(!isProfileName(other));
  });

  for (const [section, numbers] of Object.entries(checklist)) {
    it(`hold the checklist's numbers of ${section}`, () => {
      const inSection = names.filter((name) => thresholds[name].section === section);
      assert.deepEqual(Object.keys(numbers).sort(), [...inSection].sort());
      for (const name of inSection) {
        const expected = numbers[name] ?? null;
        assert.deepEqual(
          profileNames.map((profile) => profiles[profile][name]),
          typeof expected === "object" ? expected : profileNames.map(() => expected),
          name,
        );
      }
    });
  }

  it("hold no number beside the checklist's", () => {
    const sections = new Set(names.map((name) => thresholds[name].section));
    assert.deepEqual([...sections].sort(), Object.keys(checklist).sort());
  });

  for (const [i, later] of profileNames.entries()) {
    const earlier = profileNames[i - 1];
    if (earlier === undefined) continue;
    it(`${later} is at least as strict as ${earlier} on every threshold`, () => {
      for (const name of names) {
        const before = profiles[earlier][name];
        const after = profiles[later][name];
        if (before === null) continue;
        assert.ok(after !== null, `${name} is dropped`);
        const stricter = thresholds[name].stricter === "higher" ? after >= before : after <= before;
        assert.ok(stricter, `${name}: ${before} in ${earlier}, ${after} in ${later}`);
      }
    });
  }

  it("every threshold says what it is", () => {
    for (const name of names) assert.match(thresholds[name].about, /^\S.*\.$/, name);
  });
});

describe("profile files for --policy-pack-config", () => {
  for (const name of profileNames) {
    it(`profiles/${name.toLowerCase()}.json chooses ${name}, and nothing else`, () => {
      const file = path.join(PACKAGE, "profiles", `${name.toLowerCase()}.json`);
      const config = JSON.parse(fs.readFileSync(file, "utf8")) as PackConfig;
      assert.deepEqual(config, { [SETTINGS_POLICY]: { profile: name } });

      checkPackConfig(config, requirements, moment);
      const settings = resolveSettings(config, {}, moment);
      assert.equal(settings.profileName, name);
      assert.equal(settings.profileSource, "pack configuration");
      // Why it was chosen is for the user to say.
      assert.equal(settings.justification, undefined);
    });
  }

  it("are there for every profile, and for nothing else", () => {
    const files = fs.readdirSync(path.join(PACKAGE, "profiles")).filter((file) => file.endsWith(".json"));
    assert.deepEqual(files.sort(), profileNames.map((name) => `${name.toLowerCase()}.json`).sort());
  });
});
