import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { FOLDER_VARIABLE } from "../../policies/crossguard/report-writer";
import { reportVerdicts } from "../../policies/evaluation/report";
import { verdictWords } from "../../tools/report/overview";
import { formatOf, reportFormats } from "../../tools/report/render";
import { ROOT } from "../engine/examples";

const page = fs.readFileSync(path.join(ROOT, "docs", "report.md"), "utf8");

/** The first two cells of the rows of the table whose head starts with a text. */
function rowsOf(head: string): readonly (readonly [string, string])[] {
  const table = page.slice(page.indexOf(`| ${head}`)).split("\n\n")[0] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((line) => {
      const [, first = "", second = ""] = line.split("|").map((cell) => cell.trim());
      return [first, second] as const;
    });
}

describe("docs/report.md", () => {
  it("lists every format, and the name of a file that chooses it", () => {
    const rows = rowsOf("`--format`").map(([format, ending]) =>
      [format, ending].map((it) => it.replace(/`/g, "")),
    );
    assert.deepEqual(
      rows.map(([format]) => format),
      reportFormats,
    );
    for (const [format, ending] of rows) assert.equal(formatOf(`report${ending ?? ""}`), format);
  });

  it("lists every verdict", () => {
    const labels = reportVerdicts.map((verdict) => verdictWords[verdict].label.toLowerCase());
    assert.deepEqual(
      rowsOf("verdict")
        .map(([label]) => label)
        .sort(),
      [...labels].sort(),
    );
  });

  it("names the variable, and pages that are there", () => {
    assert.ok(page.includes(`${FOLDER_VARIABLE}="$PWD/reports"`));
    for (const [, link = ""] of page.matchAll(/\]\(([^)]+)\)/g)) {
      assert.ok(fs.existsSync(path.join(ROOT, "docs", link)), link);
    }
  });
});
