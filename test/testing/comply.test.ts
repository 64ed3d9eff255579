import { strict as assert } from "assert";
import * as pulumi from "@pulumi/pulumi";
import * as rds from "@pulumi/aws/rds";
import * as apps from "@pulumi/kubernetes/apps/v1";
import * as autoscaling from "@pulumi/kubernetes/autoscaling/v2";
import { requirement } from "../../policies/evaluation/requirement";
import { notApplicable, pass, violation } from "../../policies/evaluation/outcome";
import { database } from "../../policies/kinds/database";
import { assertComplies, complianceFindings, type ComplianceOptions } from "../../testing/comply";
import { collectResources, type Program } from "../../testing/collect";
import { moment } from "../kit/moment";

const STANDARD: ComplianceOptions = { profile: "STANDARD", today: moment.today };
/** Everything else is somebody else's test. */
const only = (policy: string, more: ComplianceOptions["config"] = {}): ComplianceOptions => ({
  ...STANDARD,
  config: { all: "disabled", [policy]: "mandatory", ...more },
});
const backups = "3.3-automated-backups";

const db = (days: pulumi.Input<number>, more: Partial<rds.InstanceArgs> = {}) =>
  new rds.Instance("db", {
    engine: "postgres",
    instanceClass: "db.t4g.medium",
    backupRetentionPeriod: days,
    ...more,
  });
const short =
  "3.3 Automated backups: backupRetentionPeriod is 7 days; STANDARD needs at least 30. Set backupRetentionPeriod: 30.";

const said = async (program: Program, options: ComplianceOptions) =>
  (await complianceFindings(program, options)).map(({ level, message }) => `[${level}] ${message}`);

