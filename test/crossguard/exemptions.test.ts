import { strict as assert } from "assert";
import { SETTINGS_POLICY, type PackConfig } from "../../policies/crossguard/settings";
import type { ProfileName } from "../../profiles";
import { requirements } from "../../policies/checklist";
import { Exemptions } from "../../policies/crossguard/exemptions";
import { Inputs } from "../../policies/evaluation/inputs";
import { exemptionKeys } from "../../policies/evaluation/exemption-form";
import { violation } from "../../policies/evaluation/outcome";
import { StackView } from "../../policies/evaluation/stack";
import { TestAnalyzer, urnOf } from "../kit/analyzer";
import { resource, secret, unknown, type TestResource } from "../kit/cases";
import { moment } from "../kit/moment";
import { requirementOf } from "../kit/requirement";

const BACKUPS = "3.3-automated-backups";
const ROOT = "7.1-non-root";
const AUTOSCALING = "7.2-autoscaling";

const db = (name: string, backupRetentionPeriod: unknown = 7) =>
  resource("aws:rds/instance:Instance", name, { engine: "postgres", backupRetentionPeriod });

const app = (name: string, securityContext: unknown = { runAsUser: 0 }) =>
  resource("kubernetes:apps/v1:Deployment", name, {
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: "fraiseql" } },
      template: {
        metadata: { labels: { app: "fraiseql" } },
        spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1", securityContext }] },
      },
    },
  });

const NIGHTLY = {
  resource: "nightly",
  reason: "Rebuilt from production every night.",
  owner: "data-team",
  expires: "2027-01-31",
};
const AGENT = {
  resource: "agent",
  reason: "Reads the node's own files.",
  owner: "platform",
  ticket: "OPS-12",
  expires: "2027-03-31",
};

const declared = (
  name: string,
  { requirement = ROOT, ...says }: Record<string, unknown> = {},
): TestResource =>
  resource("fraiseql-checklist:evidence:Exemption", name, { requirement, ...AGENT, ...says });

/** What the policies of these names find, as `[level] resource: message`. */
async function finds(
  names: readonly string[],
  stack: readonly TestResource[],
  config: PackConfig,
  options: { readonly profile?: ProfileName; readonly today?: string } = {},
): Promise<readonly string[]> {
  const analyzer = new TestAnalyzer(options.profile ?? "STANDARD", {
    names,
    config,
    moment: { ...moment, today: options.today ?? moment.today },
  });
  const found = await analyzer.analyze(stack);
  return found.map(({ level, urn, message }) => {
    const name = urn === "stack" ? urn : (urn.split("::").at(-1) ?? "");
    return `[${level}] ${name}: ${message}`;
  });
}

const TOO_FEW =
  "3.3 Automated backups: backupRetentionPeriod is 7 days; STANDARD needs at least 30. Set backupRetentionPeriod: 30.";
const AS_ROOT =
  "7.1 Non-root user: container api (spec.template.spec.containers[0]): securityContext.runAsUser is 0; STANDARD needs a user other than root. Set securityContext.runAsUser: 1000.";
const UNTIL = "Exempt until 2027-01-31, by data-team: Rebuilt from production every night.";
const AGENT_UNTIL = "Exempt until 2027-03-31, by platform (OPS-12): Reads the node's own files.";

