import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import * as pulumi from "@pulumi/pulumi";
import { Key } from "@pulumi/aws/kms";
import { Instance } from "@pulumi/aws/rds";
import { EngineWorkspace, type EngineRun } from "./harness";

/** Reports, of every database, how its properties look to a policy. */
const PACK = {
  "pack/PulumiPolicy.yaml": "runtime: nodejs\nmain: index.js\n",
  "pack/package.json": JSON.stringify({ name: "dummy", version: "1.0.0", main: "index.js" }),
  "pack/index.js": `
    const pulumi = require("@pulumi/pulumi");
    const { PolicyPack } = require("@pulumi/policy");
    const profile = new pulumi.Config("fraiseql-checklist").get("profile");
    const secret = new pulumi.Config("fraiseql-checklist").get("token");

    function look(props, name) {
      try {
        return String(props[name]);
      } catch (error) {
        return error.constructor.name;
      }
    }

    new PolicyPack("dummy", {
      policies: [
        {
          name: "deployment-owner",
          description: "Deployments have an owner.",
          enforcementLevel: "mandatory",
          severity: "high",
          configSchema: { properties: { label: { type: "string", default: "owner", enum: ["owner", "team"] } } },
          validateResource: (args, report) => {
            const { label } = args.getConfig();
            const labels = args.props.metadata && args.props.metadata.labels;
            if (args.type === "kubernetes:apps/v1:Deployment" && !(labels && labels[label]))
              report("No label " + label + ".\\nA second line.");
          },
        },
        {
          name: "database-key",
          description: "What a policy sees of a database.",
          enforcementLevel: "advisory",
          validateResource: (args, report) => {
            if (args.type === "aws:rds/instance:Instance")
              report({ message: ["inputs", look(args.props, "kmsKeyId"), look(args.props, "password")].join(" ") });
          },
          validateStack: (args, report) => {
            for (const resource of args.resources)
              if (resource.type === "aws:rds/instance:Instance")
                report({
                  message: ["outputs", look(resource.props, "arn"), look(resource.props, "engine")].join(" "),
                  urn: resource.urn,
                });
          },
        },
        {
          name: "configuration",
          description: "What a policy sees of the configuration.",
          enforcementLevel: "advisory",
          validateStack: (args, report) => report({ message: profile + " " + secret }),
        },
        {
          name: "key-rotation",
          description: "Keys rotate.",
          enforcementLevel: "advisory",
          remediateResource: (args) => {
            if (args.type === "aws:kms/key:Key" && !args.props.enableKeyRotation)
              return { ...args.props, enableKeyRotation: true };
          },
        },
      ],
    });
  `,
};

const PROGRAM = {
  "program/Pulumi.yaml": "name: shop\nruntime: nodejs\n",
  "program/package.json": JSON.stringify({ name: "shop", main: "index.ts" }),
  "program/index.ts": `
    import * as pulumi from "@pulumi/pulumi";
    import { Key } from "@pulumi/aws/kms";
    import { Instance } from "@pulumi/aws/rds";
    import { Deployment } from "@pulumi/kubernetes/apps/v1";

    const key = new Key("key", { deletionWindowInDays: 30 });
    new Instance("db", {
      engine: "postgres",
      instanceClass: "db.t3.micro",
      allocatedStorage: 10,
      username: "shop",
      password: pulumi.secret("hunter2"),
      kmsKeyId: key.arn,
    });
    const labels = { app: "api" };
    const api = new Deployment("api", {
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: "api", image: "api:1.0.0" }] } },
      },
    });
    export const name: pulumi.Output<string> = api.metadata.name;
  `,
};

