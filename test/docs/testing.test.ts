import { strict as assert } from "assert";
import * as fs from "fs";
import { createRequire } from "module";
import * as path from "path";
import * as ts from "typescript";
import * as requirements from "../../policies/requirements";
import * as testing from "../../testing";
import { ROOT } from "../engine/examples";

const page = fs.readFileSync(path.join(ROOT, "docs", "testing.md"), "utf8");

function examples(language: string): readonly string[] {
  return [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? "");
}

type Run = () => unknown;
const load = createRequire(__filename);

/** What the page's modules import; each module of the page runs anew, for each that imports it. */
function modules(tests: Map<string, Run>): (name: string) => unknown {
  const [program = "", , , , requirement = ""] = examples("ts");
  const find = (name: string): unknown => {
    switch (name) {
      case "node:test":
        return {
          describe: (_: string, run: Run) => run(),
          test: (title: string, run: Run) => tests.set(title, run),
        };
      case "fraiseql-checklist/testing":
        return testing;
      case "fraiseql-checklist/requirements":
        return requirements;
      case "./index":
        return run(program, find);
      case "./two-months":
        return run(requirement, find);
      default:
        return load(name) as unknown;
    }
  };
  return find;
}

/** Runs a module of the page, and gives what it exports. */
function run(source: string, find: (name: string) => unknown): object {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  const exports = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's own module
  const evaluate = new Function("require", "exports", outputText) as (
    require: typeof find,
    exports: object,
  ) => void;
  evaluate(find, exports);
  return exports;
}

/** The tests that a module of the page declares. */
function testsIn(source: string): ReadonlyMap<string, Run> {
  const tests = new Map<string, Run>();
  run(source, modules(tests));
  return tests;
}

describe("docs/testing.md", function () {
  this.timeout(60_000);
  const [, first = "", collected = "", gradual = "", , cases = ""] = examples("ts");

  it("shows what the failing test says", async () => {
    const [test] = testsIn(first).values();
    assert.ok(test);
    await assert.rejects(() => Promise.resolve().then(test), {
      name: "AssertionError",
      message: examples("")[0]?.trimEnd() ?? "",
    });
  });

  it("shows a test of collected resources that tells of the backups", async () => {
    const [test] = testsIn(collected).values();
    assert.ok(test);
    await assert.rejects(
      () => Promise.resolve().then(test),
      /backupRetentionPeriod is 7 days; REGULATED needs at least 30/,
    );
  });

  it("shows a test that accepts what is only advisory", async () => {
    const [test] = testsIn(gradual).values();
    assert.ok(test);
    await test();
  });

  it("shows cases of a requirement that hold", async () => {
    const tests = testsIn(cases);
    assert.equal(tests.size, 2 * 6 + 1);
    for (const test of tests.values()) await test();
  });

  it("names every option", () => {
    const options: Record<keyof testing.ComplianceOptions, true> = {
      profile: true,
      config: true,
      stackConfig: true,
      requirements: true,
      project: true,
      stack: true,
      mocks: true,
      preview: true,
      today: true,
    };
    const table = page.slice(page.indexOf("| option"), page.indexOf("`complianceFindings` takes"));
    for (const option of Object.keys(options)) assert.ok(table.includes(`\`${option}\``), option);
  });
});
