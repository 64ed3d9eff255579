import { strict as assert } from "assert";
import * as path from "path";
import { SETTINGS_POLICY } from "../../policies/crossguard/settings";
import { addDays } from "../../policies/evaluation/day";
import { run } from "../../tools/cli/run";
import { EngineWorkspace, type EngineRun } from "./harness";

const PACK = path.resolve(__dirname, "..", "..", "..");
const BACKUPS = "3.3-automated-backups";
const ROOT = "7.1-non-root";
/** The engine's clock cannot be turned; what is told of days is told from this one. */
const today = new Date().toISOString().slice(0, 10);

const program = (exemption: string) => `
  import { Instance } from "@pulumi/aws/rds";
  import { DaemonSet } from "@pulumi/kubernetes/apps/v1";
  import { Exemption } from "${PACK}/dist/components/evidence";

  new Instance("nightly", { engine: "postgres", instanceClass: "db.t4g.medium", backupRetentionPeriod: 7 });
  new Instance("shop", { engine: "postgres", instanceClass: "db.t4g.medium", backupRetentionPeriod: 7 });
  const agent = new DaemonSet("agent", {
    spec: {
      selector: { matchLabels: { app: "agent" } },
      template: {
        metadata: { labels: { app: "agent" } },
        spec: { containers: [{ name: "agent", image: "agent:1", securityContext: { runAsUser: 0 } }] },
      },
    },
  });
  ${exemption}
`;

const IN_CODE = `
  new Exemption("node-files", {
    requirement: "${ROOT}",
    resource: agent,
    reason: "Reads the files of the node it runs on.",
    owner: "platform",
    expires: "${addDays(today, 100)}",
  });
`;

const NIGHTLY = {
  resource: "nightly",
  reason: "Rebuilt from production every night.",
  owner: "data-team",
  ticket: "OPS-12",
  expires: addDays(today, 30),
};

const TOO_FEW =
  "3.3 Automated backups: backupRetentionPeriod is 7 days; STANDARD needs at least 30. Set backupRetentionPeriod: 30.";
const AS_ROOT =
  "7.1 Non-root user: container agent (spec.template.spec.containers[0]): securityContext.runAsUser is 0; STANDARD needs a user other than root. Set securityContext.runAsUser: 1000.";

const said = (engineRun: EngineRun, policy: string) =>
  engineRun.violations
    .filter((it) => it.policy === policy)
    .map(({ level, message }) => `[${level}] ${message}`)
    .sort();

