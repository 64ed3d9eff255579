import { strict as assert } from "assert";
import * as path from "path";
import * as aws from "@pulumi/aws/rds";
import * as apps from "@pulumi/kubernetes/apps/v1";
import { SETTINGS_POLICY } from "../../policies/crossguard/settings";
import { EngineWorkspace, type EngineRun } from "./harness";

const PACK = path.resolve(__dirname, "..", "..", "..");
const STACK_PROFILE = "fraiseql-checklist:profile";
const STACK_JUSTIFICATION = "fraiseql-checklist:justification";
const JUSTIFIED = { [STACK_JUSTIFICATION]: "A test stack without data." };

/** A database with short backups and a workload whose settings depend on another resource. */
const PROGRAM = {
  "program/Pulumi.yaml": "name: program\nruntime: nodejs\n",
  "program/package.json": "{}",
  "program/index.ts": `
    import * as pulumi from "@pulumi/pulumi";
    import { Instance } from "@pulumi/aws/rds";
    import { Deployment } from "@pulumi/kubernetes/apps/v1";

    const db = new Instance("db", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      backupRetentionPeriod: 7,
      username: "fraiseql",
      password: pulumi.secret("canary-password"),
    });
    new Instance("copy", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      backupRetentionPeriod: db.allocatedStorage,
    });
    new Deployment("api", {
      spec: {
        selector: { matchLabels: { app: "fraiseql" } },
        template: {
          metadata: { labels: { app: "fraiseql" } },
          spec: {
            securityContext: { runAsNonRoot: db.multiAz },
            containers: [
              {
                name: "api",
                image: "ghcr.io/fraiseql/fraiseql:1.8.1",
                env: [{ name: "JWT_SECRET_KEY", value: "canary-token" }],
              },
            ],
          },
        },
      },
    });
  `,
};

const messagesOf = (run: EngineRun, policy: string, level = "mandatory") =>
  run.violations.filter((it) => it.policy === policy && it.level === level).map(({ message }) => message);

