import { strict as assert } from "assert";
import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import { reportFormats } from "../../../tools/report/render";
import { run } from "../../../tools/cli/run";
import { sampleReport } from "../../kit/reports";

const CANARY = "canary-5f1c";

describe("fraiseql-checklist report", () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
    write("acme~shop~production.json", sampleReport());
    write("clean.json", sampleReport({ clean: true, stack: { project: "shop", name: "staging" } }));
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  function file(name: string): string {
    return path.join(folder, name);
  }

  function write(name: string, content: unknown): string {
    fs.writeFileSync(file(name), typeof content === "string" ? content : JSON.stringify(content));
    return file(name);
  }

  function call(...args: string[]) {
    let out = "";
    let err = "";
    const exitCode = run(["report", ...args], { out: (text) => (out += text), err: (text) => (err += text) });
    return { exitCode, out, err };
  }

  const starts: Readonly<Record<(typeof reportFormats)[number], string>> = {
    markdown: "<!-- fraiseql-checklist -->\n\n## ",
    html: "<!doctype html>",
    sarif: '{\n  "version": "2.1.0"',
    junit: '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ',
    csv: "\uFEFForganization,",
    json: '{\n  "schemaVersion": 1',
  };
  const names = {
    markdown: "report.md",
    html: "report.html",
    sarif: "report.sarif",
    junit: "report.xml",
    csv: "report.csv",
    json: "report.json",
  };

  it("takes --json for --format json, and refuses it beside another format", () => {
    assert.equal(call(file("clean.json"), "--json").out, call(file("clean.json"), "--format", "json").out);
    const both = call(file("clean.json"), "--json", "--format", "html");
    assert.equal(both.exitCode, 2);
    assert.equal(both.err, "error: --json and --format html contradict each other; give one of them.\n");
  });

  for (const format of reportFormats) {
    it(`writes ${format}, as --format or as the name of --out says`, () => {
      const { exitCode, out, err } = call(file("clean.json"), "--format", format);
      assert.deepEqual([exitCode, err], [0, ""]);
      assert.ok(out.startsWith(starts[format]), out.slice(0, 60));
      const target = path.join(folder, "out", names[format]);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      assert.deepEqual(call(file("clean.json"), "--out", target), { exitCode: 0, out: "", err: "" });
      assert.equal(fs.readFileSync(target, "utf8"), out);
    });

    it(`writes ${format} of several reports`, () => {
      const { exitCode, out } = call(folder, "--format", format);
      assert.equal(exitCode, 0);
      assert.ok(out.includes("staging") && out.includes("production"));
    });

    it(`writes nothing into ${format} that a report should not hold`, () => {
      const report = withUnknownFields(sampleReport());
      assert.ok(JSON.stringify(report).includes(CANARY));
      const { exitCode, out } = call(write("out-of-form.json", report), "--format", format, "--full");
      fs.rmSync(file("out-of-form.json"));
      assert.equal(exitCode, 0);
      assert.ok(!out.includes(CANARY));
    });
  }

  it("writes Markdown when nothing else is said", () => {
    assert.ok(call(file("clean.json")).out.startsWith(starts.markdown));
  });

  it("gives back a report as it is, as JSON", () => {
    const { out } = call(file("clean.json"), "--format", "json");
    assert.deepEqual(JSON.parse(out), JSON.parse(fs.readFileSync(file("clean.json"), "utf8")));
  });

  describe("--fail-on", () => {
    it("exits with 1 when a box is violated, after the report is written", () => {
      const { exitCode, out, err } = call(file("acme~shop~production.json"), "--fail-on", "violation");
      assert.equal(exitCode, 1);
      assert.ok(out.startsWith(starts.markdown));
      assert.match(err, /^fraiseql-checklist: \d+ boxes are violated \(--fail-on violation\)\.\n$/);
    });

    it("exits with 1 when a box is open or undetermined", () => {
      const report = sampleReport();
      const open = {
        ...report,
        boxes: report.boxes.map((box) => ({ ...box, verdict: box.item === "8.1.1" ? "open" : "pass" })),
      };
      const name = write("out-open.json", open);
      assert.equal(call(name, "--fail-on", "violation").exitCode, 0);
      const { exitCode, err } = call(name, "--fail-on", "open");
      fs.rmSync(name);
      assert.equal(exitCode, 1);
      assert.equal(err, "fraiseql-checklist: 1 box is open (--fail-on open).\n");
    });

    it("exits with 0 when there is nothing of it", () => {
      assert.deepEqual(
        [call(file("clean.json"), "--fail-on", "open").exitCode, call(file("clean.json")).exitCode],
        [0, 0],
      );
    });
  });

  describe("what it refuses, with one error and exit code 2", () => {
    const wrong: Readonly<Record<string, { args: () => readonly string[]; says: RegExp }>> = {
      "a file that is not there": {
        args: () => [file("nothing.json")],
        says: /^error: .*nothing\.json cannot be read \(there is no such file\)\.\n$/,
      },
      "a file that is not JSON": {
        args: () => [write("wrong/text.json", `{"password": ${CANARY}`)],
        says: /text\.json is not JSON\.\n$/,
      },
      "JSON that is no report": {
        args: () => [write("wrong/other.json", { password: CANARY })],
        says: /other\.json is not a report of fraiseql-checklist: FRAISEQL_CHECKLIST_REPORT=<folder>/,
      },
      "a list": {
        args: () => [write("wrong/list.json", [sampleReport()])],
        says: /list\.json is not a report/,
      },
      "a report of a later form": {
        args: () => [write("wrong/later.json", { ...sampleReport(), schemaVersion: 2 })],
        says: /later\.json has schemaVersion 2, and this version of fraiseql-checklist reads 1: use the version that wrote it, or a later one\.\n$/,
      },
      "a report of a form that never was": {
        args: () => [write("wrong/zero.json", { ...sampleReport(), schemaVersion: 0 })],
        says: /zero\.json has schemaVersion 0, and .* reads 1: write the report again/,
      },
      "a report in which something is missing": {
        args: () => [write("wrong/short.json", { ...sampleReport(), boxes: undefined })],
        says: /short\.json is not a valid report: it must have required property 'boxes'\.\n$/,
      },
      "a report with a verdict that is none": {
        args: () => [
          write("wrong/verdict.json", {
            ...sampleReport(),
            boxes: [{ item: "1", section: "1", title: "a", verdict: CANARY, requirements: [] }],
          }),
        ],
        says: /verdict\.json is not a valid report: boxes\.0\.verdict must be equal to one of the allowed values: pass, /,
      },
      "two reports of one stack": {
        args: () => [
          file("clean.json"),
          write("wrong/again.json", fs.readFileSync(file("clean.json"), "utf8")),
        ],
        says: /clean\.json and .*again\.json are both reports of shop\/staging: name one of them\.\n$/,
      },
      "a folder without a report": {
        args: () => {
          fs.mkdirSync(file("empty"), { recursive: true });
          return [file("empty")];
        },
        says: /empty holds no report \(\*\.json\)\.\n$/,
      },
      "a name of --out that tells no format": {
        args: () => [file("clean.json"), "--out", file("report.txt")],
        says: /^error: --out .*report\.txt does not tell the format; add --format <format>\.\n$/,
      },
      "a place that cannot be written": {
        args: () => [file("clean.json"), "--out", file("no/such/folder/report.md")],
        says: /report\.md cannot be written \(there is no such folder\)\.\n$/,
      },
      "a format that is none": {
        args: () => [file("clean.json"), "--format", "pdf"],
        says: /'pdf' is invalid\. Allowed choices are markdown, html, sarif, junit, csv, json\./,
      },
      "no file": { args: () => [], says: /missing required argument 'file'/ },
    };
    before(() => fs.mkdirSync(file("wrong"), { recursive: true }));
    for (const [what, { args, says }] of Object.entries(wrong)) {
      it(what, () => {
        const { exitCode, out, err } = call(...args());
        assert.equal(exitCode, 2);
        assert.equal(out, "");
        assert.match(err, says);
        assert.equal(err.trim().split("\n").length, 1);
        assert.ok(!err.includes(CANARY));
      });
    }
  });
});

/** The value with a field that no report has, in each object whose fields are known. */
function withUnknownFields(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((it: unknown) => withUnknownFields(it));
  if (typeof value !== "object" || value === null || key === "measurements") return value;
  return {
    ...Object.fromEntries(Object.entries(value).map(([name, it]) => [name, withUnknownFields(it, name)])),
    inputs: { password: CANARY },
  };
}