describe("an exemption in the pack's configuration", () => {
  const backups = (...exemptions: readonly object[]) => ({ [BACKUPS]: { exemptions } });

  it("makes the finding it names advisory, and no other", async () => {
    assert.deepEqual(await finds([BACKUPS], [db("nightly"), db("shop")], backups(NIGHTLY)), [
      `[advisory] nightly: ${TOO_FEW} ${UNTIL}`,
      `[mandatory] shop: ${TOO_FEW}`,
    ]);
  });

  it("counts for what single resources decide", async () => {
    const config = { [ROOT]: { exemptions: [AGENT] } };
    assert.deepEqual(await finds([ROOT], [app("agent"), app("api")], config), [
      `[advisory] agent: ${AS_ROOT} ${AGENT_UNTIL}`,
      `[mandatory] api: ${AS_ROOT}`,
    ]);
  });

  it("counts under every profile that asks, and is no finding under one that does not", async () => {
    const config = { "2.4-key-rotation": { exemptions: [{ ...NIGHTLY, resource: "key" }] } };
    const key = resource("aws:kms/key:Key", "key", { enableKeyRotation: false });
    assert.deepEqual(await finds(["2.4-key-rotation"], [key], config), []);
    for (const profile of ["REGULATED", "RESTRICTED"] as const) {
      const [found] = await finds(["2.4-key-rotation"], [key], config, { profile });
      assert.match(found ?? "", /^\[advisory\] key: 2\.4 Key rotation: .* Exempt until 2027-01-31/);
    }
  });

  it("is enforced again from the day after its last", async () => {
    const on = (today: string) => finds([BACKUPS], [db("nightly")], backups(NIGHTLY), { today });
    assert.deepEqual(await on("2027-01-31"), [`[advisory] nightly: ${TOO_FEW} ${UNTIL}`]);
    assert.deepEqual(await on("2027-02-01"), [
      `[mandatory] nightly: ${TOO_FEW} Its exemption by data-team expired on 2027-01-31: comply, or renew it with the reason that holds now.`,
    ]);
  });

  it("leaves what cannot be told as it was, beside what it exempts", async () => {
    const untold =
      "[advisory] nightly: 3.3 Automated backups: undetermined, because backupRetentionPeriod is not known until the update. pulumi up decides it.";
    assert.deepEqual(await finds([BACKUPS], [db("nightly", unknown)], backups(NIGHTLY)), [untold]);
    const two = resource("kubernetes:apps/v1:Deployment", "agent", {
      spec: {
        template: {
          spec: {
            containers: [
              { name: "a", image: "a:1", securityContext: { runAsUser: 0 } },
              { name: "b", image: "b:1", securityContext: { runAsUser: unknown } },
            ],
          },
        },
      },
    });
    const found = await finds([ROOT], [two], { [ROOT]: { exemptions: [AGENT] } });
    assert.equal(found.length, 2);
    assert.match(found[0] ?? "", /^\[advisory\] agent: .*container a .* Exempt until 2027-03-31/);
    assert.match(found[1] ?? "", /^\[advisory\] agent: .*undetermined, because container b (?!.*Exempt)/);
  });

  it("that nothing needs any more, or that matches nothing, is told as advice on the stack", async () => {
    assert.deepEqual(
      await finds([BACKUPS], [db("nightly", 30)], backups(NIGHTLY, { ...NIGHTLY, resource: "gone-*" })),
      [
        '[advisory] stack: 3.3 Automated backups: exemptions[0] for "nightly", by data-team, is not needed: nothing that it names violates this requirement. Remove it.',
        '[advisory] stack: 3.3 Automated backups: exemptions[1] for "gone-*", by data-team, matches nothing that this requirement judges in this stack. Correct it, or remove it.',
      ],
    );
    assert.deepEqual(
      await finds([ROOT], [app("agent", { runAsUser: 1000 })], { [ROOT]: { exemptions: [AGENT] } }),
      [
        '[advisory] stack: 7.1 Non-root user: exemptions[0] for "agent", by platform, is not needed: nothing that it names violates this requirement. Remove it.',
      ],
    );
  });

  it("of another stack is that stack's own matter", async () => {
    const other = urnOf(db("nightly")).replace("urn:pulumi:test::", "urn:pulumi:prod::");
    assert.deepEqual(
      await finds([BACKUPS], [db("nightly", 30)], backups({ ...NIGHTLY, resource: other })),
      [],
    );
    const own = urnOf(db("nightly"));
    assert.deepEqual(await finds([BACKUPS], [db("nightly")], backups({ ...NIGHTLY, resource: own })), [
      `[advisory] nightly: ${TOO_FEW} ${UNTIL}`,
    ]);
  });

  it("names the stack as a whole by the name of its own resource", () => {
    const { judge } = new TestAnalyzer("STANDARD", { names: [] });
    const config = (name: string) => ({
      [SETTINGS_POLICY]: { exemptions: [{ ...NIGHTLY, resource: name }] },
    });
    const appliesTo = (name: string) => {
      const exemptions = new Exemptions(config(name), requirements, judge.settings);
      const { urn, type } = { ...db("any"), urn: urnOf(db("any")) };
      const any = { urn, type, name: "any", inputs: new Inputs({}), dependencies: {}, identifiers: [] };
      exemptions.takeStack(new StackView([any], () => []));
      const outcome = violation({ says: "no profile is chosen" });
      const verdict = { requirement: requirementOf(SETTINGS_POLICY), resource: undefined, outcome };
      return exemptions.applied(verdict).exemption !== undefined;
    };
    assert.ok(appliesTo("fraiseql-test"));
    assert.ok(appliesTo("urn:pulumi:test::fraiseql::pulumi:pulumi:Stack::fraiseql-test"));
    assert.ok(appliesTo("*"));
    assert.ok(!appliesTo("any"));
  });

  it("keeps its resource from being remediated", async () => {
    const analyzer = new TestAnalyzer("STANDARD", { remediate: true, config: backups(NIGHTLY) });
    const [nightly, shop] = await analyzer.remediated([db("nightly"), db("shop")]);
    assert.equal(nightly?.props["backupRetentionPeriod"], 7);
    assert.equal(shop?.props["backupRetentionPeriod"], 30);
  });
});

