import { strict as assert } from "assert";
import { profiles } from "../../profiles";
import { requirements } from "../../policies/checklist";
import { SETTINGS_POLICY } from "../../policies/crossguard/settings";
import { ROOT } from "./examples";
import { EngineWorkspace, type EngineRun } from "./harness";
import { codeOf } from "../docs/guide";
import { passing } from "../kit/evidence";

const LAUNCH = "10.1-launch-decision";
const today = new Date().toISOString().slice(0, 10);

/** An application that is met by the blockers' requirements as far as the stack shows it, and a way to launch it. */
const PROGRAM = {
  "launch/Pulumi.yaml": "name: launch\nruntime: nodejs\n",
  "launch/package.json": "{}",
  "launch/index.ts": `
    import * as pulumi from "@pulumi/pulumi";
    import { Deployment } from "@pulumi/kubernetes/apps/v1";
    import { Attestation, evidenceFrom, LaunchDecision } from ${JSON.stringify(`${ROOT}/dist/components/evidence`)};

    const config = new pulumi.Config();
    const api = new Deployment("api", {
      metadata: { name: "api", namespace: "shop" },
      spec: {
        selector: { matchLabels: { app: "fraiseql" } },
        template: {
          metadata: {
            labels: { "app": "fraiseql", "fraiseql.dev/security-profile": "STANDARD" },
            annotations: { "prometheus.io/scrape": "true", "prometheus.io/path": "/metrics", "prometheus.io/port": "8000" },
          },
          spec: {
            containers: [
              {
                name: "api",
                image: "ghcr.io/fraiseql/fraiseql:1.8.1",
                livenessProbe: { httpGet: { path: "/health", port: 8000 }, periodSeconds: 30 },
                readinessProbe: { httpGet: { path: "/ready", port: 8000 }, periodSeconds: 30 },
              },
            ],
          },
        },
      },
    });
    evidenceFrom(config.require("evidence"));
    // What names another resource is not known before the update.
    new Attestation("smoke", {
      item: "9.1-smoke-tests",
      result: "passed",
      by: pulumi.interpolate\`\${api.id}, on behalf of Ada\`,
      on: "${today}",
      evidence: "https://ci.example.com/smoke/17",
      measurements: { health: "passed", graphqlQuery: "passed", authentication: "passed", rateLimit: config.require("rateLimit") },
    });
    new LaunchDecision("launch", {
      decision: config.require("decision") as "GO",
      decisionMaker: "Grace Hopper",
      date: "${today}",
      signOff: pulumi.secret("canary-sign-off"),
    });
  `,
};

/** Every box that STANDARD asks for, in a file. The last two hold different things. */
function evidenceFile(loadTestP95: number): string {
  const entries = [...new Set(requirements.map(({ item }) => item))]
    .filter((item) => !item.startsWith("10.") && item !== "9.1.1")
    .map((item) => {
      const all = requirements.filter((it) => it.item === item);
      const own = all.find(({ evidence }) => evidence) ?? all[0];
      assert.ok(own);
      const props = { ...passing(own, profiles.STANDARD), item, on: today };
      if (!own.evidence) return { ...props, coveredBy: "acme/platform/prod" };
      if (item === "1.1.2")
        return {
          ...props,
          measurements: {
            capacity: "4 CPU",
            topology: "one VPC",
            rpoMinutes: 1440,
            rtoMinutes: 60,
            recoveryPlan: "runbook",
          },
        };
      if (item !== "6.3.1") return props;
      return {
        ...props,
        measurements: { ...(props as { measurements?: object }).measurements, p95Ms: loadTestP95 },
      };
    });
  return JSON.stringify({ attestations: entries });
}

/** The guide's days, whichever day it is. */
const lately = (text: string) => text.replace(/2026-11-\d\d/g, today);

const lines = (run: EngineRun, policy: string, level: string) =>
  run.violations.filter((it) => it.policy === policy && it.level === level).map(({ message }) => message);

/** Only the gate blocks, so that the exit code is the gate's. */
const gateOnly = {
  all: { enforcementLevel: "advisory" },
  [SETTINGS_POLICY]: {
    enforcementLevel: "advisory",
    profile: "STANDARD",
    justification: "A test stack without data.",
  },
  [LAUNCH]: { enforcementLevel: "mandatory" },
};

