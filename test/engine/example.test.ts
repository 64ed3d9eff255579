import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { requirements } from "../../policies/checklist";
import { isAskedBy } from "../../policies/evaluation/evaluate";
import { providers, type Requirement } from "../../policies/evaluation/requirement";
import { wholeStack } from "../../policies/evaluation/stack";
import { profileNames, profiles } from "../../profiles";
import { pending } from "../checklist/pending";
import { examples, previewExample, ROOT } from "./examples";
import { EngineWorkspace, type EngineRun, type Violation } from "./harness";

const GOLDEN = path.join(ROOT, "test", "engine", "golden");

describe("examples", function () {
  // The first run may have to build the CLI.
  this.timeout(900_000);

  let workspace: EngineWorkspace;

  before(async () => {
    workspace = await EngineWorkspace.open({ log: (line) => console.log(`      ${line}`) });
  });

  after(() => workspace.close());

  for (const profile of profileNames) {
    describe(`under ${profile}`, () => {
      let careless: EngineRun;

      it("finds in the careless one what the golden file says", async () => {
        careless = await previewExample(workspace, examples.careless, profile);
        assert.notEqual(careless.exitCode, 0, careless.stdout + careless.stderr);
        assertGolden(`careless.${profile}.txt`, careless);
      });

      it("finds in it something of every requirement that the profile asks", () => {
        const found = new Set(careless.violations.filter(isVerdict).map(({ policy }) => policy));
        const asked = requirements.filter(
          (requirement) => isAskedBy(requirement, profiles[profile]) && canFind(requirement),
        );
        assert.deepEqual(
          asked.map(({ name }) => name).filter((name) => !found.has(name)),
          [],
        );
      });

      it("finds nothing in the compliant one", async () => {
        const run = await previewExample(workspace, examples.compliant, profile);
        assertGolden(`compliant.${profile}.txt`, run);
        assert.deepEqual(run.violations, []);
        assert.equal(run.exitCode, 0, run.stdout + run.stderr);
        assert.equal(run.stderr, "");
      });
    });
  }
});

/** False for a requirement that no provider's resources show, or none so far: it finds nothing anywhere. */
function canFind({ name, kinds, silentOn }: Requirement): boolean {
  return (
    kinds.includes(wholeStack) ||
    providers.some(
      (provider) => silentOn?.[provider] === undefined && pending[name]?.includes(provider) !== true,
    )
  );
}

/** False for a finding that something could not be told. */
function isVerdict({ message }: Violation): boolean {
  return !message.includes(": undetermined, because ");
}

/** Compares a run's findings with a golden file; UPDATE_GOLDEN=1 writes it instead. */
function assertGolden(name: string, run: EngineRun): void {
  const file = path.join(GOLDEN, name);
  const actual = findingsOf(run);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    fs.mkdirSync(GOLDEN, { recursive: true });
    fs.writeFileSync(file, actual);
    return;
  }
  assert.ok(fs.existsSync(file), `${file} does not exist; UPDATE_GOLDEN=1 npm test writes it`);
  assert.equal(
    actual,
    fs.readFileSync(file, "utf8"),
    "UPDATE_GOLDEN=1 npm test accepts the findings as they are",
  );
}

/** One line per resource and policy, then its messages. */
function findingsOf({ violations }: EngineRun): string {
  const entries = violations.map(({ policy, level, resource, message }) => ({
    heading: `${policy} [${level}] ${resource.type} ${resource.name}`,
    text: message,
  }));
  const headings = [...new Set(entries.map(({ heading }) => heading))].sort();
  return headings
    .map((heading) => {
      const texts = entries.filter((entry) => entry.heading === heading).map(({ text }) => `  ${text}`);
      return `${heading}\n${texts.sort().join("\n")}\n`;
    })
    .join("\n");
}
