import { strict as assert } from "assert";
import MarkdownIt from "markdown-it";
import type { Report } from "../../../policies/evaluation/report";
import { COMMENT_LIMIT, renderMarkdown } from "../../../tools/report/markdown";
import { sampleReport, smallestReport } from "../../kit/reports";

const reader = new MarkdownIt({ html: true, linkify: false });
type Token = ReturnType<typeof reader.parse>[number];

function tokensOf(text: string): readonly Token[] {
  return reader.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

/** The report with so many results on one requirement that it is long. */
function longReport(results: number, message = "x".repeat(200)): Report {
  const report = sampleReport();
  return {
    ...report,
    requirements: report.requirements.map((requirement) => ({
      ...requirement,
      results: Array.from({ length: results }, (_, i) => ({
        resource: { urn: `urn:pulumi:prod::shop::a:b:C::r${i}`, type: "a:b:C", name: `r${i}` },
        verdict: "violation" as const,
        blocks: true,
        messages: [message],
      })),
    })),
  };
}

describe("report --format markdown", () => {
  it("starts with GO or NO-GO, the reason, the counts, and the blockers with what closes each", () => {
    const [, headline, why, counts, heading, blockers] = renderMarkdown([sampleReport()]).split("\n\n");
    assert.equal(headline, "## 🔴 NO-GO: acme/shop/production");
    assert.match(
      why ?? "",
      /^\*\*\d of 8 blockers are open\.\*\* FraiseQL Production Deployment Checklist, profile \*\*REGULATED\*\* from the pack configuration/,
    );
    assert.match(why ?? "", /preview of 148 resources, 2026-11-24 02:40 UTC, fraiseql-checklist 0\.1\.0\.$/);
    assert.match(
      counts ?? "",
      /^❌ \*\*\d+\*\* violated · ⬜ \*\*\d+\*\* open · ❔ \*\*\d+\*\* undetermined · /,
    );
    assert.equal(heading, "### Blockers");
    assert.ok(
      blockers?.includes(
        "- ❌ **10.1.3** Database backups automated and tested (open)\n  - 3.3.1 `3.3-automated-backups`: 3.3 Automated backups: backupRetentionPeriod is 7 days; REGULATED needs at least 30. Set backupRetentionPeriod: 30.",
      ),
    );
    assert.ok(blockers?.includes("- ✅ **10.1.6** Load testing passed\n"));
  });

  it("says GO, and by whom", () => {
    const text = renderMarkdown([sampleReport({ clean: true })]);
    assert.ok(text.includes("## 🟢 GO: acme/shop/production"));
    assert.ok(text.includes("**Decided by Ana Ruiz, CTO on 2026-11-24; no blocker is open.**"));
  });

  it("has a line with a mark for each box, in the checklist's order", () => {
    const report = sampleReport();
    const lines = renderMarkdown([report])
      .split("\n### ")
      .slice(2)
      .join("\n")
      .split("\n")
      .flatMap((line) => /^- (\S+) \*\*([\dx.]+)\*\* /.exec(line)?.[2] ?? []);
    assert.deepEqual(
      lines,
      report.boxes.map(({ item }) => item),
    );
  });

  it("folds what is behind a box, and closes each fold", () => {
    const html = tokensOf(renderMarkdown([sampleReport()]))
      .filter(({ type }) => type === "html_block")
      .map(({ content }) => content.trim());
    const opened = html.filter((it) => it.startsWith("<details><summary>"));
    assert.ok(opened.length > 5);
    assert.equal(html.filter((it) => it === "</details>").length, opened.length);
    assert.equal(html.length, opened.length * 2 + 1);
  });

  it("tells exemptions with their expiry, evidence, and remarks on exemptions", () => {
    const text = renderMarkdown([sampleReport()]);
    assert.ok(
      text.includes(
        "Exempt until **2027-03-31**: The ledger is read-only, and is retired in the first quarter. (payments-platform@acme.example, SEC-1204; declared in the pack configuration)",
      ),
    );
    assert.ok(
      text.includes(
        "Evidence: passed on 2026-10-02, by Kim Larsen, SRE; counts until 2027-01-02; p95 latency 310 milliseconds; p99 latency 720 milliseconds; error rate 0.04 percent; [https://wiki.example.com/evidence/6.3-load-test](<https://wiki.example.com/evidence/6.3-load-test>)",
      ),
    );
    assert.ok(
      text.includes("the exemption for ledger-\\* (until 2027-01-31) matches nothing in this stack."),
    );
  });

  it("says when it does not cover the whole stack", () => {
    const text = renderMarkdown([sampleReport({ incomplete: "a violation stopped the update" })]);
    assert.ok(
      text.includes("> ⚠️ This report does not cover the whole stack: a violation stopped the update."),
    );
  });

  it("starts with a table where there are several stacks", () => {
    const text = renderMarkdown([
      sampleReport(),
      sampleReport({ clean: true, stack: { project: "a|b", name: "c" } }),
    ]);
    const cells = tokensOf(text).filter(({ type }) => type === "td_open");
    assert.equal(cells.length, 2 * 9);
    assert.ok(text.includes("| a\\|b/c | REGULATED | 🟢 GO |"));
  });

  it("keeps hostile texts text: no HTML, no picture, no heading, no link but to evidence", () => {
    const plain = tokensOf(renderMarkdown([sampleReport()]));
    const hostile = tokensOf(renderMarkdown([sampleReport({ hostile: true })], { full: true }));
    const html = hostile.filter(({ type }) => type.startsWith("html"));
    for (const { content } of html) {
      assert.match(
        content.trim(),
        /^(<!-- -->|<!-- fraiseql-checklist -->|<\/details>|<details><summary>([^<>]|<!-- -->)*<\/summary>)$/,
      );
    }
    assert.deepEqual(
      hostile.filter(({ type }) => ["image", "link_open", "fence", "code_block", "strong_in"].includes(type)),
      [],
    );
    const headings = (tokens: readonly Token[]): number =>
      tokens.filter(({ type }) => type === "heading_open").length;
    assert.equal(headings(hostile), headings(plain));
    const lists = (tokens: readonly Token[]): number =>
      tokens.filter(({ type }) => type === "ordered_list_open").length;
    assert.equal(lists(hostile), 0);
  });

  it("mentions nobody, and links no issue", () => {
    const texts = tokensOf(renderMarkdown([sampleReport({ hostile: true })], { full: true })).filter(
      ({ type }) => type === "text" || type === "html_block",
    );
    assert.ok(texts.some(({ content }) => content.endsWith("@")));
    assert.deepEqual(
      texts.filter(({ content }) => /(^|[^\w.])@\w|(^|[^&])#\d/.test(content)).map(({ content }) => content),
      [],
    );
  });

  it("says the same of a report without anything in it", () => {
    assert.ok(renderMarkdown([smallestReport()]).includes("## 🟡 READY: acme/shop/production"));
  });

  describe("in a comment on a pull request", () => {
    it("leaves out only as much as it has to, and says what", () => {
      const some = renderMarkdown([longReport(30)]);
      assert.ok(some.length <= COMMENT_LIMIT);
      const all = renderMarkdown([longReport(30)], { full: true });
      assert.ok(all.length > COMMENT_LIMIT);
      assert.ok(!all.includes("Left out"));
      assert.match(
        some,
        /_Left out, to fit into a comment: all but the first result of each requirement, and explanations\. `fraiseql-checklist report --format html` has everything\._\n$/,
      );
    });

    it("tells the first results where those fit", () => {
      const report = longReport(0);
      const [first, ...others] = report.requirements;
      const [long] = longReport(300).requirements;
      assert.ok(first && long);
      const text = renderMarkdown([{ ...report, requirements: [long, ...others] }]);
      assert.ok(text.length <= COMMENT_LIMIT);
      assert.ok(text.includes("and 295 others"));
      assert.ok(text.includes("all but the first 5 results of each requirement"));
    });

    it("fits, however many stacks and blockers there are", () => {
      const report = longReport(50);
      const long: Report = {
        ...report,
        launch: {
          ready: false,
          blockers: report.launch.blockers.map((it) => ({
            ...it,
            isOpen: true,
            open: Array.from({ length: 40 }, () => ({ requirement: "3.3-pitr", closedBy: "y".repeat(500) })),
          })),
        },
      };
      const text = renderMarkdown([long, long, long]);
      assert.ok(text.length <= COMMENT_LIMIT);
      assert.ok(text.includes("to fit into a comment"));
    });
  });
});
