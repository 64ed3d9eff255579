import { strict as assert } from "assert";
import { profiles } from "../../../profiles";
import { boxes } from "../../../policies/checklist/boxes";
import { requirements } from "../../../policies/checklist";
import { answers, blockers, isOfBlocker, nonBlocking } from "../../../policies/checklist/10-launch/blockers";
import { launchReport } from "../../../policies/checklist/10-launch/launch";
import { requirement as declare } from "../../../policies/evaluation/requirement";
import { allOf, undetermined, violation, pass, type Outcome } from "../../../policies/evaluation/outcome";
import type { Verdict } from "../../../policies/evaluation/evaluate";
import { StackView } from "../../../policies/evaluation/stack";
import { profileOf, resolveSettings } from "../../../policies/crossguard/settings";
import { TestAnalyzer, type Finding } from "../../kit/analyzer";
import { resource, secret, unknown, type TestResource } from "../../kit/cases";
import { application, attestation, decision, passing } from "../../kit/evidence";
import { moment } from "../../kit/moment";

const NAME = "10.1-launch-decision";
const DECIDE =
  'new LaunchDecision("launch", { decision: "GO", decisionMaker: "...", date: "2026-11-24", signOff: "..." })';

async function found(stack: readonly TestResource[], isPreview = true): Promise<readonly Finding[]> {
  const analyzer = new TestAnalyzer("STANDARD", { names: [NAME], moment: { ...moment, isPreview } });
  return analyzer.analyze(stack);
}

const messages = (all: readonly Finding[], level: Finding["level"]) =>
  all.filter((it) => it.level === level).map(({ message }) => message);

/** What attests every box that STANDARD asks for, those that resources show too. */
const everything = [...new Set(requirements.map(({ item }) => item))]
  .filter((item) => !item.startsWith("10."))
  .map((item) => {
    const own =
      requirements.find((it) => it.item === item && it.evidence) ??
      requirements.find((it) => it.item === item);
    assert.ok(own);
    const measurements =
      item === "1.1.2"
        ? { capacity: "c", topology: "t", rpoMinutes: 1440, rtoMinutes: 60, recoveryPlan: "r" }
        : undefined;
    return attestation(`box-${item}`, {
      ...passing(own, profiles.STANDARD),
      ...(measurements ? { measurements } : {}),
      item,
      ...(own.evidence ? {} : { coveredBy: "acme/platform/prod" }),
    });
  });

/** An application that the technical requirements of the blockers find fault with in no property. */
const compliant = resource("kubernetes:apps/v1:Deployment", "api", {
  metadata: { name: "api", namespace: "shop" },
  spec: {
    template: {
      metadata: {
        labels: { "app": "fraiseql", "fraiseql.dev/security-profile": "STANDARD" },
        annotations: {
          "prometheus.io/scrape": "true",
          "prometheus.io/path": "/metrics",
          "prometheus.io/port": "8000",
        },
      },
      spec: {
        containers: [
          {
            name: "api",
            image: "ghcr.io/fraiseql/fraiseql:1.8.1",
            livenessProbe: { httpGet: { path: "/health", port: 8000 }, periodSeconds: 30 },
            readinessProbe: { httpGet: { path: "/ready", port: 8000 }, periodSeconds: 30 },
          },
        ],
      },
    },
  },
});

describe("the blockers", () => {
  it("are the checklist's, in its words", () => {
    for (const { item, title } of [...blockers, ...nonBlocking]) {
      assert.equal(boxes.find((box) => box.item === item)?.title, title);
    }
    assert.equal(blockers.length, 8);
  });

  it("are each answered by a requirement, in every box that they name", () => {
    for (const { items } of [...blockers, ...nonBlocking]) {
      for (const item of items)
        assert.ok(
          requirements.some((it) => it.item === item),
          item,
        );
    }
    for (const blocker of blockers) {
      assert.ok(
        requirements.some((it) => isOfBlocker(it) && answers(blocker, it)),
        blocker.item,
      );
    }
  });
});