describe("exemptions on the real engine", function () {
  this.timeout(600_000);
  let engine: EngineWorkspace;
  let folder: string;
  let declaring: string;

  before(async () => {
    engine = await EngineWorkspace.open({ log: console.error });
    const project = (name: string, text: string) =>
      engine.write({
        [`${name}/Pulumi.yaml`]: `name: ${name}\nruntime: nodejs\n`,
        [`${name}/package.json`]: "{}",
        [`${name}/index.ts`]: text,
      });
    folder = project("plain", program(""));
    declaring = project("declaring", program(IN_CODE));
  });
  after(() => {
    engine.close();
  });

  const preview = (stack: string, policyPackConfig: Readonly<Record<string, unknown>>, from = folder) =>
    engine.preview(from, { stack, policyPack: PACK, policyPackConfig });
  const backups = (...exemptions: readonly object[]) => ({ [BACKUPS]: { exemptions } });

  it("show the finding as advice, with who let it be, why, and until when", async () => {
    const found = await preview("exempt", backups(NIGHTLY));
    assert.deepEqual(said(found, BACKUPS), [
      `[advisory] ${TOO_FEW} Exempt until ${NIGHTLY.expires}, by data-team (OPS-12): Rebuilt from production every night.`,
      `[mandatory] ${TOO_FEW}`,
    ]);
    assert.match(found.stdout, /Exempt until .*, by data-team \(OPS-12\)/);
  });

  it("are enforced again when they have expired", async () => {
    const expires = addDays(today, -1);
    assert.deepEqual(said(await preview("expired", backups({ ...NIGHTLY, expires })), BACKUPS), [
      `[mandatory] ${TOO_FEW}`,
      `[mandatory] ${TOO_FEW} Its exemption by data-team (OPS-12) expired on ${expires}: comply, or renew it with the reason that holds now.`,
    ]);
  });

  it("are told when they match nothing, and not when they are another stack's", async () => {
    const elsewhere = `urn:pulumi:elsewhere::plain::aws:rds/instance:Instance::nightly`;
    const found = await preview(
      "unmatched",
      backups({ ...NIGHTLY, resource: "nihgtly" }, { ...NIGHTLY, resource: elsewhere }),
    );
    assert.deepEqual(said(found, BACKUPS), [
      '[advisory] 3.3 Automated backups: exemptions[0] for "nihgtly", by data-team, matches nothing that this requirement judges in this stack. Correct it, or remove it.',
      `[mandatory] ${TOO_FEW}`,
      `[mandatory] ${TOO_FEW}`,
    ]);
  });

  it("name resources by their URN", async () => {
    const urn = "urn:pulumi:urn::*::aws:rds/instance:Instance::*";
    const found = await preview("urn", backups({ ...NIGHTLY, resource: urn }));
    assert.equal(said(found, BACKUPS).filter((line) => line.startsWith("[advisory]")).length, 2);
  });

  const malformed: Readonly<Record<string, { exemptions: unknown; says: string }>> = {
    "without an expiry": {
      exemptions: [{ ...NIGHTLY, expires: undefined }],
      says: `policy configuration ${BACKUPS}.exemptions[0].expires is missing; write the last day on which it holds, as YYYY-MM-DD`,
    },
    "with an expiry too far ahead": {
      exemptions: [NIGHTLY, { ...NIGHTLY, expires: addDays(today, 91) }],
      says: `policy configuration ${BACKUPS}.exemptions[1].expires is ${addDays(today, 91)}, 91 days ahead, and may be 90 days for what blocks a launch: ${addDays(today, 90)} at the latest`,
    },
    "with a key that does not exist": {
      exemptions: [{ ...NIGHTLY, resources: "*" }],
      says: `policy configuration ${BACKUPS}.exemptions[0].resources is not known (did you mean resource?)`,
    },
  };
  for (const [what, { exemptions, says }] of Object.entries(malformed)) {
    it(`${what} stop the pack with one clear message`, async () => {
      const found = await preview(`bad-${what.replace(/\W+/g, "-")}`, { [BACKUPS]: { exemptions } });
      const printed = found.stdout + found.stderr;
      assert.notEqual(found.exitCode, 0);
      assert.ok(printed.includes(says), printed);
      assert.deepEqual(found.violations, []);
      assert.doesNotMatch(printed, /^\s+at .*\(.*:\d+:\d+\)$/m, "no stack trace");
    });
  }

  it("in a program count where the configuration allows it", async () => {
    const config = { [SETTINGS_POLICY]: { allowsExemptionsInCode: true } };
    assert.deepEqual(said(await preview("allowed", config, declaring), ROOT), [
      `[advisory] ${AS_ROOT} Exempt until ${addDays(today, 100)}, by platform: Reads the files of the node it runs on.`,
    ]);
  });

  it("in a program count for nothing elsewhere, and that is told", async () => {
    const found = await preview("not-allowed", {}, declaring);
    assert.deepEqual(said(found, ROOT), [`[mandatory] ${AS_ROOT}`]);
    assert.ok(
      said(found, SETTINGS_POLICY).some((line) =>
        line.startsWith(
          "[mandatory] 7.1 Non-root user: exemption node-files exempts nothing: the pack's config",
        ),
      ),
    );
  });

  it("stand in the configuration that config init writes, which changes nothing", async () => {
    let text = "";
    run(["config", "init"], { out: (it) => (text += it), err: () => undefined });
    const config = JSON.parse(text) as Record<string, unknown>;
    const lines = ({ violations }: EngineRun) =>
      violations.map(({ policy, level, message }) => `${policy} [${level}] ${message}`).sort();
    const plain = { [SETTINGS_POLICY]: { profile: "STANDARD", justification: "TODO" } };
    const [whole, small] = [await preview("whole", config), await preview("small", plain)];
    assert.ok(lines(small).length > 5);
    assert.deepEqual(lines(whole), lines(small));
  });
});
