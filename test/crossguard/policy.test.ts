import { strict as assert } from "assert";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { requirements } from "../../policies/checklist";
import { Judge } from "../../policies/crossguard/judge";
import { policyOf } from "../../policies/crossguard/policy";
import { requirement } from "../../policies/evaluation/requirement";
import { database } from "../../policies/kinds/database";
import { TestAnalyzer } from "../kit/analyzer";
import { resource, secret, unknown } from "../kit/cases";
import { moment } from "../kit/moment";

const db = (props: Record<string, unknown>) => resource("aws:rds/instance:Instance", "db", props);

describe("a policy", () => {
  const judge = new Judge({}, moment);
  const policies = requirements.map((it) => policyOf(it, judge));

  it("carries the metadata of its requirement", () => {
    for (const policy of policies) {
      assert.ok(policy.displayName && policy.description && policy.severity && policy.remediationSteps);
      assert.ok(policy.url?.startsWith("https://"));
      assert.equal(policy.framework?.version, "1.0");
      assert.ok(policy.tags?.some((tag) => tag.startsWith("from-")));
    }
  });

  it("offers its thresholds and exemptions, and no more, to configuration", () => {
    const backups = policies.find(({ name }) => name === "3.3-automated-backups");
    assert.deepEqual(Object.keys(backups?.configSchema?.properties ?? {}), [
      "backupRetentionDays",
      "exemptions",
    ]);
  });

  it("that fails inside fails closed, names itself, and leaves the preview alone", () => {
    const broken = requirement({
      item: "3.3.1",
      name: "3.3-broken",
      title: "Broken",
      description: "It breaks.",
      why: "To see what happens.",
      from: "STANDARD",
      severity: "low",
      decidedBy: "resource",
      howToFix: "Nothing helps.",
      each: database,
      check: () => {
        throw new TypeError("the password is hunter2");
      },
    });
    const said: string[] = [];
    const { validateResource } = policyOf(broken, judge);
    assert.ok(typeof validateResource === "function");
    const args = { type: "aws:rds/instance:Instance", urn: "urn", name: "db", props: {} };
    void validateResource(
      args as ResourceValidationArgs,
      ((finding: { message: string }) => {
        said.push(finding.message);
      }) as never,
    );
    assert.equal(said.length, 1);
    assert.match(
      said[0] ?? "",
      /3\.3 Broken: the check of 3\.3-broken failed inside the policy pack \(TypeError\)/,
    );
    assert.doesNotMatch(said[0] ?? "", /hunter2/);
  });

  it("says nothing of a type that no reader understands", async () => {
    const found = await new TestAnalyzer("RESTRICTED").analyze([
      resource("random:index/randomString:RandomString", "r", { length: 8, keepers: unknown }),
    ]);
    assert.deepEqual(found, []);
  });

  it("caps what it reports of a stack, and says how much more there is", async () => {
    const stack = Array.from({ length: 150 }, (_, i) =>
      resource("aws:rds/instance:Instance", `db${i}`, { backupRetentionPeriod: 1 }),
    );
    const found = await new TestAnalyzer("STANDARD", { names: ["3.3-automated-backups"] }).analyze(stack);
    assert.equal(found.length, 101);
    assert.ok(found.some(({ message }) => message.includes("50 more findings")));
  });
});

describe("a remediation", () => {
  it("keeps what is secret and what is unknown as it was", async () => {
    const before = db({
      backupRetentionPeriod: 1,
      password: secret("hunter2"),
      kmsKeyId: unknown,
      tags: { a: "b" },
    });
    const [after] = await new TestAnalyzer("STANDARD", { remediate: true }).remediated([before]);
    const props = after?.props ?? {};
    assert.equal(props["backupRetentionPeriod"], 30);
    assert.deepEqual(Object.values(props["password"] as object), [
      "1b47061264138c4ac30d75fd1eb44270",
      "hunter2",
    ]);
    assert.equal(props["kmsKeyId"], "04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    assert.deepEqual(props["tags"], { a: "b" });
  });
});

describe("odd shapes", () => {
  const shapes: readonly unknown[] = [
    null,
    "",
    "text",
    0,
    -1,
    true,
    [],
    {},
    [[]],
    [null],
    { a: null },
    unknown,
  ];
  for (const type of [
    "aws:rds/instance:Instance",
    "aws:kms/key:Key",
    "kubernetes:apps/v1:Deployment",
    "kubernetes:core/v1:PodList",
    "kubernetes:apps/v1:DeploymentPatch",
    "gcp:sql/databaseInstance:DatabaseInstance",
    "azure-native:dbforpostgresql:Server",
  ]) {
    it(`of ${type} never break the preview`, async () => {
      const analyzer = new TestAnalyzer("RESTRICTED");
      for (const shape of shapes) {
        for (const props of [
          { spec: shape, settings: shape, backup: shape, backupRetentionPeriod: shape, items: shape },
          {
            spec: { template: shape, containers: shape },
            metadata: shape,
            items: [shape],
            properties: shape,
          },
          { spec: { template: { spec: { containers: [shape], initContainers: shape, volumes: shape } } } },
        ]) {
          const found = await analyzer.analyze([resource(type, "odd", props)]);
          for (const { message } of found) assert.doesNotMatch(message, /failed inside/, message);
        }
      }
    });
  }
});
