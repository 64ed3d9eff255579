import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { requirements } from "../../policies/checklist";
import { isAskedBy } from "../../policies/evaluation/evaluate";
import type { Provider, Requirement } from "../../policies/evaluation/requirement";
import { wholeStack } from "../../policies/evaluation/stack";
import { profileNames, profiles } from "../../profiles";
import {
  exampleNames,
  examples,
  previewDeployedExample,
  previewExample,
  ROOT,
  type Example,
} from "./examples";
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

  for (const name of exampleNames) {
    for (const profile of profileNames) {
      describe(`${name} under ${profile}`, () => {
        const { careless, compliant, providers, keeps } = examples[name];
        let findings: readonly Violation[] = [];

        it("finds in the careless one what the golden file says", async () => {
          const run = await previewExample(workspace, careless, profile);
          findings = run.violations;
          assert.notEqual(run.exitCode, 0, run.stdout + run.stderr);
          assertGolden(goldenFile(careless, profile), run);
        });

        it("finds in it something of every requirement that the profile asks", () => {
          const found = new Set(findings.filter(isVerdict).map(({ policy }) => policy));
          const asked = requirements.filter(
            (requirement) => isAskedBy(requirement, profiles[profile]) && isShownBy(providers, requirement),
          );
          assert.deepEqual(
            asked.map((requirement) => requirement.name).filter((policy) => !found.has(policy)),
            Object.keys(keeps),
          );
        });

        it("finds nothing in the compliant one", async () => {
          const run = await previewExample(workspace, compliant, profile);
          assertGolden(goldenFile(compliant, profile), run);
          assert.deepEqual(run.violations, []);
          assert.equal(run.exitCode, 0, run.stdout + run.stderr);
          assert.equal(run.stderr, "");
        });
      });
    }

    it(`${name} under RESTRICTED is compliant as well once it is deployed, and every value is known`, async () => {
      const { compliant } = examples[name];
      const { up, preview } = await previewDeployedExample(workspace, compliant, "RESTRICTED");
      assert.equal(up.exitCode, 0, up.stdout + up.stderr);
      assert.deepEqual(preview.violations, []);
    });
  }
});

/** False for a requirement that no resource of these providers shows: it finds nothing there. */
function isShownBy(
  providers: readonly Provider[],
  { kinds, silentOn }: Pick<Requirement, "kinds" | "silentOn">,
): boolean {
  return kinds.includes(wholeStack) || providers.some((provider) => silentOn?.[provider] === undefined);
}

/** False for a finding that something could not be told. */
function isVerdict({ message }: Violation): boolean {
  return !message.includes(": undetermined, because ");
}

/** `examples/aws/careless` has its findings in `golden/aws/careless.STANDARD.txt`. */
function goldenFile({ folder }: Example, profile: string): string {
  return path.join(GOLDEN, `${path.relative("examples", folder)}.${profile}.txt`);
}

/** Compares a run's findings with a golden file; UPDATE_GOLDEN=1 writes it instead. */
function assertGolden(file: string, run: EngineRun): void {
  const actual = findingsOf(run);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    fs.mkdirSync(path.dirname(file), { recursive: true });
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

/** The text with days counted from today: the examples' evidence moves with the calendar. */
function withoutDays(text: string): string {
  const today = Date.parse(new Date().toISOString().slice(0, 10));
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => {
    const ago = (today - Date.parse(day)) / 86_400_000;
    return ago === 0 ? "TODAY" : `TODAY-${ago}`;
  });
}

/** One line per resource and policy, then its messages. */
function findingsOf({ violations }: EngineRun): string {
  const entries = violations.map(({ policy, level, resource, message }) => ({
    heading: `${policy} [${level}] ${resource.type} ${resource.name}`,
    text: withoutDays(message),
  }));
  const headings = [...new Set(entries.map(({ heading }) => heading))].sort();
  return headings
    .map((heading) => {
      const texts = entries.filter((entry) => entry.heading === heading).map(({ text }) => `  ${text}`);
      return `${heading}\n${texts.sort().join("\n")}\n`;
    })
    .join("\n");
}
