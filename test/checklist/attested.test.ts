import { strict as assert } from "assert";
import { profiles, profileNames, profileRank, type ProfileName } from "../../profiles";
import { requirements } from "../../policies/checklist";
import { addDays } from "../../policies/evaluation/day";
import type { NumberMeasurement } from "../../policies/evaluation/evidence";
import { isOpen } from "../../policies/evaluation/outcome";
import type { Requirement } from "../../policies/evaluation/requirement";
import { TestAnalyzer, type Finding } from "../kit/analyzer";
import { secret, unknown, type TestResource } from "../kit/cases";
import { application, attestation, decision, LINK, passing } from "../kit/evidence";
import { moment } from "../kit/moment";

const { today } = moment;
const attested = requirements.filter(({ evidence }) => evidence !== undefined);
const GO = decision("GO");
/** Restores are held against an RTO that another requirement declares. */
const rto = attestation("requirements", {
  ...passing(requirementOf("1.1-technical-requirements"), profiles.STANDARD),
  measurements: { capacity: "c", topology: "t", rpoMinutes: 1440, rtoMinutes: 60, recoveryPlan: "r" },
});

function requirementOf(name: string): Requirement {
  const found = requirements.find((it) => it.name === name);
  assert.ok(found, name);
  return found;
}

interface Judged {
  readonly found: readonly Finding[];
  readonly result: string | undefined;
  readonly isOpen: boolean;
}

async function judge(
  requirement: Requirement,
  profile: ProfileName,
  stack: readonly TestResource[],
): Promise<Judged> {
  const analyzer = new TestAnalyzer(profile, { names: [requirement.name] });
  const found = await analyzer.analyze(stack);
  const [verdict] = analyzer.judge.stack(requirement);
  return { found, result: verdict?.outcome.result, isOpen: verdict !== undefined && isOpen(verdict.outcome) };
}

/** A requirement with what attests it, changed. */
function withChanges(
  requirement: Requirement,
  profile: ProfileName,
  changes: Readonly<Record<string, unknown>> = {},
): readonly TestResource[] {
  const props = { ...passing(requirement, profiles[profile]), ...changes };
  return [
    application,
    ...(requirement.name === "1.1-technical-requirements" ? [] : [rto]),
    attestation("evidence", props),
  ];
}

/** Numbers that a limit holds, and one that breaks it. */
function beyondLimit(
  { evidence }: Requirement,
  profile: ProfileName,
): { readonly name: string; readonly it: NumberMeasurement; readonly value: number } | undefined {
  for (const [name, it] of Object.entries(evidence?.measurements ?? {})) {
    if (it.form !== "number") continue;
    const limit = it.below ?? it.atMost ?? it.atLeast;
    const value = typeof limit === "string" ? profiles[profile][limit] : limit;
    if (value === undefined || value === null) continue;
    return {
      name,
      it,
      value: it.below === undefined ? (it.atMost === undefined ? value - 1 : value + 1) : value,
    };
  }
  return undefined;
}

describe("attested requirements", () => {
  it("are what the checklist wants and no resource shows", () => {
    assert.deepEqual(
      attested.map(({ name }) => name).filter((name) => !name.startsWith("2")),
      [
        "1.1-business-requirements",
        "1.1-technical-requirements",
        "3.2-migrations-applied",
        "3.2-trinity-pattern",
        "3.2-indexes",
        "3.3-restore-tested",
        "3.3-recovery-tested",
        "3.4-slow-queries",
        "6.1-cache-invalidation",
        "6.3-load-test",
        "7.1-image-scan-result",
        "7.4-rollback-documented",
        "7.4-rollback-tested",
        "8.1-runbook",
        "8.2-on-call",
        "8.3-slo",
        "8.3-mttr",
        "9.1-smoke-tests",
        "9.2-metrics-flowing",
        "9.2-logs-flowing",
        "9.2-alerts-quiet",
        "9.3-response-times",
        "9.3-error-rate",
        "9.3-utilisation",
        "x-penetration-test",
      ],
    );
  });

  it("are at most one to a box", () => {
    const items = attested.map(({ item }) => item);
    assert.deepEqual(items, [...new Set(items)]);
  });

  it("are not asked for in a stack that holds nothing they are about", async () => {
    for (const requirement of attested) {
      assert.equal((await judge(requirement, "RESTRICTED", [])).result, "not-applicable", requirement.name);
    }
  });
});