describe("complianceFindings", () => {
  it("gives findings as data", async () => {
    assert.deepEqual(await complianceFindings(() => db(7), only(backups)), [
      {
        policy: backups,
        item: "3.3.1",
        level: "mandatory",
        severity: "critical",
        message: short,
        urn: "urn:pulumi:stack::project::aws:rds/instance:Instance::db",
      },
    ]);
  });

  it("forgets the project of the program before", async () => {
    const urns = async (options: Pick<ComplianceOptions, "project" | "stack">) =>
      (await complianceFindings(() => db(7), { ...only(backups), ...options })).map(({ urn }) => urn);
    assert.deepEqual(await urns({ project: "shop", stack: "production" }), [
      "urn:pulumi:production::shop::aws:rds/instance:Instance::db",
    ]);
    assert.deepEqual(await urns({}), ["urn:pulumi:stack::project::aws:rds/instance:Instance::db"]);
  });

  it("leaves untold what another resource's output decides, as at a preview", async () => {
    const program = () => {
      const other = new rds.Instance("other", { instanceClass: "db.t4g.medium", backupRetentionPeriod: 30 });
      db(other.allocatedStorage);
    };
    assert.deepEqual(await said(program, only(backups)), [
      "[advisory] 3.3 Automated backups: undetermined, because backupRetentionPeriod is not known until the update. pulumi up decides it.",
    ]);
    const mocks = {
      newResource: ({ name, inputs }: pulumi.runtime.MockResourceArgs) => ({
        id: name,
        state: { ...(inputs as object), allocatedStorage: 7 },
      }),
    };
    assert.deepEqual(await said(program, { ...only(backups), mocks }), [`[mandatory] ${short}`]);
  });

  it("follows outputs that only an update knows to the resource that has them", async () => {
    const program = (isGrouped: boolean) => () => {
      const deployment = new apps.Deployment("api", {
        spec: {
          selector: { matchLabels: { app: "fraiseql" } },
          template: {
            metadata: { labels: { app: "fraiseql" } },
            spec: { containers: [{ name: "api", image: "fraiseql:1" }] },
          },
        },
      });
      if (!isGrouped) return;
      new autoscaling.HorizontalPodAutoscaler("api", {
        spec: {
          minReplicas: 2,
          maxReplicas: 9,
          scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment.metadata.name },
          metrics: [
            {
              type: "Resource",
              resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } },
            },
          ],
        },
      });
    };
    assert.equal((await said(program(false), only("7.2-autoscaling"))).length, 1);
    assert.deepEqual(await said(program(true), only("7.2-autoscaling")), []);
  });

  it("never shows a secret", async () => {
    const found = await said(
      () => db(pulumi.secret(7), { password: pulumi.secret("canary-password") }),
      STANDARD,
    );
    assert.ok(found.some((line) => line.includes("backupRetentionPeriod is a secret value")));
    assert.doesNotMatch(found.join("\n"), /canary|is 7 days/);
  });

  it("takes the stack's configuration, and gives it back", async () => {
    const before = pulumi.runtime.allConfig();
    const program = () => {
      assert.equal(new pulumi.Config("fraiseql-checklist").require("profile"), "STANDARD");
      db(new pulumi.Config("shop").requireNumber("days"));
    };
    const options = { ...only(backups), stackConfig: { "shop:days": "30" } };
    assert.deepEqual(await said(program, options), []);
    assert.deepEqual(pulumi.runtime.allConfig(), before);
  });

  it("judges by the strictest profile that is asked for", async () => {
    const stackConfig = { "fraiseql-checklist:profile": "RESTRICTED" };
    const [found] = await said(() => db(7), { ...only(backups), stackConfig });
    assert.match(found ?? "", /RESTRICTED needs at least 30/);
    const lower = { "fraiseql-checklist:profile": "STANDARD" };
    const [kept] = await said(() => db(7), { ...only(backups), profile: "REGULATED", stackConfig: lower });
    assert.match(kept ?? "", /REGULATED needs at least 30/);
  });

  describe("takes the pack's configuration:", () => {
    const program = () => db(7);
    it("levels", async () => {
      assert.deepEqual(await said(program, only(backups, { [backups]: "disabled" })), []);
      assert.deepEqual(await said(program, only(backups, { [backups]: "advisory" })), [
        `[advisory] ${short}`,
      ]);
      assert.deepEqual(await said(program, only(backups, { [backups]: "remediate" })), []);
      const untouched = await said(program, { ...STANDARD, config: { all: "advisory" } });
      assert.ok(untouched.length > 1 && untouched.every((line) => line.startsWith("[advisory]")));
    });
    it("thresholds", async () => {
      const config = { [backups]: { enforcementLevel: "mandatory", backupRetentionDays: 90 } } as const;
      const [found] = await said(() => db(35), only(backups, config));
      assert.match(found ?? "", /35 days; STANDARD needs at least 90/);
    });
    it("exemptions", async () => {
      const reason = "Rebuilt from production every night.";
      const exemptions = [{ resource: "db", reason, owner: "data-team", expires: "2027-01-31" }];
      const config = { [backups]: { enforcementLevel: "mandatory", exemptions } } as const;
      assert.deepEqual(await said(program, only(backups, config)), [
        `[advisory] ${short} Exempt until 2027-01-31, by data-team: ${reason}`,
      ]);
    });
    it("and tells every mistake in it", async () => {
      await assert.rejects(
        said(program, { ...STANDARD, config: { "3.3-backups": {}, [backups]: { backupRetentionDays: 7 } } }),
        /"3.3-backups", which is not a policy of this pack[^]*backupRetentionDays is 7, which is looser/,
      );
    });
  });

  it("judges by requirements of your own too", async () => {
    const named = requirement({
      item: "3.1.9",
      name: "3.1-named-by-team",
      title: "Team",
      description: "Databases are named by their team.",
      why: "Somebody has to answer for them.",
      from: "STANDARD",
      severity: "low",
      decidedBy: "resource",
      howToFix: "Start the name with the team's.",
      each: database,
      check: (_, { subject }) =>
        subject.resource.type.startsWith("gcp:")
          ? notApplicable("it is on Google Cloud")
          : subject.resource.name.startsWith("data-")
            ? pass
            : violation({
                says: "its name does not say whose it is",
                needs: "a name that starts with data-",
              }),
    });
    const options = {
      ...STANDARD,
      requirements: [named],
      config: { all: "disabled", [named.name]: "mandatory" },
    } as const;
    assert.deepEqual(await said(() => db(30), options), [
      "[mandatory] 3.1 Team: its name does not say whose it is; STANDARD needs a name that starts with data-.",
    ]);
  });

  it("runs programs in turn, and waits for those that take long", async () => {
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return db(7);
    };
    const [one, other] = await Promise.all([said(slow, only(backups)), said(() => db(30), only(backups))]);
    assert.deepEqual([one, other], [[`[mandatory] ${short}`], []]);
  });

  it("says what the program throws, and that a program without resources is none", async () => {
    await assert.rejects(
      said(() => {
        throw new Error("no such region");
      }, STANDARD),
      /no such region/,
    );
    await assert.rejects(
      said(() => undefined, STANDARD),
      /registered no resource: a module runs once/,
    );
    assert.deepEqual(await said(() => db(30), only(backups)), []);
  });

  it("says what rejects an input, whose resource would be missing", async () => {
    const broken = pulumi.output(7).apply((): number => {
      throw new Error("no such number");
    });
    await assert.rejects(
      said(
        () => [db(30), new rds.Instance("other", { instanceClass: "a", backupRetentionPeriod: broken })],
        STANDARD,
      ),
      /no such number/,
    );
  });

  it("names resources of Kubernetes as the provider does, where the program does not", async () => {
    const resources = await collectResources(() => {
      new apps.Deployment("api", { spec: {} } as unknown as apps.DeploymentArgs);
      new apps.Deployment("web", { metadata: { name: "web" }, spec: {} } as unknown as apps.DeploymentArgs);
    });
    const names = resources.map(({ props }) => (props["metadata"] as { name?: string }).name);
    assert.match(names[0] ?? "", /^api-[0-9a-f]{8}$/);
    assert.equal(names[1], "web");
  });
});

describe("assertComplies", () => {
  it("accepts what complies, whatever is advised", async () => {
    await assertComplies(() => db(30), only(backups));
    await assertComplies(() => db(7), only(backups, { [backups]: "advisory" }));
  });

  it("lists what blocks, as the command line words it", async () => {
    const options = only(backups, { "3.1-database-not-public": "mandatory" });
    await assert.rejects(
      assertComplies(() => db(7, { publiclyAccessible: true }), options),
      {
        name: "AssertionError",
        message: [
          "not compliant with STANDARD: 2 findings block it",
          "    - [mandatory] [severity: critical]  3.1-database-not-public  (aws:rds/instance:Instance: db)",
          "      3.1 Database not public: publiclyAccessible is true; STANDARD needs false. Set publiclyAccessible: false.",
          `    - [mandatory] [severity: critical]  ${backups}  (aws:rds/instance:Instance: db)`,
          `      ${short}`,
        ].join("\n"),
      },
    );
  });

  it("judges resources that were collected once by several profiles", async () => {
    const resources = await collectResources(() => db(30));
    await assertComplies(resources, only(backups));
    await assertComplies(resources, { ...only(backups), profile: "RESTRICTED" });
  });
});
