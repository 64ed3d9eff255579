import { strict as assert } from "assert";
import { execFileSync } from "child_process";
import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import { parse } from "yaml";
import { FOLDER_VARIABLE } from "../../policies/crossguard/report-writer";
import { ANALYZE_VERSION, ensurePulumi } from "../../tools/pulumi-cli";
import { reviewConfig } from "../../tools/cli/config-file";
import { run } from "../../tools/cli/run";
import { TestAnalyzer } from "../kit/analyzer";
import { moment } from "../kit/moment";
import { ROOT } from "../engine/examples";

const page = fs.readFileSync(path.join(ROOT, "docs", "organisation.md"), "utf8");
const examples = (language: string): readonly string[] =>
  [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? "");

/** A step of a workflow, or a job of GitLab's. */
interface Recipe {
  readonly run?: string;
  readonly script?: readonly string[];
  readonly after_script?: readonly string[];
}

const [github = "", gitlab = ""] = examples("yaml");

/** Every command line of the page, in shell blocks and recipes; continued lines are one. */
function commands(): readonly string[] {
  const { jobs } = parse(github) as { jobs: { preview: { steps: readonly Recipe[] } } };
  const { checklist } = parse(gitlab) as { checklist: Recipe };
  return [
    ...examples("sh"),
    ...jobs.preview.steps.flatMap(({ run }) => run ?? []),
    ...(checklist.script ?? []),
    ...(checklist.after_script ?? []),
  ]
    .join("\n")
    .replace(/\\\n\s*/g, "")
    .split(/\n| && | \| /);
}

/** The arguments of every call of a command, without what a shell would do with its output. */
function callsOf(command: string): readonly (readonly string[])[] {
  return commands().flatMap((line) => {
    const [, rest] = new RegExp(`(?:^|\\s)${command} (.*)`).exec(line) ?? [];
    const plain = rest?.replace(/ (\|\| true|>>? .*)$/, "").match(/"[^"]*"|\S+/g);
    return plain ? [plain.map((it) => it.replace(/"/g, ""))] : [];
  });
}

describe("docs/organisation.md", function () {
  this.timeout(900_000);

  it("shows a configuration without mistakes", () => {
    const [config = ""] = examples("json");
    assert.deepEqual(reviewConfig(config, moment.today), { mistakes: [], notes: [] });
  });

  it("shows commands of this package that work", () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "organisation-")));
    const before = process.cwd();
    try {
      process.chdir(folder);
      fs.mkdirSync("reports");
      fs.mkdirSync("policy");
      fs.writeFileSync("reports/shop~test.json", JSON.stringify(new TestAnalyzer("STANDARD").report()));
      const calls = callsOf("npx fraiseql-checklist");
      assert.ok(calls.length >= 10, String(calls.length));
      for (const args of calls) {
        let said = "";
        const note = (text: string) => (said += text);
        const code = run(args, { out: note, err: note, today: moment.today });
        assert.equal(code, 0, `${args.join(" ")}: ${said}`);
      }
      for (const file of ["audit.html", "audit.csv", "report.sarif", "report.xml", "report.html"]) {
        assert.ok(fs.existsSync(file), file);
      }
    } finally {
      process.chdir(before);
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  it("shows commands of Pulumi's that there are, with flags that there are", async () => {
    const { command, env } = await ensurePulumi({ version: ANALYZE_VERSION, log: console.error });
    const calls = callsOf("pulumi");
    assert.ok(calls.length >= 10, String(calls.length));
    for (const args of calls) {
      const last = args.findIndex((it) => !/^[a-z-]+$/.test(it) || it.startsWith("-"));
      const words = args.slice(0, last < 0 ? args.length : last).slice(0, 2);
      const help = execFileSync(command, [...words, "--help"], {
        encoding: "utf8",
        env: { ...process.env, ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      });
      // A command that is not there shows the help of the one above it; an alias that of its command.
      assert.match(
        help,
        new RegExp(`^\\s+pulumi ${words.map(() => "[a-z-]+").join(" ")} `, "m"),
        args.join(" "),
      );
      for (const flag of args.filter((it) => it.startsWith("--"))) {
        assert.match(help, new RegExp(`^.*${flag}\\b`, "m"), `${args.join(" ")}: ${flag}`);
      }
    }
  });

  it("has the pack write its report in both recipes, and hands over SARIF and JUnit", () => {
    for (const recipe of [github, gitlab]) {
      for (const word of [FOLDER_VARIABLE, "report.sarif", "report.xml"])
        assert.ok(recipe.includes(word), word);
    }
    assert.equal(
      (parse(gitlab) as { checklist: { artifacts: { reports: { junit: string } } } }).checklist.artifacts
        .reports.junit,
      "report.xml",
    );
  });

  it("names this package's version, files and pages", () => {
    const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
      version: string;
    };
    for (const [, named] of page.matchAll(/fraiseql-checklist(?:@| )(\d+\.\d+\.\d+)/g))
      assert.equal(named, version);
    for (const [, file = ""] of page.matchAll(/node_modules\/fraiseql-checklist\/(\S+\.json)/g)) {
      assert.ok(fs.existsSync(path.join(ROOT, file)), file);
    }
  });
});
