import { strict as assert } from "assert";
import type { Box } from "../../policies/evaluation/box";
import type { Verdict } from "../../policies/evaluation/evaluate";
import type { Exemption } from "../../policies/evaluation/exemption";
import { Inputs } from "../../policies/evaluation/inputs";
import {
  allOf,
  notApplicable,
  pass,
  undetermined,
  violation,
  type Outcome,
} from "../../policies/evaluation/outcome";
import type { ReportVerdict } from "../../policies/evaluation/report";
import { reportOf, worstOf, type ReportSource } from "../../policies/evaluation/report-data";
import { requirement, type Requirement } from "../../policies/evaluation/requirement";
import type { Resource } from "../../policies/evaluation/resource";
import { verdictMessages } from "../../policies/evaluation/verdict-messages";
import type { Settings } from "../../policies/evaluation/settings";
import { database } from "../../policies/kinds/database";
import { moment } from "../kit/moment";

const settings: Settings = {
  ...moment,
  profileName: "REGULATED",
  profileSource: "stack configuration",
  justification: "It holds names of customers.",
  applicationGeneration: "v1",
  applicationLabels: {},
  acceptsSharedHsm: false,
  allowsExemptionsInCode: false,
};

const box = (item: string): Box => ({
  item,
  section: item.slice(0, item.lastIndexOf(".")),
  title: `Box ${item}`,
  from: "STANDARD",
  asks: [],
});

function made(name: string, more: Partial<Requirement> = {}): Requirement {
  return {
    ...requirement({
      item: "3.3.1",
      name,
      title: "Automated backups",
      description: "Backups are made.",
      why: "What is lost stays lost.",
      from: "STANDARD",
      severity: "critical",
      decidedBy: "resource",
      howToFix: "Set backupRetentionPeriod: 30.",
      each: database,
      check: () => pass,
    }),
    ...more,
  };
}

const resource = (name: string): Resource => ({
  urn: `urn:pulumi:prod::shop::aws:rds/instance:Instance::${name}`,
  type: "aws:rds/instance:Instance",
  name,
  inputs: new Inputs({}),
  dependencies: {},
  identifiers: [],
});

const short = violation({ path: ["days"], says: "is 7 days", needs: "at least 30" });
const untold = undetermined({ path: ["days"], why: "is not known until the update" });
const open = undetermined({ why: "nothing attests it", open: true });
const exemption: Exemption = {
  resource: "db",
  reason: "It is a copy that is made anew each night.",
  owner: "data-team",
  expires: "2027-01-31",
  from: "pack configuration",
  called: "exemptions[0]",
};

interface Said {
  readonly requirement: Requirement;
  readonly outcomes: readonly (Outcome | Partial<Verdict>)[];
}

function report(said: readonly Said[], more: Partial<ReportSource> = {}) {
  const verdicts = new Map(
    said.map(({ requirement, outcomes }) => [
      requirement,
      outcomes.map((it, i): Verdict => {
        const verdict = "result" in it ? { outcome: it } : it;
        return { requirement, resource: resource(`db${i}`), outcome: pass, ...verdict };
      }),
    ]),
  );
  return reportOf({
    about: {
      version: "1.2.3",
      createdAt: "2026-11-24T12:00:00.000Z",
      operation: "preview",
      stack: { project: "shop", name: "prod" },
      resources: 7,
    },
    settings,
    boxes: [box("3.3.1")],
    requirements: [...verdicts.keys()],
    enforcementOf: () => "mandatory",
    verdictsOf: (it) => verdicts.get(it) ?? [],
    messagesOf: (verdict) => verdictMessages(verdict, settings.profileName),
    remarksOf: () => [],
    evidenceOf: () => undefined,
    launch: { ready: false, blockers: [] },
    redact: (text) => text,
    ...more,
  });
}

