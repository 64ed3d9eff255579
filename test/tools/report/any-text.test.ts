import { strict as assert } from "assert";
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import MarkdownIt from "markdown-it";
import type { Report } from "../../../policies/evaluation/report";
import { renderCsv } from "../../../tools/report/csv";
import { renderHtml } from "../../../tools/report/html";
import { renderJunit } from "../../../tools/report/junit";
import { renderMarkdown } from "../../../tools/report/markdown";
import { renderSarif } from "../../../tools/report/sarif";
import { sampleReport } from "../../kit/reports";

/** Texts of any characters, and of those that mean something in one of the formats. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        ..."< > & \" ' ` | * _ [ ] ( ) ! # @ $ ~ \\ / = + - ; : , . 0 a".split(" "),
        ...[" ", "\n", "\r", "\t"],
        "</script>",
        "<!--",
        "-->",
        "]]>",
        "```",
        "https://a.example",
        "</details>",
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("")),
);
const texts = fc.array(text, { minLength: 5, maxLength: 15 });
const runs = { numRuns: 25 };

const plain = sampleReport();
const tagsOf = (html: string): readonly string[] =>
  [...html.matchAll(/<\/?([a-z][a-z0-9]*)/g)].map(([tag]) => tag);

function holds(check: (report: Report) => void): void {
  fc.assert(
    fc.property(texts, (some) => check(sampleReport({ hostile: some }))),
    runs,
  );
}

describe("a report with any texts", function () {
  this.timeout(120_000);

  it("has the tags of one with plain texts, as HTML", () => {
    // Links are made of texts that are links, and asked points of boxes are the checklist's.
    const expected = tagsOf(renderHtml([plain])).filter((tag) => !/<\/?a$/.test(tag));
    holds((report) => {
      assert.deepEqual(
        tagsOf(renderHtml([report])).filter((tag) => !/<\/?a$/.test(tag)),
        expected,
      );
    });
  });

  it("is well-formed, as JUnit XML", () => {
    const count = (xml: string): number => xml.match(/<testcase /g)?.length ?? 0;
    const expected = count(renderJunit([plain]));
    holds((report) => {
      const xml = renderJunit([report]);
      assert.equal(XMLValidator.validate(xml), true);
      new XMLParser({ ignoreAttributes: false }).parse(xml);
      assert.equal(count(xml), expected);
    });
  });

  it("has the rows and columns of one with plain texts, as CSV, and no formula", () => {
    const rowsOf = (csv: string) => parse(csv, { bom: true, record_delimiter: "\r\n" });
    const expected = rowsOf(renderCsv([plain])).length;
    holds((report) => {
      const rows = rowsOf(renderCsv([report]));
      assert.equal(rows.length, expected);
      assert.deepEqual(
        rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell)),
        [],
      );
    });
  });

  it("has the results of one with plain texts, as SARIF", () => {
    const resultsOf = (sarif: string): number =>
      (JSON.parse(sarif) as { runs: { results: unknown[] }[] }).runs[0]?.results.length ?? 0;
    const expected = resultsOf(renderSarif([plain]));
    holds((report) => assert.equal(resultsOf(renderSarif([report])), expected));
  });

  it("has the form of one with plain texts, as Markdown", () => {
    const reader = new MarkdownIt({ html: true });
    const form = (markdown: string): readonly string[] =>
      reader
        .parse(markdown, {})
        .map(({ type }) => type)
        .filter((type) => /heading|html|list|item|table|fence|code|quote|hr/.test(type));
    const expected = form(renderMarkdown([plain], { full: true }));
    holds((report) => {
      assert.deepEqual(form(renderMarkdown([report], { full: true })), expected);
    });
  });
});
