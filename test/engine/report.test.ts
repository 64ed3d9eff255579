import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { SETTINGS_POLICY } from "../../policies/crossguard/settings";
import type { Report, ReportVerdict } from "../../policies/evaluation/report";
import { ensurePulumi, PREVIEW_VERSION } from "../../tools/pulumi-cli";
import { assertIsReport } from "../kit/report";
import { EngineWorkspace, type EngineRun } from "./harness";

const PACK = path.resolve(__dirname, "..", "..", "..");
const JUSTIFIED = { "fraiseql-checklist:justification": "A test stack without data." };
const ADVISORY = { all: { enforcementLevel: "advisory" } };

/** A database with short backups, one that depends on another resource, and secrets of several types. */
const PROGRAM = {
  "program/Pulumi.yaml": "name: shop\nruntime: nodejs\n",
  "program/package.json": "{}",
  "program/index.ts": `
    import * as pulumi from "@pulumi/pulumi";
    import { Instance } from "@pulumi/aws/rds";
    import { Deployment } from "@pulumi/kubernetes/apps/v1";
    import { Secret } from "@pulumi/kubernetes/core/v1";

    const short = new Instance("short", {
      engine: "postgres",
      engineVersion: "17.2",
      instanceClass: "db.t4g.medium",
      backupRetentionPeriod: 7,
      storageEncrypted: true,
      username: "fraiseql",
      password: pulumi.secret("canary-password"),
    });
    new Instance("copy", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      backupRetentionPeriod: short.allocatedStorage,
    });
    new Instance("hidden", {
      engine: "postgres",
      engineVersion: "17.2",
      instanceClass: "db.t4g.medium",
      backupRetentionPeriod: pulumi.secret(35),
      storageEncrypted: pulumi.secret(true),
      publiclyAccessible: pulumi.secret(false),
      manageMasterUserPassword: true,
    });
    const labels = { app: "fraiseql" };
    new Secret("settings", {
      metadata: { name: "settings", namespace: "default" },
      stringData: pulumi.secret({
        JWT_SECRET_KEY: "canary-token",
        DATABASE_URL: "postgresql://app:canary-password@db/app?sslmode=require",
        FRAISEQL_ENVIRONMENT: "production",
      }),
    });
    new Deployment("api", {
      metadata: { name: "api", namespace: "default" },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: "api",
                image: "ghcr.io/fraiseql/fraiseql:1.8.1",
                envFrom: [{ secretRef: { name: "settings" } }],
              },
            ],
          },
        },
      },
    });
  `,
};

