import { strict as assert } from "assert";
import { parse } from "csv-parse/sync";
import { renderCsv } from "../../../tools/report/csv";
import { sampleReport, smallestReport } from "../../kit/reports";

function rowsOf(text: string): readonly Readonly<Record<string, string>>[] {
  return parse(text, { bom: true, columns: true, relax_column_count: false, record_delimiter: "\r\n" });
}

describe("report --format csv", () => {
  it("has a row for each result, and for each requirement and box without one", () => {
    const report = sampleReport();
    const rows = rowsOf(renderCsv([report]));
    const results = report.requirements.reduce(
      (sum, { results, remarks = [] }) => sum + Math.max(1, results.length + remarks.length),
      0,
    );
    const answered = new Set(report.requirements.map(({ item }) => item));
    const boxes = report.boxes.filter(({ item }) => !answered.has(item)).length;
    assert.equal(rows.length, results + boxes);
    assert.deepEqual(
      [...new Set(rows.map(({ item }) => item))],
      report.boxes.map(({ item }) => item),
    );
  });

  it("tells what was said, of what, and the exemption", () => {
    const row = rowsOf(renderCsv([sampleReport()])).find(
      ({ requirement, verdict }) => requirement === "2.4-key-rotation" && verdict === "exempt",
    );
    assert.ok(row);
    assert.equal(row["stack"], "production");
    assert.equal(row["box"], "KMS Provider Configured");
    assert.equal(row["resource"], "legacy-ledger");
    assert.equal(row["type"], "aws:kms/key:Key");
    assert.match(row["messages"] ?? "", /rotationPeriodInDays is 365/);
    assert.equal(row["exempt until"], "2027-03-31");
    assert.equal(row["exemption owner"], "payments-platform@acme.example");
  });

  it("ends its lines as RFC 4180 says, and starts with a byte order mark", () => {
    const text = renderCsv([sampleReport()]);
    assert.ok(text.startsWith("\uFEFForganization,project,stack,"));
    assert.ok(text.endsWith("\r\n"));
  });

  it("holds no formula, whatever a text starts with", () => {
    const rows = rowsOf(renderCsv([sampleReport({ hostile: true })]));
    const cells = rows.flatMap((row) => Object.values(row));
    assert.ok(cells.some((it) => it.startsWith("'=HYPERLINK(")));
    for (const cell of cells) {
      for (const line of cell.split("\n")) assert.doesNotMatch(cell === line ? cell : "", /^[=+\-@\t\r]/);
    }
  });

  it("has the columns alone where there is nothing to tell", () => {
    assert.deepEqual(rowsOf(renderCsv([smallestReport()])), []);
  });
});