describe("the pack on the real engine", function () {
  this.timeout(600_000);
  let engine: EngineWorkspace;
  let program: string;

  before(async () => {
    engine = await EngineWorkspace.open({ log: console.error });
    program = engine.write(PROGRAM);
  });
  after(() => {
    engine.close();
  });

  const preview = (stack: string, options: Parameters<EngineWorkspace["preview"]>[1] = {}) =>
    engine.preview(program, { stack, policyPack: PACK, ...options });

  it("names the property, the value, the need and what to type", async () => {
    const run = await preview("plain", { config: { ...JUSTIFIED, [STACK_PROFILE]: "STANDARD" } });
    assert.notEqual(run.exitCode, 0);
    assert.deepEqual(messagesOf(run, "3.3-automated-backups"), [
      "3.3 Automated backups: backupRetentionPeriod is 7 days; STANDARD needs at least 30. Set backupRetentionPeriod: 30.",
    ]);
    assert.deepEqual(messagesOf(run, SETTINGS_POLICY), []);
  });

  it("tells what it cannot judge at preview, and judges the rest", async () => {
    const run = await preview("plain");
    assert.deepEqual(messagesOf(run, "3.3-automated-backups", "advisory"), [
      "3.3 Automated backups: undetermined, because backupRetentionPeriod is not known until the update. pulumi up decides it.",
    ]);
    assert.equal(messagesOf(run, "7.1-non-root", "advisory").length, 1);
    assert.ok(messagesOf(run, "7.2-resource-limits").length > 0);
    assert.doesNotMatch(run.stdout, /can't run policy/);
  });

  it("never shows a secret or the value of an environment variable", async () => {
    const run = await preview("plain");
    assert.ok(run.violations.length > 0);
    assert.doesNotMatch(run.stdout + run.stderr, /canary/);
  });

  it("lets a stack raise the profile of the pack's configuration, and never lower it", async () => {
    const floor = (profile: string) => ({ policyPackConfig: { [SETTINGS_POLICY]: { profile } } });
    const lowered = await preview("lowered", {
      ...floor("REGULATED"),
      config: { ...JUSTIFIED, [STACK_PROFILE]: "STANDARD" },
    });
    assert.match(lowered.stdout, /REGULATED needs at least 30/);
    const raised = await preview("raised", {
      ...floor("STANDARD"),
      config: { ...JUSTIFIED, [STACK_PROFILE]: "RESTRICTED" },
    });
    assert.match(raised.stdout, /RESTRICTED needs at least 30/);
  });

  it("accepts the ready configuration files", async () => {
    for (const profile of ["standard", "regulated", "restricted"]) {
      const run = await preview(profile, {
        policyPackConfig: path.join(PACK, "profiles", `${profile}.json`),
      });
      assert.match(run.stdout, new RegExp(`${profile.toUpperCase()} needs at least 30`));
    }
  });

  it("remediates at enforcement level remediate", async () => {
    const run = await preview("remediated", {
      policyPackConfig: {
        "3.3-automated-backups": { enforcementLevel: "remediate" },
        "7.2-health-probes": { enforcementLevel: "disabled" },
      },
    });
    assert.ok(run.remediations.some(({ policy }) => policy === "3.3-automated-backups"));
    assert.deepEqual(messagesOf(run, "3.3-automated-backups"), []);
    assert.deepEqual(messagesOf(run, "7.2-health-probes"), []);
  });

  describe("stops with one clear message at", () => {
    const stops = (name: string, says: RegExp, options: Parameters<EngineWorkspace["preview"]>[1]) => {
      it(name, async () => {
        const run = await preview(`bad-${name.replace(/\W+/g, "-")}`, options);
        const printed = run.stdout + run.stderr;
        assert.notEqual(run.exitCode, 0);
        assert.match(printed, says);
        assert.deepEqual(run.violations, []);
        assert.doesNotMatch(printed, /^\s+at .*\(.*:\d+:\d+\)$/m, "no stack trace");
      });
    };
    stops(
      "a wrong profile of the stack",
      /fraiseql-checklist:profile is "gold"; allowed are STANDARD, REGULATED, RESTRICTED/,
      {
        config: { [STACK_PROFILE]: "gold" },
      },
    );
    stops("an unknown key of the stack", /fraiseql-checklist:profil is not known; allowed are profile/, {
      config: { "fraiseql-checklist:profil": "STANDARD" },
    });
    stops(
      "a wrong profile of the pack",
      /profile must be one of the following: "STANDARD", "REGULATED", "RESTRICTED"/,
      {
        policyPackConfig: { [SETTINGS_POLICY]: { profile: "gold" } },
      },
    );
    stops("a wrong type", /backupRetentionDays: Invalid type. Expected: number, given: string/, {
      policyPackConfig: { "3.3-automated-backups": { backupRetentionDays: "30 days" } },
    });
    stops("a loosened threshold", /backupRetentionDays is 7, which is looser than STANDARD allows \(30\)/, {
      policyPackConfig: { "3.3-automated-backups": { backupRetentionDays: 7 } },
    });
    stops(
      "an unknown key of a policy",
      /3.3-automated-backups.retention is not known; allowed are enforcementLevel, backupRetentionDays/,
      {
        policyPackConfig: { "3.3-automated-backups": { retention: 30 } },
      },
    );
    stops("a misspelt policy", /"3.3-automatic-backups", which is not a policy of this pack/, {
      policyPackConfig: { "3.3-automatic-backups": { enforcementLevel: "advisory" } },
    });
  });

  it("runs under the Automation API on the newer engine", async () => {
    const inlineProgram = (): Promise<void> => {
      new aws.Instance("db", { instanceClass: "db.t4g.medium", backupRetentionPeriod: 7 });
      new apps.Deployment("api", {
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: { containers: [{ name: "web", image: "web:1" }] },
          },
        },
      });
      return Promise.resolve();
    };
    const inline = await engine.previewInline(inlineProgram, {
      policyPack: PACK,
      policyPackConfig: {
        [SETTINGS_POLICY]: { profile: "RESTRICTED", justification: "A test stack without data." },
      },
    });
    assert.ok(inline.violations.some(({ policy }) => policy === "3.3-automated-backups"));
  });

  it("gives the same findings on an exported state as at the update", async () => {
    const levels = { all: { enforcementLevel: "advisory" } };
    const up = await engine.up(program, { stack: "deployed", policyPack: PACK, policyPackConfig: levels });
    assert.equal(up.exitCode, 0, up.stdout + up.stderr);
    const { file } = await engine.exportStack(program, { stack: "deployed" });
    const analyzed = await engine.analyze(file, { policyPack: PACK, policyPackConfig: levels });
    const said = (run: EngineRun) =>
      [...new Set(run.violations.map(({ policy, message }) => `${policy} ${message}`))]
        .filter((line) => !line.includes("undetermined"))
        .sort();
    assert.ok(said(analyzed).length > 3);
    assert.deepEqual(said(analyzed), said(up));
  });
});