describe("engine harness", function () {
  // The first run may have to build the CLIs.
  this.timeout(900_000);

  let workspace: EngineWorkspace;
  let policyPack: string;
  let program: string;

  before(async () => {
    workspace = await EngineWorkspace.open({ log: (line) => console.log(`      ${line}`) });
    policyPack = workspace.write(PACK);
    program = workspace.write(PROGRAM);
  });

  after(() => workspace.close());

  describe("pulumi preview --policy-pack", () => {
    let run: EngineRun;

    before(async () => {
      run = await workspace.preview(program, {
        policyPack,
        config: {
          "fraiseql-checklist:profile": "REGULATED",
          "fraiseql-checklist:token": { secret: "t0ken" },
        },
      });
    });

    it("fails on a mandatory violation and shows it", () => {
      assert.notEqual(run.exitCode, 0);
      assert.deepEqual(
        run.violations.filter(({ level }) => level === "mandatory"),
        [
          {
            policy: "deployment-owner",
            level: "mandatory",
            severity: "high",
            message: "Deployments have an owner.\nNo label owner.\nA second line.",
            resource: {
              urn: "urn:pulumi:test::shop::kubernetes:apps/v1:Deployment::api",
              type: "kubernetes:apps/v1:Deployment",
              name: "api",
            },
          },
        ],
      );
      const block = [
        "        - [mandatory] [severity: high]  deployment-owner  (kubernetes:apps/v1:Deployment: api)",
        "          Deployments have an owner.",
        "          No label owner.",
        "          A second line.",
      ];
      assert.ok(run.stdout.includes(block.join("\n")), run.stdout);
    });

    it("prints nothing but what the engine and the pack say", () => {
      assert.equal(run.stderr, "");
      assert.ok(!run.stdout.includes("warning"), run.stdout);
    });

    it("lets a policy see unknown values as unknown, and secrets as they are", () => {
      assert.deepEqual(messages(run, "database-key"), [
        "inputs UnknownValueError hunter2",
        "outputs UnknownValueError postgres",
      ]);
    });

    it("gives the policy pack the stack's configuration", () => {
      // The engine masks secret configuration in all it prints; it does not do so with a resource's secrets.
      assert.deepEqual(messages(run, "configuration"), ["REGULATED [secret]"]);
    });

    it("leaves the program's folder as it was", () => {
      const expected = Object.keys(PROGRAM).map((file) => path.basename(file));
      assert.deepEqual(fs.readdirSync(program).sort(), expected.sort());
    });
  });

  describe("with a policy config", () => {
    it("reads it from an object", async () => {
      const policyPackConfig = { "deployment-owner": { label: "team" }, "all": "advisory" };
      const run = await workspace.preview(program, { policyPack, policyPackConfig });
      assert.equal(run.exitCode, 0, run.stdout + run.stderr);
      assert.match(messages(run, "deployment-owner").join(), /No label team/);
    });

    it("shows what is wrong with it", async () => {
      const policyPackConfig = { "deployment-owner": { label: "boss" } };
      const run = await workspace.preview(program, { policyPack, policyPackConfig });
      assert.notEqual(run.exitCode, 0);
      assert.match(
        run.stdout,
        /deployment-owner: label: label must be one of the following: "owner", "team"/,
      );
    });

    it("collects remediations", async () => {
      const policyPackConfig = { "key-rotation": "remediate" };
      const run = await workspace.preview(program, { policyPack, policyPackConfig });
      assert.deepEqual(
        run.remediations.map(({ policy, resource, before, after }) => [policy, resource.name, before, after]),
        [
          [
            "key-rotation",
            "key",
            { deletionWindowInDays: 30 },
            { deletionWindowInDays: 30, enableKeyRotation: true },
          ],
        ],
      );
    });
  });

  describe("pulumi up, then pulumi policy analyze", () => {
    const stack = "live";
    const lenient = { all: "advisory" };

    it("creates the resources, exports them and analyzes them", async () => {
      const up = await workspace.up(program, { stack, policyPack, policyPackConfig: lenient });
      assert.equal(up.exitCode, 0, up.stdout + up.stderr);

      const { file, state } = await workspace.exportStack(program, { stack });
      const key = state.deployment.resources.find(({ type }) => type === "aws:kms/key:Key");
      const database = state.deployment.resources.find(({ type }) => type === "aws:rds/instance:Instance");
      assert.match(String(key?.outputs?.["arn"]), /^arn:aws:kms:us-east-1:123456789012:key\/key-/);
      assert.equal(database?.inputs?.["kmsKeyId"], key?.outputs?.["arn"]);
      assert.ok(!JSON.stringify(state).includes("hunter2"));

      const analysis = await workspace.analyze(file, { policyPack });
      assert.equal(analysis.exitCode, 1, analysis.stdout + analysis.stderr);
      assert.equal(analysis.violations.filter(({ level }) => level === "mandatory").length, 1);
      assert.match(messages(analysis, "database-key")[0] ?? "", /^inputs arn:aws:kms/);

      const again = await workspace.analyze(file, { policyPack, policyPackConfig: lenient });
      assert.equal(again.exitCode, 0, again.stdout + again.stderr);
    });

    it("plans no change when nothing changed", async () => {
      const run = await workspace.preview(program, { stack });
      assert.equal(run.exitCode, 0, run.stdout + run.stderr);
      assert.match(run.stdout, /4 unchanged/);
    });
  });

  describe("Automation API", () => {
    it("previews a function", async () => {
      const run = await workspace.previewInline(
        () => {
          const key = new Key("key");
          new Instance("db", {
            engine: "postgres",
            instanceClass: "db.t3.micro",
            password: pulumi.secret("hunter2"),
            kmsKeyId: key.arn,
          });
          return Promise.resolve();
        },
        { policyPack, config: { "fraiseql-checklist:profile": "RESTRICTED" } },
      );
      assert.equal(run.exitCode, 0, run.stdout + run.stderr);
      assert.deepEqual(messages(run, "database-key"), [
        "inputs UnknownValueError hunter2",
        "outputs UnknownValueError postgres",
      ]);
      assert.deepEqual(messages(run, "configuration"), ["RESTRICTED undefined"]);
    });
  });
});

function messages(run: EngineRun, policy: string): string[] {
  return run.violations.filter((violation) => violation.policy === policy).map(({ message }) => message);
}