describe("evidence and a launch decision on the real engine", function () {
  this.timeout(600_000);
  let engine: EngineWorkspace;
  let program: string;

  before(async () => {
    engine = await EngineWorkspace.open({ log: console.error });
    program = engine.write(PROGRAM);
    engine.write({ "launch/fast.json": evidenceFile(420), "launch/slow.json": evidenceFile(620) });
    engine.write({
      "launch/wrong.yaml":
        "attestations:\n  - item: 6.3-load-test\n    result: pased\n    by: Ada\n    on: 2026-11-24\n    reason: none so far\n",
    });
  });
  after(() => {
    engine.close();
  });

  const options = (evidence: string, decision: string, rateLimit = "passed") => ({
    policyPack: ROOT,
    policyPackConfig: gateOnly,
    config: { "launch:evidence": evidence, "launch:decision": decision, "launch:rateLimit": rateLimit },
  });

  it("refuses a GO whose load test was too slow, and says so in two places", async () => {
    const run = await engine.preview(program, options("slow.json", "GO"));
    assert.notEqual(run.exitCode, 0);
    assert.deepEqual(lines(run, LAUNCH, "mandatory"), [
      '10.1 Launch decision: GO is refused while "Load testing passed" (10.1.6) is open: what attests 6.3-load-test does not hold. Run a load test at the expected peak (k6 run load-test.js), and attest its numbers.',
    ]);
    assert.deepEqual(lines(run, "6.3-load-test", "advisory"), [
      "6.3 Load test: attestation 6.3.1: measurements.p95Ms is 620 milliseconds; STANDARD needs below 500 (p95 latency). Mend it, measure again, and attest the new result.",
    ]);
    assert.deepEqual(lines(run, "9.1-smoke-tests", "advisory"), [
      "9.1 Smoke tests: undetermined, because attestation smoke: by is not known until the update. pulumi up decides it.",
    ]);
    assert.doesNotMatch(run.stdout + run.stderr, /canary/);
  });

  it("lists the same for a NO-GO, and lets it pass", async () => {
    const run = await engine.preview(program, options("slow.json", "NO-GO"));
    assert.equal(run.exitCode, 0, run.stdout + run.stderr);
    assert.deepEqual(lines(run, LAUNCH, "mandatory"), []);
    assert.deepEqual(lines(run, LAUNCH, "advisory"), [
      '10.1 Launch decision: NO-GO, and "Load testing passed" (10.1.6) is open: what attests 6.3-load-test does not hold. Run a load test at the expected peak (k6 run load-test.js), and attest its numbers.',
    ]);
  });

  it("accepts a GO once everything is attested, at the preview and at the update", async () => {
    const preview = await engine.preview(program, options("fast.json", "GO"));
    assert.equal(preview.exitCode, 0, preview.stdout + preview.stderr);
    assert.deepEqual(lines(preview, LAUNCH, "mandatory"), []);
    const up = await engine.up(program, options("fast.json", "GO"));
    assert.equal(up.exitCode, 0, up.stdout + up.stderr);
    assert.deepEqual(lines(up, LAUNCH, "mandatory"), []);
    assert.deepEqual(lines(up, "9.1-smoke-tests", "advisory"), []);
    assert.doesNotMatch(up.stdout + up.stderr, /canary/);
  });

  it("gives the same verdict on the exported state", async () => {
    const { file } = await engine.exportStack(program);
    const run = await engine.analyze(file, { policyPack: ROOT, policyPackConfig: gateOnly });
    assert.deepEqual(lines(run, LAUNCH, "mandatory"), []);
    for (const { name, evidence } of requirements)
      if (evidence) assert.deepEqual(lines(run, name, "advisory"), [], name);
  });

  it("stops at the update what the preview could not know", async () => {
    const run = await engine.up(program, options("fast.json", "GO", "failed"));
    assert.notEqual(run.exitCode, 0);
    assert.ok(
      lines(run, LAUNCH, "mandatory").some((line) =>
        line.includes("what attests 9.1-smoke-tests does not hold"),
      ),
    );
  });

  it("runs the guide's example", async () => {
    const components = `${ROOT}/dist/components/evidence`;
    const example = engine.write({
      "guide/Pulumi.yaml": "name: guide\nruntime: nodejs\n",
      "guide/package.json": "{}",
      "guide/index.ts": lately(codeOf("ts").replace("fraiseql-checklist/components/evidence", components)),
      "guide/evidence.yaml": lately(codeOf("yaml")),
    });
    const run = await engine.preview(example, { policyPack: ROOT, policyPackConfig: gateOnly });
    assert.equal(run.exitCode, 0, run.stdout + run.stderr);
    assert.equal((run.stdout.match(/fraiseql-checklist:evidence:Attestation/g) ?? []).length, 5);
  });

  it("refuses an evidence file with a mistake in one line, before anything is deployed", async () => {
    const run = await engine.preview(program, options("wrong.yaml", "GO"));
    assert.notEqual(run.exitCode, 0);
    assert.match(
      run.stdout + run.stderr,
      /wrong\.yaml:3: attestations\[0\] \(6\.3-load-test\): result is "pased" \(did you mean passed\?\); it has to be passed, failed or not-applicable\./,
    );
    assert.doesNotMatch(run.stdout + run.stderr, /^\s+at .*\(.*:\d+:\d+\)$/m, "no stack trace");
  });
});