describe(NAME, () => {
  it("says nothing of a stack without the application", async () => {
    assert.deepEqual(await found([]), []);
    assert.deepEqual(await found([resource("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" })]), []);
  });

  it("sums up what awaits evidence in one line of advice, until somebody decides", async () => {
    const all = await found([application]);
    assert.equal(all.length, 1);
    assert.deepEqual(messages(all, "mandatory"), []);
    assert.match(
      messages(all, "advisory")[0] ?? "",
      /^10\.1 Launch decision: 25 items of the checklist await evidence: 1\.1-business-requirements, .*, 9\.3-utilisation\. Attest them in a file, which evidenceFrom\("evidence\.yaml"\) reads, or with new Attestation\(\.\.\.\); then decide: /,
    );
    assert.ok(messages(all, "advisory")[0]?.endsWith(`then decide: ${DECIDE}.`));
  });

  it("names what keeps a blocker open by name, in whatever order the engine tells of it", async () => {
    const others = ["web", "batch"].map((name) => ({ ...application, name }));
    const inOrder = await found([application, ...others, decision("GO")]);
    const reversed = await found([decision("GO"), ...others.reverse(), application]);
    assert.deepEqual(
      messages(inOrder, "mandatory").filter((line) => line.includes("Deployment")),
      messages(reversed, "mandatory").filter((line) => line.includes("Deployment")),
    );
    assert.ok(
      messages(inOrder, "mandatory").some((line) =>
        line.includes("is not met by Deployment api, Deployment batch, Deployment web."),
      ),
    );
  });

  it("refuses a GO with a line for each requirement that keeps a blocker open", async () => {
    const lines = messages(await found([application, decision("GO")]), "mandatory");
    const opening = "10.1 Launch decision: GO is refused while ";
    for (const line of lines) assert.ok(line.startsWith(opening), line);
    assert.deepEqual(
      lines.map((line) =>
        line
          .slice(opening.length)
          .split(". ")[0]
          ?.replace(/^"([^"]+)"/, "$1"),
      ),
      [
        "Security profile configured and tested (10.1.1) is open: 2.1-security-profile-configured is not met by Deployment api",
        "Database backups automated and tested (10.1.3) is open: nothing attests 3.3-restore-tested",
        "Health checks responding correctly (10.1.4) is open: 7.2-health-probes is not met by Deployment api",
        "Monitoring and alerting configured (10.1.5) is open: 5.3-metrics-exposed is not met by Deployment api",
        "Load testing passed (10.1.6) is open: nothing attests 6.3-load-test",
        "Rollback plan tested (10.1.7) is open: nothing attests 7.4-rollback-documented",
        "Rollback plan tested (10.1.7) is open: nothing attests 7.4-rollback-tested",
        "Smoke tests passed (10.1.8) is open: nothing attests 9.1-smoke-tests",
      ],
    );
    assert.equal(
      lines.at(-1),
      '10.1 Launch decision: GO is refused while "Smoke tests passed" (10.1.8) is open: nothing attests 9.1-smoke-tests. Call /health, send a query, sign in, exceed the rate limit, and attest the results.',
    );
  });

  it("lists the same for a NO-GO, as advice, beside what awaits evidence", async () => {
    const all = await found([application, decision("NO-GO")]);
    assert.deepEqual(messages(all, "mandatory"), []);
    const advice = messages(all, "advisory");
    assert.equal(advice.filter((line) => line.includes("NO-GO, and ")).length, 8);
    assert.ok(
      advice.includes(
        '10.1 Launch decision: NO-GO, and "Load testing passed" (10.1.6) is open: nothing attests 6.3-load-test. Run a load test at the expected peak (k6 run load-test.js), and attest its numbers.',
      ),
    );
    assert.equal(advice.filter((line) => line.includes("await evidence")).length, 1);
  });

  it("accepts a GO where everything is met or attested", async () => {
    assert.deepEqual(messages(await found([compliant, ...everything, decision("GO")]), "mandatory"), []);
    assert.deepEqual(await found([compliant, ...everything, decision("GO")], false), []);
  });

  it("counts an older decision no more", async () => {
    const older = resource("fraiseql-checklist:evidence:LaunchDecision", "older", {
      ...decision("GO").props,
      date: "2026-11-01",
    });
    assert.deepEqual(messages(await found([application, older, decision("NO-GO")]), "mandatory"), []);
  });

  const refuses = (what: string, it_: TestResource, says: string) => {
    it(`refuses ${what}`, async () => {
      const lines = messages(await found([it_]), "mandatory");
      assert.ok(lines.includes(`10.1 Launch decision: ${says}`), lines.join("\n"));
    });
  };
  refuses(
    "another decision",
    decision("go"),
    'launch decision launch: decision is "go"; STANDARD needs "GO" or "NO-GO".',
  );
  refuses(
    "a decision by nobody",
    decision("NO-GO", { decisionMaker: "" }),
    'launch decision launch: decisionMaker is ""; STANDARD needs the name of whoever decides.',
  );
  refuses(
    "a decision of tomorrow",
    decision("GO", { date: "2026-11-25" }),
    "launch decision launch: date is 2026-11-25, which is yet to come: today is 2026-11-24; STANDARD needs the day of the decision.",
  );
  refuses(
    "a decision without a day",
    decision("GO", { date: null }),
    "launch decision launch: date is not set; STANDARD needs the day of the decision, as in 2026-11-24.",
  );
  refuses(
    "a decision without a sign-off",
    decision("NO-GO", { signOff: null }),
    "launch decision launch: signOff is not set; STANDARD needs a sign-off: a name, a ticket or a link.",
  );

  it("refuses two decisions of a day that do not agree", async () => {
    const other = resource("fraiseql-checklist:evidence:LaunchDecision", "other", {
      ...decision("NO-GO").props,
    });
    const lines = messages(await found([decision("GO"), other]), "mandatory");
    assert.ok(
      lines.includes(
        "10.1 Launch decision: launch decision launch and launch decision other are of the same day and do not agree; STANDARD needs one decision.",
      ),
      lines.join("\n"),
    );
  });

  it("cannot tell a decision that is not known before the update", async () => {
    const all = await found([application, decision(unknown)]);
    assert.deepEqual(messages(all, "mandatory"), []);
    assert.ok(
      all.some(({ message }) =>
        message.includes("launch decision launch: decision is not known until the update"),
      ),
    );
  });

  it("never shows what is secret", async () => {
    for (const key of ["decision", "decisionMaker", "date", "signOff"]) {
      for (const { message } of await found([application, decision("GO", { [key]: secret("canary") })])) {
        assert.doesNotMatch(message, /canary/);
      }
    }
  });
});

