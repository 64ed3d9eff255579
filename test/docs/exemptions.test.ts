import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import * as pulumi from "@pulumi/pulumi";
import * as ts from "typescript";
import * as evidence from "../../components/evidence";
import { exemptionKeys } from "../../policies/evaluation/exemption-form";
import type { PackConfig } from "../../policies/crossguard/settings";
import { reviewConfig } from "../../tools/cli/config-file";
import { TestAnalyzer } from "../kit/analyzer";
import { resource, type TestResource } from "../kit/cases";
import { moment } from "../kit/moment";

const PAGE = path.resolve(__dirname, "..", "..", "..", "docs", "exemptions.md");
const page = fs.readFileSync(PAGE, "utf8");

/** The page's examples in a language, in its order. */
function examples(language: string): readonly string[] {
  return [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? "");
}

const db = (name: string, days: number) =>
  resource("aws:rds/instance:Instance", name, { engine: "postgres", backupRetentionPeriod: days });

/** What is found, as the page writes it. */
async function finds(
  names: readonly string[],
  stack: readonly TestResource[],
  config: PackConfig,
  today = moment.today,
): Promise<string> {
  const analyzer = new TestAnalyzer("STANDARD", { names, config, moment: { ...moment, today } });
  const found = await analyzer.analyze(stack);
  return found.map(({ level, message }) => `[${level}] ${message}\n`).join("");
}

/** What the page's program registers. */
async function registeredBy(program: string): Promise<readonly TestResource[]> {
  const registered: TestResource[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push(resource(type, name, inputs as Record<string, unknown>));
      return { id: undefined, state: inputs as Record<string, unknown> };
    },
    call: () => ({}),
  });
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const require = (name: string): unknown => {
    assert.equal(name, "fraiseql-checklist/components/evidence");
    return evidence;
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's own program
  const load = new Function("require", "exports", outputText) as (
    find: typeof require,
    exports: object,
  ) => void;
  load(require, {});
  await pulumi.runtime.disconnect();
  return registered;
}

describe("docs/exemptions.md", () => {
  const [inConfig = "", allowance = ""] = examples("json");
  const [exempt, exemptInProgram, told = ""] = examples("");
  const backups = JSON.parse(inConfig) as PackConfig;
  const policy = ["3.3-automated-backups"];

  it("shows configurations without mistakes", () => {
    assert.equal(examples("json").length, 2);
    for (const example of examples("json")) {
      assert.deepEqual(reviewConfig(example, moment.today), { mistakes: [], notes: [] });
    }
  });

  it("shows what an exemption in the configuration does", async () => {
    assert.equal(await finds(policy, [db("nightly-copy", 7)], backups), exempt);
  });

  it("shows what an exemption in a program does", async () => {
    const [program = ""] = examples("ts");
    const agent = resource("kubernetes:apps/v1:DaemonSet", "agent", {
      spec: {
        template: {
          spec: { containers: [{ name: "agent", image: "agent:1", securityContext: { runAsUser: 0 } }] },
        },
      },
    });
    const stack = [agent, ...(await registeredBy(program))];
    assert.equal(await finds(["7.1-non-root"], stack, JSON.parse(allowance) as PackConfig), exemptInProgram);
  });

  it("shows what is told of exemptions", async () => {
    const lines = told.split(/(?<=\n)/);
    assert.deepEqual(
      [
        await finds(policy, [db("nightly-copy", 7)], backups, "2027-02-01"),
        await finds(policy, [db("nightly-copy", 30)], backups),
        await finds(policy, [db("shop", 30)], backups),
      ],
      lines,
    );
  });

  it("names every key", () => {
    for (const key of Object.keys(exemptionKeys)) assert.ok(page.includes(`| \`${key}\``), key);
  });
});
