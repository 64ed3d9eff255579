import { strict as assert } from "assert";
import * as fs from "fs";
import { createRequire } from "module";
import * as path from "path";
import { parse } from "yaml";
import { complianceFindings, type ComplianceOptions } from "../../testing/comply";
import { ROOT, examples } from "../engine/examples";

const load = createRequire(__filename);

/** The messages that the real engine showed, without days: the examples' evidence moves with the calendar. */
function shownByEngine(folder: string, profile: string): readonly string[] {
  const file = path.join(
    ROOT,
    "test",
    "engine",
    "golden",
    `${path.relative("examples", folder)}.${profile}.txt`,
  );
  return fs
    .readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => line.trim().replace(/TODAY(-\d+)?/g, "DAY"))
    .sort();
}

describe("complianceFindings", function () {
  this.timeout(120_000);

  before(async () => {
    const { register } = await import("ts-node");
    register({
      transpileOnly: true,
      skipProject: true,
      compilerOptions: {
        module: "commonjs",
        moduleResolution: "node",
        target: "es2022",
        esModuleInterop: true,
      },
    });
  });

  for (const name of ["kubernetes", "aws"] as const) {
    const { folder } = examples[name].careless;
    it(`says of ${folder} what the policy pack says on the real engine`, async () => {
      const program = path.join(ROOT, folder);
      const found = await complianceFindings(() => load(path.join(program, "index.ts")), {
        profile: "STANDARD",
        stack: "careless-standard",
        ...projectOf(fs.readFileSync(path.join(program, "Pulumi.yaml"), "utf8")),
      });
      assert.deepEqual(
        found.map(({ message }) => message.replace(/\b\d{4}-\d{2}-\d{2}\b/g, "DAY")).sort(),
        shownByEngine(folder, "STANDARD"),
      );
    });
  }
});

/** The project's name, and the configuration that its file gives each stack. */
function projectOf(definition: string): Pick<ComplianceOptions, "project" | "stackConfig"> {
  const { name, config } = parse(definition) as {
    readonly name: string;
    readonly config: Readonly<Record<string, { readonly default: string }>>;
  };
  return {
    project: name,
    stackConfig: Object.fromEntries(
      Object.entries(config).map(([key, it]) => [`${name}:${key}`, it.default]),
    ),
  };
}