describe("attestations of what resources show", () => {
  const stack = (props: Readonly<Record<string, unknown>>) => [
    application,
    attestation("routing", {
      item: "8.2.2",
      result: "passed",
      by: "Ada",
      on: "2026-11-20",
      evidence: "https://wiki.example.com/1",
      ...props,
    }),
  ];
  const verdicts = async (name: string, props: Readonly<Record<string, unknown>>) => {
    const analyzer = new TestAnalyzer("STANDARD", { names: [name] });
    const found = await analyzer.analyze(stack(props));
    const requirement = requirements.find((it) => it.name === name);
    assert.ok(requirement);
    return {
      found: found.map(({ message }) => message),
      results: analyzer.judge.stack(requirement).map(({ outcome }) => outcome.result),
    };
  };

  it("answer what cannot be told, by box or by name", async () => {
    assert.deepEqual((await verdicts("8.2-alert-routing", { item: "9.1.1" })).results, ["undetermined"]);
    for (const item of ["8.2.2", "8.2-alert-routing"]) {
      assert.deepEqual(await verdicts("8.2-alert-routing", { item }), { found: [], results: ["pass"] });
    }
  });

  it("leave what a property says, and what is not there, unless another stack has it", async () => {
    const item = "5.3-metrics-exposed";
    assert.deepEqual((await verdicts(item, { item })).results, ["violation"]);
    assert.deepEqual(await verdicts(item, { item, coveredBy: "acme/platform/prod" }), {
      found: [],
      results: ["pass"],
    });
    const probes = "7.2-health-probes";
    assert.deepEqual((await verdicts(probes, { item: probes, coveredBy: "acme/platform/prod" })).results, [
      "violation",
    ]);
  });

  it("answer nothing once they are over, and say so", async () => {
    const props = { on: "2026-01-01", validUntil: "2026-06-30" };
    assert.deepEqual((await verdicts("8.2-alert-routing", props)).results, ["undetermined"]);
    const advice = messages(await found(stack(props)), "advisory");
    assert.ok(
      advice.includes(
        "10.1 Launch decision: attestation routing: validUntil is 2026-06-30, which is over; STANDARD needs evidence that still counts. Do it again, and attest the new result.",
      ),
      advice.join("\n"),
    );
  });

  it("of nothing that there is are findings, which a GO turns mandatory", async () => {
    const says =
      '10.1 Launch decision: attestation routing: item is "6.3-loadtest" (did you mean 6.3-load-test?); STANDARD needs a box of the checklist such as 6.3.1, or a requirement such as 6.3-load-test.';
    assert.ok(messages(await found(stack({ item: "6.3-loadtest" })), "advisory").includes(says));
    assert.ok(
      messages(await found([...stack({ item: "6.3-loadtest" }), decision("GO")]), "mandatory").includes(says),
    );
  });
});