describe("an exemption in the program", () => {
  const allowed = { [SETTINGS_POLICY]: { allowsExemptionsInCode: true } };
  const both = [ROOT, SETTINGS_POLICY];

  it("counts where the configuration allows it, wherever it stands in the program", async () => {
    const found = [`[mandatory] api: ${AS_ROOT}`, `[advisory] agent: ${AS_ROOT} ${AGENT_UNTIL}`];
    assert.deepEqual(await finds(both, [app("api"), app("agent"), declared("node")], allowed), found);
    assert.deepEqual(await finds(both, [declared("node"), app("api"), app("agent")], allowed), found);
  });

  it("counts for what the stack decides", async () => {
    const exemption = declared("few", { requirement: AUTOSCALING, resource: "agent" });
    const [found] = await finds([AUTOSCALING], [app("agent"), exemption], allowed);
    assert.match(found ?? "", /^\[advisory\] agent: 7\.2 Autoscaling: .* Exempt until 2027-03-31/);
  });

  it("does not count where the configuration does not allow it, and says so", async () => {
    assert.deepEqual(await finds(both, [app("agent"), declared("node")], {}), [
      `[mandatory] agent: ${AS_ROOT}`,
      "[mandatory] node: 7.1 Non-root user: exemption node exempts nothing: the pack's configuration does not allow exemptions in code. Write it there, under 7.1-non-root, or set allowsExemptionsInCode: true under 1.1-security-profile-selected.",
    ]);
  });

  it("never counts for what blocks a launch", async () => {
    const exemption = declared("nightly", { requirement: BACKUPS, ...NIGHTLY });
    assert.deepEqual(await finds([BACKUPS, SETTINGS_POLICY], [db("nightly"), exemption], allowed), [
      "[mandatory] nightly: 3.3 Automated backups: exemption nightly exempts nothing: what blocks a launch can be exempt in the pack's configuration alone, under 3.3-automated-backups.",
      `[mandatory] nightly: ${TOO_FEW}`,
    ]);
  });

  const refused: Readonly<Record<string, { change: Record<string, unknown>; says: readonly string[] }>> = {
    "a policy that does not exist": {
      change: { requirement: "7.1-nonroot" },
      says: [
        'Exemptions: exemption node exempts nothing: requirement is "7.1-nonroot", which is not a policy of this pack (did you mean 7.1-non-root?).',
      ],
    },
    "no policy": {
      change: { requirement: null },
      says: [
        "Exemptions: exemption node exempts nothing: requirement is missing; write a policy's name, such as 3.3-automated-backups.",
      ],
    },
    "a short reason and no owner": {
      change: { reason: "because", owner: undefined },
      says: [
        "7.1 Non-root user: exemption node exempts nothing: reason is too short; write why it is let be, in 10 characters or more.",
        "7.1 Non-root user: exemption node exempts nothing: owner is missing; write who answers for it.",
      ],
    },
    "a day too far ahead": {
      change: { expires: "2028-01-01" },
      says: [
        "7.1 Non-root user: exemption node exempts nothing: expires is 2028-01-01, 403 days ahead, and may be 365 days: 2027-11-24 at the latest.",
      ],
    },
    "a value that is not known yet": {
      change: { resource: unknown },
      says: [
        "7.1 Non-root user: exemption node exempts nothing: resource is not known until the update; write a resource's name or URN, or a pattern of either (* and ?).",
      ],
    },
    "a secret": {
      change: { reason: secret("canary-reason") },
      says: [
        "7.1 Non-root user: exemption node exempts nothing: reason is a secret, which nobody can read; write why it is let be, in 10 characters or more.",
      ],
    },
    "a list": {
      change: { owner: ["a", "b"] },
      says: [
        "7.1 Non-root user: exemption node exempts nothing: owner is not text, so it cannot be judged; write who answers for it.",
      ],
    },
  };
  for (const [what, { change, says }] of Object.entries(refused)) {
    it(`does not count with ${what}, and says what is wrong`, async () => {
      const found = await finds(both, [app("agent"), declared("node", change)], allowed);
      const lines = says.map((line) => `[mandatory] node: ${line}`);
      assert.deepEqual([...found].sort(), [...lines, `[mandatory] agent: ${AS_ROOT}`].sort());
    });
  }

  it("never shows what is secret in it", async () => {
    for (const key of ["requirement", ...Object.keys(exemptionKeys)]) {
      const stack = [app("agent"), declared("node", { [key]: secret("canary-secret") })];
      const found = await finds(both, stack, allowed);
      assert.ok(
        found.some((line) => line.includes(`${key} is a secret, which nobody can read; write`)),
        found.join("\n"),
      );
      assert.ok(!found.join().includes("canary"));
    }
  });

  it("that matches nothing is told at the policy's level, and one that is not needed as advice", async () => {
    assert.deepEqual(await finds(both, [app("agent", { runAsUser: 1000 }), declared("node")], allowed), [
      '[advisory] node: 7.1 Non-root user: exemption node for "agent", by platform, is not needed: nothing that it names violates this requirement. Remove it.',
    ]);
    assert.deepEqual(await finds(both, [app("api", { runAsUser: 1000 }), declared("node")], allowed), [
      '[mandatory] node: 7.1 Non-root user: exemption node for "agent", by platform, matches nothing that this requirement judges in this stack. Correct it, or remove it.',
    ]);
  });

  it("leaves what needs no exemption at its resource, where it is told first", () => {
    const analyzer = new TestAnalyzer("STANDARD", { names: [BACKUPS], config: allowed });
    assert.ok(!analyzer.judge.exemptions.isAwaited(requirementOf(BACKUPS)));
    assert.ok(analyzer.judge.exemptions.isAwaited(requirementOf(ROOT)));
  });
});