describe("odd attestations and decisions", () => {
  const odd: readonly unknown[] = [
    null,
    "",
    "text",
    0,
    -1,
    true,
    [],
    {},
    [[]],
    [null],
    { a: null },
    secret("canary"),
    unknown,
  ];
  const keys = [
    "item",
    "result",
    "by",
    "on",
    "evidence",
    "validUntil",
    "coveredBy",
    "reason",
    "measurements",
  ];

  it("never break the preview, and never show what is secret", async () => {
    const loadTest = requirementOf("6.3-load-test");
    const names = [loadTest.name, "10.1-launch-decision"];
    const messages: string[] = [];
    for (const value of odd) {
      const each = [
        ...keys.map((key) => withChanges(loadTest, "RESTRICTED", { [key]: value })),
        withChanges(loadTest, "RESTRICTED", { measurements: { p95Ms: value, cpuPercent: value } }),
        ...["decision", "decisionMaker", "date", "signOff"].map((key) => [decision("GO", { [key]: value })]),
      ];
      for (const stack of each) {
        const found = await new TestAnalyzer("RESTRICTED", { names }).analyze([...stack, GO]);
        messages.push(...found.map(({ message }) => message));
      }
    }
    assert.ok(messages.length > 100);
    for (const message of messages) assert.doesNotMatch(message, /failed inside|canary|undefined|\[object/);
  });
});

describe("a limit that configuration makes stricter", () => {
  it("holds for what is attested", async () => {
    const loadTest = requirementOf("6.3-load-test");
    const props = passing(loadTest, profiles.STANDARD);
    const measurements = { ...(props["measurements"] as object), p95Ms: 400 };
    const analyzer = new TestAnalyzer("STANDARD", {
      names: [loadTest.name],
      config: { [loadTest.name]: { latencyP95Ms: 300 } },
    });
    const found = await analyzer.analyze([
      application,
      attestation("load-test", { ...props, measurements }),
      GO,
    ]);
    assert.deepEqual(
      found.map(({ message }) => message),
      [
        "6.3 Load test: attestation load-test: measurements.p95Ms is 400 milliseconds; STANDARD needs below 300 (p95 latency). Mend it, measure again, and attest the new result.",
      ],
    );
  });
});

for (const requirement of attested) {
  const { name, item, evidence } = requirement;
  assert.ok(evidence);
  const asking = profileNames.filter((profile) => profileRank(profile) >= profileRank(requirement.from));
  describe(`${name} is attested`, () => {
    for (const profile of asking) {
      const check = (changes: Readonly<Record<string, unknown>>, ...more: readonly TestResource[]) =>
        judge(requirement, profile, [...withChanges(requirement, profile, changes), ...more]);

      it(`${profile} accepts what passed, by its name and by its box`, async () => {
        for (const named of [name, item]) {
          const { found, result } = await check({ item: named }, GO);
          assert.deepEqual(found, []);
          assert.equal(result, "pass");
        }
      });

      it(`${profile} leaves open what nothing attests, and says nothing of it before a decision`, async () => {
        const judged = await judge(requirement, profile, [application]);
        assert.deepEqual(judged.found, []);
        assert.ok(judged.isOpen);
        const noGo = await judge(requirement, profile, [application, decision("NO-GO")]);
        assert.deepEqual(noGo.found, []);
      });

      it(`${profile} refuses a GO without evidence, and says what to add`, async () => {
        const { found, result } = await judge(requirement, profile, [application, GO]);
        assert.equal(result, "violation");
        assert.deepEqual(
          found.map(({ level }) => level),
          [requirement.advisory ? "advisory" : "mandatory"],
        );
        const message = found[0]?.message ?? "";
        assert.ok(
          message.includes(`nothing attests it; ${profile} needs ${evidence.of}. Add new Attestation(`),
          message,
        );
        assert.ok(message.includes(`item: "${name}"`), message);
        for (const key of Object.keys(evidence.measurements ?? {})) assert.ok(message.includes(`${key}: `));
      });

      const refuses = (what: string, changes: Readonly<Record<string, unknown>>, says: string) => {
        it(`${profile} refuses ${what}`, async () => {
          const before = await check(changes);
          assert.equal(before.result, "violation");
          assert.deepEqual([...new Set(before.found.map(({ level }) => level))], ["advisory"]);
          const decided = await check(changes, GO);
          assert.equal(decided.result, "violation");
          const level = requirement.advisory ? "advisory" : "mandatory";
          assert.ok(
            decided.found.some((it) => it.level === level && it.message.includes(says)),
            `${decided.found.map(({ message }) => message).join("\n")}\nsays ${says}`,
          );
        });
      };

      refuses("what failed", { result: "failed" }, 'attestation evidence: result is "failed"; ');
      refuses("another result", { result: "ok" }, 'result is "ok"; ');
      refuses("a day to come", { on: addDays(today, 1) }, `on is ${addDays(today, 1)}, which is yet to come`);
      refuses("a day that does not exist", { on: "2026-02-30" }, 'on is "2026-02-30"; ');
      refuses("a day in other words", { on: "24 November" }, 'on is "24 November"; ');
      refuses(
        "a last day that is over",
        { on: "2026-01-01", validUntil: "2026-11-23" },
        "validUntil is 2026-11-23, which is over",
      );
      refuses("no name", { by: " " }, 'by is " "; ');
      refuses("a name of another shape", { by: ["Ada"] }, "by is not text; ");
      refuses("no evidence", { evidence: null }, "evidence is not set; ");
      refuses(
        "evidence that is neither a link nor a digest",
        { evidence: "see wiki" },
        "evidence is neither a link nor a digest; ",
      );
      refuses("no reason for what does not apply", { result: "not-applicable" }, "reason is not set; ");
      refuses("a stack that is none", { coveredBy: "platform" }, 'coveredBy is "platform"; ');
      refuses(
        "a measurement that nobody asks for",
        { measurements: { speed: 1 } },
        "measurements.speed is not a measurement that is asked for",
      );
      if (evidence.maxAge !== undefined) {
        const days = profiles[profile][evidence.maxAge];
        assert.ok(days !== null);
        refuses(
          "old evidence",
          { on: addDays(today, -days - 1) },
          `${days + 1} days ago; ${profile} needs evidence at most ${days} days old`,
        );
        it(`${profile} accepts evidence on the last day that it counts`, async () => {
          assert.equal((await check({ on: addDays(today, -days) }, GO)).result, "pass");
        });
      }
      for (const [key, measurement] of Object.entries(evidence.measurements ?? {})) {
        const others = passing(requirement, profiles[profile])["measurements"] as object;
        refuses(
          `no ${key}`,
          { measurements: { ...others, [key]: null } },
          `measurements.${key} is not set; `,
        );
        refuses(
          `a ${key} of another shape`,
          { measurements: { ...others, [key]: ["x"] } },
          `measurements.${key} is not `,
        );
        if (measurement.form === "result") {
          refuses(
            `a ${key} that failed`,
            { measurements: { ...others, [key]: "failed" } },
            `measurements.${key} is "failed"; `,
          );
        }
      }
      const beyond = beyondLimit(requirement, profile);
      if (beyond) {
        const others = passing(requirement, profiles[profile])["measurements"] as object;
        const changes = { measurements: { ...others, [beyond.name]: beyond.value } };
        if (beyond.it.advisory) {
          it(`${profile} advises against ${beyond.name} beyond its limit, and never refuses it`, async () => {
            const { found } = await check(changes, GO);
            assert.deepEqual(
              found.map(({ level }) => level),
              ["advisory"],
            );
          });
        } else {
          refuses(
            `${beyond.name} beyond its limit`,
            changes,
            `measurements.${beyond.name} is ${beyond.value}`,
          );
        }
      }

      it(`${profile} takes a reason for what does not apply`, async () => {
        const { found, result } = await check({ result: "not-applicable", reason: "No users sign in." }, GO);
        assert.deepEqual(found, []);
        assert.equal(result, "not-applicable");
      });

      it(`${profile} takes the word of another stack, without its measurements`, async () => {
        const changes = { coveredBy: "acme/platform/prod", measurements: {}, evidence: null };
        const { found, result } = await check(changes, GO);
        assert.deepEqual(found, []);
        assert.equal(result, "pass");
      });

      it(`${profile} has the newest attestation speak`, async () => {
        const { found } = await check(
          { on: "2026-10-01", result: "failed" },
          attestation("newer", passing(requirement, profiles[profile])),
          GO,
        );
        assert.deepEqual(found, []);
      });

      for (const key of ["item", "result", "by", "on", "evidence"]) {
        it(`${profile} cannot tell before the update when ${key} is not known`, async () => {
          const { found, result } = await check({ [key]: unknown }, GO);
          assert.equal(result, "undetermined", found.map(({ message }) => message).join());
          assert.deepEqual(
            found.map(({ level }) => level),
            ["advisory"],
          );
          assert.match(found[0]?.message ?? "", /undetermined, because .* not known until the update/);
        });
      }

      it(`${profile} never shows what is secret, nor a link`, async () => {
        const all = passing(requirement, profiles[profile]);
        for (const key of [...Object.keys(all), "reason", "coveredBy", "validUntil"]) {
          const { found } = await check({ [key]: secret("canary-value"), result: "failed" }, GO);
          for (const { message } of found) assert.doesNotMatch(message, /canary/, key);
        }
        const { found } = await check({ evidence: "https://ada:canary@example.com" }, GO);
        assert.ok(found.length > 0);
        for (const { message } of found) assert.doesNotMatch(message, /canary|wiki/, LINK);
      });
    }

    const lower = profileNames.filter((profile) => !asking.includes(profile));
    for (const profile of lower) {
      it(`${profile} does not ask for it`, async () => {
        const { found, result } = await judge(requirement, profile, [application, GO]);
        assert.deepEqual(found, []);
        assert.equal(result, undefined);
      });
    }
  });
}