describe("the launch report", () => {
  const judged = (outcome: Outcome, isPreview: boolean, more: Partial<Verdict> = {}) => {
    const requirement = declare({
      item: "7.2.2",
      name: "7.2-probes",
      title: "Probes",
      description: "d",
      why: "w",
      from: "STANDARD",
      severity: "low",
      decidedBy: "stack",
      howToFix: "Add probes.",
      each: { name: "none" },
      check: () => pass,
    });
    const settings = resolveSettings({}, {}, { ...moment, isPreview });
    const report = launchReport({
      profile: profileOf(settings),
      settings,
      stack: new StackView([], () => []),
      requirements: [requirement],
      verdictsOf: () => [{ requirement, resource: undefined, outcome, ...more }],
    });
    return report.blockers.find(({ item }) => item === "10.1.4");
  };

  it("keeps a blocker open for what is not met, and names what closes it", () => {
    assert.deepEqual(judged(violation({ says: "no" }), true), {
      item: "10.1.4",
      title: "Health checks responding correctly",
      isOpen: true,
      open: [{ requirement: "7.2-probes", closedBy: "Add probes." }],
    });
    assert.equal(judged(pass, true)?.isOpen, false);
    assert.equal(judged(violation({ says: "no", advisory: true }), true)?.isOpen, false);
  });

  it("keeps it open for what cannot be told at the update, and not at the preview", () => {
    assert.equal(judged(undetermined({ why: "it is not known" }), true)?.isOpen, false);
    assert.equal(judged(undetermined({ why: "it is not known" }), false)?.isOpen, true);
  });

  it("lets exempt findings be", () => {
    const exemption = {
      resource: "*",
      reason: "Measured elsewhere.",
      owner: "ada",
      expires: "2026-12-01",
      from: "pack configuration",
      called: "exemptions[0]",
    } as const;
    assert.equal(judged(violation({ says: "no" }), true, { exemption })?.isOpen, false);
    const both = allOf(violation({ says: "no" }), undetermined({ why: "it is not known" }));
    assert.equal(judged(both, false, { exemption })?.isOpen, true, "what cannot be told beside it stays");
  });
});
