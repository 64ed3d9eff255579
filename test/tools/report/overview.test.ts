import { strict as assert } from "assert";
import { boxes } from "../../../policies/checklist/boxes";
import type { LaunchReport, Report, RequirementReport } from "../../../policies/evaluation/report";
import {
  boxesOf,
  chaptersOf,
  countVerdicts,
  headlineOf,
  resultsOf,
  shownMessage,
  tally,
  unmetVerdicts,
} from "../../../tools/report/overview";
import { sampleReport, smallestReport } from "../../kit/reports";

describe("overview of a report", () => {
  describe("headline", () => {
    const open = { item: "10.1.6", title: "Load testing passed", isOpen: true, open: [] };
    const closed = { ...open, item: "10.1.7", isOpen: false };
    const decision = { decisionMaker: "Ana", date: "2026-11-24", signOff: "https://wiki.example.com" };
    const cases: Readonly<Record<string, { launch: LaunchReport; word: string; why: string }>> = {
      "an open blocker": {
        launch: { ready: false, blockers: [open, closed] },
        word: "NO-GO",
        why: "1 of 2 blockers is open.",
      },
      "no open blocker": {
        launch: { ready: true, blockers: [closed] },
        word: "READY",
        why: "No blocker is open, and no launch decision is declared yet.",
      },
      "GO": {
        launch: { ready: true, blockers: [closed], decision: { ...decision, decision: "GO" } },
        word: "GO",
        why: "Decided by Ana on 2026-11-24; no blocker is open.",
      },
      "GO with an open blocker": {
        launch: { ready: false, blockers: [open, open], decision: { ...decision, decision: "GO" } },
        word: "NO-GO",
        why: "2 of 2 blockers are open: the GO by Ana on 2026-11-24 does not hold.",
      },
      "NO-GO": {
        launch: { ready: true, blockers: [closed], decision: { ...decision, decision: "NO-GO" } },
        word: "NO-GO",
        why: "Decided by Ana on 2026-11-24; no blocker is open.",
      },
      "NO-GO with an open blocker": {
        launch: { ready: false, blockers: [open, closed], decision: { ...decision, decision: "NO-GO" } },
        word: "NO-GO",
        why: "Decided by Ana on 2026-11-24; 1 of 2 blockers is open.",
      },
    };
    for (const [name, { launch, word, why }] of Object.entries(cases)) {
      it(`is ${word} for ${name}`, () => {
        const headline = headlineOf({ ...smallestReport(), launch });
        assert.equal(headline.word, word);
        assert.equal(headline.why, why);
      });
    }
  });

  it("keeps every box, in the checklist's order and under its section", () => {
    const chapters = chaptersOf(sampleReport());
    const items = chapters.flatMap(({ sections }) =>
      sections.flatMap((it) => it.boxes.map(({ item }) => item)),
    );
    assert.deepEqual(
      items,
      boxes.map(({ item }) => item),
    );
    assert.deepEqual(
      chapters.map(({ title }) => title),
      [
        "Pre-Deployment Planning",
        "Security & Compliance",
        "Database Configuration",
        "Application Configuration",
        "Observability & Monitoring",
        "Performance Optimization",
        "Deployment Infrastructure",
        "Incident Readiness",
        "Post-Deployment Validation",
        "Final Go/No-Go Decision",
        "Profile-Specific Checklists",
      ],
    );
  });

  it("tells every requirement once: at its own box", () => {
    const report = sampleReport();
    const told = boxesOf(report).flatMap(({ answers }) => answers.map(({ name }) => name));
    assert.deepEqual([...told].sort(), report.requirements.map(({ name }) => name).sort());
    const blocker = boxesOf(report).find(({ item }) => item === "10.1.3");
    assert.ok(blocker);
    assert.deepEqual(blocker.answers, []);
    assert.ok(
      blocker.elsewhere.some(
        ({ requirement, item }) => requirement.name === "3.3-automated-backups" && item === "3.3.1",
      ),
    );
  });

  it("tells a requirement at the first box that it answers, where it has none of its own", () => {
    const report = sampleReport();
    const moved: Report = {
      ...report,
      requirements: report.requirements.map((it) => ({ ...it, item: "0.0.0" })),
    };
    const told = boxesOf(moved).flatMap(({ answers }) => answers.map(({ name }) => name));
    assert.deepEqual([...told].sort(), report.requirements.map(({ name }) => name).sort());
  });

  it("counts the boxes by verdict", () => {
    const report = sampleReport();
    const counts = countVerdicts(report.boxes);
    assert.equal(
      Object.values(counts).reduce((sum, count) => sum + count, 0),
      report.boxes.length,
    );
    for (const verdict of unmetVerdicts) assert.ok(counts[verdict] > 0, verdict);
  });

  it("puts results in the order in which they need attention, and remarks on exemptions last", () => {
    const [first] = sampleReport().requirements;
    assert.ok(first);
    const result = (verdict: "exempt" | "violation" | "undetermined") => ({
      verdict,
      blocks: false,
      messages: [],
    });
    const requirement: RequirementReport = {
      ...first,
      results: [result("exempt"), result("undetermined"), result("violation")],
      remarks: [{ message: "The exemption matches nothing.", blocks: true }],
    };
    assert.deepEqual(
      resultsOf(requirement).map(({ verdict, isOnExemptions }) => [verdict, isOnExemptions === true]),
      [
        ["violation", false],
        ["undetermined", false],
        ["exempt", false],
        ["violation", true],
      ],
    );
  });

  it("leaves out what stands above a message", () => {
    const [first] = sampleReport().requirements;
    assert.ok(first);
    const requirement = { ...first, name: "3.3-automated-backups", title: "Automated backups" };
    assert.equal(shownMessage(requirement, "3.3 Automated backups: it is off."), "it is off.");
    assert.equal(shownMessage(requirement, "Automated backups: it is off."), "it is off.");
    assert.equal(shownMessage(requirement, "Something else: it is off."), "Something else: it is off.");
  });

  it("counts resources by what was said of them", () => {
    const [first] = sampleReport().requirements;
    assert.ok(first);
    assert.equal(tally({ ...first, counts: { pass: 12, violation: 2, exempt: 0 } }), "2 violated, 12 met");
    assert.equal(tally({ ...first, counts: {} }), "");
  });
});