describe("the report, on the real engine", function () {
  this.timeout(600_000);
  let engine: EngineWorkspace;
  let program: string;
  let folder: string;

  before(async () => {
    engine = await EngineWorkspace.open({ log: console.error });
    program = engine.write(PROGRAM);
    folder = path.join(engine.folder, "reports");
  });
  beforeEach(() => fs.rmSync(folder, { recursive: true, force: true }));
  after(() => {
    engine.close();
  });

  const options = (stack: string, more: object = {}) => ({
    stack,
    policyPack: PACK,
    config: { "fraiseql-checklist:profile": "STANDARD", ...JUSTIFIED },
    env: { FRAISEQL_CHECKLIST_REPORT: folder },
    ...more,
  });
  const reportIn = (file: string): Report => {
    const report = JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as Report;
    assertIsReport(report);
    assert.doesNotMatch(JSON.stringify(report), /canary/);
    return report;
  };

  it("says at a preview what the command line says, although mandatory violations fail it", async () => {
    const run = await engine.preview(program, options("seen"));
    assert.notEqual(run.exitCode, 0);
    assert.deepEqual(fs.readdirSync(folder), ["shop~seen.json"]);
    const report = reportIn("shop~seen.json");
    assert.equal(report.operation, "preview");
    assert.deepEqual(report.stack, { project: "shop", name: "seen" });
    assert.deepEqual(report.profile, {
      name: "STANDARD",
      source: "stack configuration",
      justification: "A test stack without data.",
    });
    assert.equal(report.resources, 8);
    assert.deepEqual(said(report), shown(run));
    const boxOf = (item: string) => report.boxes.find((box) => box.item === item)?.verdict;
    assert.equal(boxOf("1.1.3"), "pass");
    assert.equal(boxOf("2.1.2"), "not-asked");
    assert.equal(boxOf("3.3.1"), "violation");
    assert.equal(boxOf("3.3.2"), "open");
    assert.equal(boxOf("10.1.3"), "violation");
    assert.equal(report.launch.ready, false);
  });

  it("keeps a file for each stack", async () => {
    await engine.preview(program, options("one"));
    await engine.preview(program, options("two"));
    assert.deepEqual(fs.readdirSync(folder).sort(), ["shop~one.json", "shop~two.json"]);
  });

  it("is told in a line where it cannot be written, and fails nothing", async () => {
    const file = path.join(engine.folder, "a-file");
    fs.writeFileSync(file, "");
    const nowhere = path.join(file, "reports");
    for (const [value, says] of [
      [nowhere, `fraiseql-checklist: no report is written to ${nowhere} (ENOTDIR).`],
      ["reports", 'FRAISEQL_CHECKLIST_REPORT="$PWD/reports"'],
    ] as const) {
      const run = await engine.preview(
        program,
        options("nowhere", { policyPackConfig: ADVISORY, env: { FRAISEQL_CHECKLIST_REPORT: value } }),
      );
      assert.equal(run.exitCode, 0, run.stdout + run.stderr);
      assert.ok(run.stdout.includes(says), run.stdout);
      assert.doesNotMatch(run.stdout, /^\s+at .*:\d+:\d+/m, "no stack trace");
    }
  });

  it("of an update that a violation stops says so, instead of leaving an older one", async () => {
    const run = await engine.up(program, options("stopped", { skipPreview: true }));
    assert.notEqual(run.exitCode, 0);
    const report = reportIn("shop~stopped.json");
    assert.equal(report.operation, "update");
    assert.match(report.incomplete ?? "", /stopped the update before the whole stack was known/);
    const verdictOf = (name: string) => report.requirements.find((it) => it.name === name)?.verdict;
    assert.equal(verdictOf("7.2-autoscaling"), "undetermined");
    assert.equal(report.launch.ready, false);
  });

  it("tells how each policy's findings count", async () => {
    const run = await engine.preview(
      program,
      options("levels", {
        policyPackConfig: {
          "all": "advisory",
          "3.3-automated-backups": { enforcementLevel: "mandatory" },
          "3.3-backup-encryption": { enforcementLevel: "disabled" },
          "7.2-resource-limits": { enforcementLevel: "remediate" },
        },
      }),
    );
    const { requirements } = reportIn("shop~levels.json");
    const levelOf = (name: string) => requirements.find((it) => it.name === name)?.enforcement;
    assert.equal(levelOf("3.3-automated-backups"), "mandatory");
    assert.equal(levelOf("3.3-backup-encryption"), "disabled");
    assert.equal(levelOf("7.2-resource-limits"), "remediate");
    assert.equal(levelOf("7.2-health-probes"), "advisory");
    const blocking = requirements.filter(({ results }) => results.some(({ blocks }) => blocks));
    const failing = run.violations.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
    assert.deepEqual(
      blocking.map(({ name }) => name),
      [...new Set(failing)].sort(),
    );
    assert.ok(failing.includes("3.3-automated-backups"));
  });

  it("knows stack, profile and operation from engines that tell them once the pack runs", async () => {
    // Those start the pack through the language's host, without the stack's variables.
    const cli = await ensurePulumi({ version: PREVIEW_VERSION });
    const shim = engine.write({
      "late/pulumi-analyzer-policy": [
        "#!/bin/sh",
        "unset PULUMI_CONFIG",
        ...["ORGANIZATION", "PROJECT", "STACK", "DRY_RUN"].map(
          (name) => `unset PULUMI_${name} PULUMI_NODEJS_${name}`,
        ),
        'touch "$0.started"',
        `exec ${JSON.stringify(path.join(cli.binDir, "pulumi-analyzer-policy"))} "$@"`,
      ].join("\n"),
    });
    fs.chmodSync(path.join(shim, "pulumi-analyzer-policy"), 0o755);
    const env = {
      FRAISEQL_CHECKLIST_REPORT: folder,
      PATH: `${shim}${path.delimiter}${cli.env.PATH}`,
    };
    const config = { "fraiseql-checklist:profile": "REGULATED", ...JUSTIFIED };
    const run = await engine.preview(program, options("late", { env, config }));
    assert.ok(fs.existsSync(path.join(shim, "pulumi-analyzer-policy.started")));
    assert.match(run.stdout, /REGULATED needs at least 30/);
    const report = reportIn("shop~late.json");
    assert.deepEqual([report.operation, report.profile.name], ["preview", "REGULATED"]);
  });

  describe("of a state that was exported", () => {
    const stack = "deployed";
    const config = {
      [SETTINGS_POLICY]: { profile: "STANDARD", justification: "A test stack without data." },
      ...ADVISORY,
    };
    let state: string;
    let updated: Report;
    let up: EngineRun;

    before(async () => {
      up = await engine.up(program, options(stack, { policyPackConfig: config }));
      assert.equal(up.exitCode, 0, up.stdout + up.stderr);
      updated = reportIn("shop~deployed.json");
      state = (await engine.exportStack(program, { stack })).file;
    });

    const analyze = async (env: Readonly<Record<string, string>> = {}) => {
      await engine.analyze(state, {
        policyPack: PACK,
        policyPackConfig: config,
        env: { FRAISEQL_CHECKLIST_REPORT: folder, ...env },
      });
      return reportIn("shop~deployed.json");
    };

    it("says what the report of the update said", async () => {
      assert.equal(updated.operation, "update");
      assert.deepEqual(said(updated), shown(up));
      const analyzed = await analyze();
      assert.equal(analyzed.operation, "analysis");
      assert.deepEqual(comparable(analyzed), comparable(updated));
    });

    it("leaves untold what is redacted, and accuses nobody of it", async () => {
      const analyzed = await analyze({ PULUMI_CONFIG_PASSPHRASE: "" });
      const before = verdicts(updated);
      const changed = [...verdicts(analyzed)].filter(([what, verdict]) => before.get(what) !== verdict);
      assert.ok(changed.length > 0);
      for (const [what, verdict] of changed) assert.equal(verdict, "undetermined", what);
      const messages = said(analyzed).filter((message) => message.includes("redacted"));
      assert.ok(
        messages.includes(
          "3.3-automated-backups: 3.3 Automated backups: undetermined, because backupRetentionPeriod is secret, and redacted in this state. pulumi preview decides it.",
        ),
        messages.join("\n"),
      );
    });
  });
});

/** What a report says in the words of the command line; what is open is counted there, and told once. */
function said({ requirements }: Report): string[] {
  const messages = requirements.flatMap(({ name, decidedBy, results }) =>
    results
      .filter(({ verdict }) => verdict !== "open" || decidedBy !== "evidence")
      .flatMap((result) => result.messages.map((message) => `${name}: ${message}`)),
  );
  return [...new Set(messages)].sort();
}

function shown({ violations }: EngineRun): string[] {
  return [...new Set(violations.map(({ policy, message }) => `${policy}: ${message}`))].sort();
}

/** A report without what differs from run to run. */
function comparable({ createdAt: _, operation: __, ...report }: Report): object {
  return report;
}

/** The verdict of each requirement on each resource of which it says something, and of each requirement. */
function verdicts({ requirements }: Report): ReadonlyMap<string, ReportVerdict> {
  return new Map(
    requirements.flatMap(({ name, results, met }) => [
      ...met.map((urn) => [`${name} ${urn}`, "pass"] as const),
      ...results.map(({ resource, verdict }) => [`${name} ${resource?.urn ?? ""}`, verdict] as const),
    ]),
  );
}