function rowOf(
  outcomes: Said["outcomes"],
  more: Partial<Requirement> = {},
  source: Partial<ReportSource> = {},
) {
  const [row] = report([{ requirement: made("3.3-backups", more), outcomes }], source).requirements;
  assert.ok(row);
  return row;
}

describe("the report as data", () => {
  it("says of what stack it is, and by which profile it is judged", () => {
    const { tool, stack, profile, resources, operation } = report([]);
    assert.deepEqual(tool, { name: "fraiseql-checklist", version: "1.2.3" });
    assert.deepEqual(stack, { project: "shop", name: "prod" });
    assert.deepEqual(profile, {
      name: "REGULATED",
      source: "stack configuration",
      justification: "It holds names of customers.",
    });
    assert.deepEqual([resources, operation], [7, "preview"]);
  });

  it("takes the worst of the verdicts", () => {
    const worse: readonly ReportVerdict[] = [
      "violation",
      "open",
      "undetermined",
      "exempt",
      "pass",
      "not-applicable",
      "not-asked",
    ];
    worse.forEach((verdict, i) => assert.equal(worstOf(worse.slice(i).reverse()), verdict));
    assert.equal(worstOf([]), "not-applicable");
  });

  it("names what has something to say, counts the rest, and names what passes", () => {
    const row = rowOf([pass, short, notApplicable("it is a replica"), untold, pass]);
    assert.equal(row.verdict, "violation");
    assert.deepEqual(row.counts, { "violation": 1, "undetermined": 1, "pass": 2, "not-applicable": 1 });
    assert.deepEqual(
      row.met.map((urn) => urn.split("::").pop()),
      ["db0", "db4"],
    );
    assert.deepEqual(
      row.results.map(({ resource, verdict, blocks }) => [resource?.name, verdict, blocks]),
      [
        ["db1", "violation", true],
        ["db3", "undetermined", false],
      ],
    );
  });

  it("speaks in the words of the command line", () => {
    const { results } = rowOf([short, untold]);
    assert.deepEqual(
      results.flatMap(({ messages }) => messages),
      [
        "3.3 Automated backups: days is 7 days; REGULATED needs at least 30.",
        "3.3 Automated backups: undetermined, because days is not known until the update. pulumi up decides it.",
      ],
    );
  });

  it("names no more than a hundred resources that pass", () => {
    const row = rowOf(Array.from({ length: 250 }, () => pass));
    assert.equal(row.met.length, 100);
    assert.deepEqual(row.counts, { pass: 250 });
    assert.deepEqual(row.results, []);
  });

  it("has nothing to judge where no resource is what it speaks about", () => {
    assert.equal(rowOf([]).verdict, "not-applicable");
  });

  it("does not judge what the profile does not ask for", () => {
    const row = rowOf([short], { from: "RESTRICTED" });
    assert.deepEqual([row.verdict, row.counts, row.results], ["not-asked", {}, []]);
  });

  it("says of the stack as a whole what is of no resource", () => {
    const [result] = rowOf([{ resource: undefined, outcome: short }]).results;
    assert.equal(result?.resource, undefined);
    assert.equal(result?.verdict, "violation");
  });

  it("tells how findings count", () => {
    const advice: Outcome = violation({ says: "it could be better", advisory: true });
    assert.equal(rowOf([advice]).results[0]?.blocks, false);
    for (const level of ["advisory", "disabled"] as const) {
      const row = rowOf([short], {}, { enforcementOf: () => level });
      assert.deepEqual([row.enforcement, row.verdict, row.results[0]?.blocks], [level, "violation", false]);
    }
    assert.equal(rowOf([short], {}, { enforcementOf: () => "remediate" }).results[0]?.blocks, true);
  });

  it("keeps the words of what is exempt, with the exemption", () => {
    const row = rowOf([{ outcome: short, exemption }, pass]);
    assert.equal(row.verdict, "exempt");
    const [result] = row.results;
    assert.equal(result?.blocks, false);
    assert.deepEqual(result.exemption, {
      reason: "It is a copy that is made anew each night.",
      owner: "data-team",
      expires: "2027-01-31",
      from: "pack configuration",
    });
    assert.match(result.messages[0] ?? "", /is 7 days.*Exempt until 2027-01-31, by data-team/);
  });

  it("leaves untold what an exemption does not answer", () => {
    const both = allOf(short, untold);
    const [result] = rowOf([{ outcome: both, exemption }]).results;
    assert.deepEqual([result?.verdict, result?.blocks, result?.messages.length], ["undetermined", false, 2]);
  });

  it("tells what is to be said of exemptions themselves", () => {
    const remarksOf = () => [
      { text: "3.3 Automated backups: exemptions[0] matches nothing.", advisory: true },
    ];
    assert.deepEqual(rowOf([pass], {}, { remarksOf }).remarks, [
      { message: "3.3 Automated backups: exemptions[0] matches nothing.", blocks: false },
    ]);
    assert.equal("remarks" in rowOf([pass]), false);
  });

  describe("of what is attested", () => {
    const attested = { evidence: { of: "a restore that succeeded" }, decidedBy: "stack" } as const;

    it("is open while nothing attests it", () => {
      const row = rowOf([{ resource: undefined, outcome: open }], attested);
      assert.deepEqual([row.verdict, row.decidedBy], ["open", "evidence"]);
      assert.deepEqual(row.results, [
        {
          verdict: "open",
          blocks: false,
          messages: ["3.3 Automated backups: nothing attests it; REGULATED needs a restore that succeeded."],
        },
      ]);
    });

    it("shows what attests it", () => {
      const evidence = { result: "passed", by: "Ada", on: "2026-11-01" } as const;
      const row = rowOf([{ resource: undefined, outcome: pass }], attested, { evidenceOf: () => evidence });
      assert.deepEqual([row.verdict, row.evidence, row.met], ["pass", evidence, []]);
    });
  });

  describe("of a box", () => {
    const boxes = [box("3.3.1"), box("3.3.2"), box("10.1.3")];

    it("is the worst of its requirements", () => {
      const said = [
        { requirement: made("3.3-a"), outcomes: [pass] },
        { requirement: made("3.3-b"), outcomes: [short] },
        { requirement: made("3.3-c", { item: "3.3.2" }), outcomes: [untold] },
      ];
      const [first, second, blocker] = report(said, {
        boxes,
        answering: { "10.1.3": ["3.3.1", "3.3.2"] },
      }).boxes;
      assert.deepEqual([first?.verdict, first?.requirements], ["violation", ["3.3-a", "3.3-b"]]);
      assert.deepEqual([second?.verdict, second?.requirements], ["undetermined", ["3.3-c"]]);
      assert.deepEqual([blocker?.verdict, blocker?.requirements], ["violation", ["3.3-a", "3.3-b", "3.3-c"]]);
    });

    it("of the launch decision is open until somebody decides", () => {
      const waits = violation({ says: "3 items await evidence", advisory: true });
      const decision = made("10.1-launch-decision", { item: "10.3.1", section: "10.1" });
      const said = [{ requirement: decision, outcomes: [{ resource: undefined, outcome: waits }] }];
      const verdictOf = (source: Partial<ReportSource>) =>
        report(said, { boxes: [box("10.3.1")], ...source }).boxes[0]?.verdict;
      assert.equal(verdictOf({}), "open");
      const by = { decisionMaker: "Ada", date: "2026-11-24", signOff: "OPS-1" };
      const launch = { ready: false, blockers: [], decision: { decision: "NO-GO", ...by } } as const;
      assert.equal(verdictOf({ launch }), "violation");
    });

    it("that no requirement answers is open", () => {
      assert.deepEqual(
        report([], { boxes }).boxes.map(({ verdict }) => verdict),
        ["open", "open", "open"],
      );
    });
  });
});
