import { strict as assert } from "assert";
import * as fc from "fast-check";
import { addDays } from "../../policies/evaluation/day";
import type { Verdict } from "../../policies/evaluation/evaluate";
import {
  exempted,
  holdsOn,
  isAbout,
  isOfStack,
  type Exemptible,
  type Exemption,
} from "../../policies/evaluation/exemption";
import type { Outcome } from "../../policies/evaluation/outcome";
import { verdictMessages } from "../../policies/evaluation/verdict-messages";
import { canonicalToken } from "../../policies/readers/token";
import { requirementOf } from "../kit/requirement";

const today = "2026-11-24";
const requirement = requirementOf("3.3-automated-backups");

const exemption = (change: Partial<Exemption> = {}): Exemption => ({
  resource: "*",
  reason: "Rebuilt every night.",
  owner: "data-team",
  expires: "2027-03-31",
  from: "pack configuration",
  called: "exemptions[0]",
  ...change,
});

const resource = (type: string, name: string, stack = "prod"): Exemptible => ({
  urn: `urn:pulumi:${stack}::shop::${type}::${name}`,
  type,
  name,
});

const violated: Outcome = {
  result: "violation",
  violations: [{ path: ["backupRetentionPeriod"], says: "is 7 days", needs: "at least 30" }],
  undetermined: [],
};
const awaited: Outcome = {
  result: "undetermined",
  undetermined: [{ why: "nobody attests it", open: true }],
};

describe("an exemption is about", () => {
  const instance = resource("aws:rds/instance:Instance", "db-1");
  const listener = resource("aws:lb/listener:Listener", "web");
  const nested = resource("shop:index:Data$aws:alb/listener:Listener", "inner");
  const rows: readonly (readonly [what: string, Partial<Exemption>, Exemptible, boolean])[] = [
    ["its name", { resource: "db-1" }, instance, true],
    ["no other name", { resource: "db-2" }, instance, false],
    ["no name that only starts so", { resource: "db" }, instance, false],
    ["names by a pattern", { resource: "db-*" }, instance, true],
    ["its URN", { resource: instance.urn }, instance, true],
    ["no URN of another stack", { resource: resource(instance.type, "db-1", "dev").urn }, instance, false],
    ["URNs by a pattern", { resource: "urn:pulumi:*::shop::*::db-*" }, instance, true],
    ["its type", { type: "aws:rds/instance:Instance" }, instance, true],
    ["no other type", { type: "aws:rds/cluster:Cluster" }, instance, false],
    ["its type by an older token", { type: "aws:alb/listener:Listener" }, listener, true],
    [
      "its type by the token of a versioned package",
      { type: "azure-native:dbforpostgresql:Server" },
      { ...listener, type: "azure-native:dbforpostgresql/v20240801:Server" },
      true,
    ],
    [
      "its URN by an older token",
      { resource: "urn:pulumi:prod::shop::aws:alb/listener:Listener::web" },
      listener,
      true,
    ],
    [
      "its URN by a newer token, inside a component",
      { resource: "urn:pulumi:prod::shop::shop:index:Data$aws:lb/listener:Listener::inner" },
      nested,
      true,
    ],
    ["no type by a pattern", { type: "aws:rds/*" }, instance, false],
    ["names that look like parts of a URN", { resource: "a::b" }, resource("t:m:R", "a::b"), true],
  ];
  for (const [what, change, it_, expected] of rows) {
    it(what, () => assert.equal(isAbout(exemption(change), it_, canonicalToken), expected));
  }
});

describe("an exemption may be of a stack", () => {
  const stackUrn = "urn:pulumi:prod::shop::aws:rds/instance:Instance::db";
  const rows: Readonly<Record<string, boolean>> = {
    "db": true,
    "db-*": true,
    "*": true,
    "urn:pulumi:prod::shop::aws:rds/instance:Instance::gone": true,
    "urn:pulumi:dev::shop::aws:rds/instance:Instance::db": false,
    "urn:pulumi:prod::billing::aws:rds/instance:Instance::db": false,
    "urn:pulumi:*::shop::*::db": true,
    "urn:pulumi:*::billing::*::db": false,
    "urn:pulumi:*::db": true,
    "urn:pulumi:dev*": false,
    "urn:pulumi:prod-*": false,
    "urn:*": true,
  };
  for (const [pattern, expected] of Object.entries(rows)) {
    it(`${pattern}: ${expected ? "yes" : "no"}`, () =>
      assert.equal(isOfStack(exemption({ resource: pattern }), stackUrn), expected));
  }

  it("but names none of a stack without resources by URN", () => {
    assert.ok(!isOfStack(exemption({ resource: stackUrn }), ""));
  });
});

describe("exemptions", () => {
  const it_ = resource("aws:rds/instance:Instance", "db");
  const apply = (outcome: Outcome, exemptions: readonly Exemption[], day = today): Verdict =>
    exempted({ requirement, resource: undefined, outcome }, it_, exemptions, day, canonicalToken);

  it("hold on their last day, and not on the next", () => {
    const last = exemption({ expires: "2027-03-31" });
    assert.ok(apply(violated, [last], "2027-03-31").exemption);
    const late = apply(violated, [last], "2027-04-01");
    assert.equal(late.exemption, undefined);
    assert.equal(late.expiredExemption, last);
  });

  it("count in their order, and one that holds before any that has expired", () => {
    const expired = exemption({ expires: "2026-01-01" });
    const first = exemption({ reason: "The first of them." });
    const second = exemption({ reason: "The second of them." });
    assert.equal(apply(violated, [expired, first, second]).exemption, first);
    assert.equal(apply(violated, [expired, first]).expiredExemption, undefined);
  });

  it("that have all expired leave the last that did", () => {
    const early = exemption({ expires: "2026-01-01" });
    const late = exemption({ expires: "2026-10-31" });
    assert.equal(apply(violated, [early, late]).expiredExemption, late);
    assert.equal(apply(violated, [late, early]).expiredExemption, late);
  });

  it("cover evidence that is not there yet", () => {
    assert.ok(apply(awaited, [exemption()]).exemption);
  });

  it("keep the words, and add theirs", () => {
    const said = (verdict: Verdict) => verdictMessages(verdict, "STANDARD");
    const words = "3.3 Automated backups: backupRetentionPeriod is 7 days; STANDARD needs at least 30.";
    assert.deepEqual(said(apply(violated, [])), [{ text: words, advisory: false }]);
    assert.deepEqual(said(apply(violated, [exemption({ ticket: "OPS-12" })])), [
      {
        text: `${words} Exempt until 2027-03-31, by data-team (OPS-12): Rebuilt every night.`,
        advisory: true,
      },
    ]);
    assert.deepEqual(said(apply(violated, [exemption({ reason: "Two\nlines,  no stop" })])), [
      { text: `${words} Exempt until 2027-03-31, by data-team: Two lines, no stop.`, advisory: true },
    ]);
    assert.deepEqual(said(apply(violated, [exemption({ expires: "2026-10-31" })])), [
      {
        text: `${words} Its exemption by data-team expired on 2026-10-31: comply, or renew it with the reason that holds now.`,
        advisory: false,
      },
    ]);
  });

  describe("whatever they are,", () => {
    const day = fc.integer({ min: -500, max: 500 }).map((days) => addDays(today, days));
    const anyExemption = fc
      .record({
        resource: fc.constantFrom("*", "db", "other", "d?", "urn:pulumi:prod::*", it_.urn),
        type: fc.constantFrom(undefined, it_.type, "aws:rds/cluster:Cluster"),
        expires: day,
      })
      .map(({ type, ...rest }) => exemption({ ...rest, ...(type === undefined ? {} : { type }) }));
    const untold = fc.array(fc.constant({ path: ["engine"], why: "is not known until the update" }), {
      minLength: 1,
      maxLength: 2,
    });
    const violations = fc.array(
      fc.record({
        path: fc.constantFrom(["a"], ["b", 0]),
        says: fc.constantFrom("is 7", "is not set"),
        advisory: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    );
    const outcome: fc.Arbitrary<Outcome> = fc.oneof(
      fc.constant<Outcome>({ result: "pass" }),
      fc.constant<Outcome>({ result: "not-applicable", why: "it is a replica" }),
      untold.map((undetermined): Outcome => ({ result: "undetermined", undetermined })),
      fc
        .record({ violations, undetermined: fc.oneof(fc.constant([]), untold) })
        .map((found): Outcome => ({ result: "violation", ...found })),
    );
    const some = fc.array(anyExemption, { maxLength: 4 });

    it("leave the outcome as it was found", () => {
      fc.assert(
        fc.property(outcome, some, day, (found, exemptions, on) => {
          assert.equal(apply(found, exemptions, on).outcome, found);
        }),
      );
    });

    it("hide nothing that is undetermined, and change nothing but violations", () => {
      fc.assert(
        fc.property(outcome, some, day, (found, exemptions, on) => {
          const before = verdictMessages(apply(found, []), "STANDARD");
          const after = verdictMessages(apply(found, exemptions, on), "STANDARD");
          assert.equal(after.length, before.length);
          before.forEach(({ text }, i) => assert.ok(after[i]?.text.startsWith(text)));
          const untoldLines = before.filter(({ text }) => text.includes("undetermined, because"));
          for (const line of untoldLines) assert.ok(after.some(({ text }) => text === line.text));
          if (found.result !== "violation") assert.deepEqual(after, before);
        }),
      );
    });

    it("turn every finding advisory when one holds, and none when none does", () => {
      fc.assert(
        fc.property(outcome, some, day, (found, exemptions, on) => {
          const verdict = apply(found, exemptions, on);
          const before = verdictMessages(apply(found, []), "STANDARD").map(({ advisory }) => advisory);
          const after = verdictMessages(verdict, "STANDARD").map(({ advisory }) => advisory);
          assert.deepEqual(after, verdict.exemption ? after.map(() => true) : before);
        }),
      );
    });

    it("apply when, and only when, one of them is about the resource and holds", () => {
      fc.assert(
        fc.property(some, day, (exemptions, on) => {
          const holding = exemptions.filter((it) => isAbout(it, it_, canonicalToken) && holdsOn(on, it));
          assert.equal(apply(violated, exemptions, on).exemption, holding[0]);
        }),
      );
    });

    it("that hold on a day held on every day before", () => {
      fc.assert(
        fc.property(anyExemption, day, fc.nat(400), (it, on, days) => {
          assert.ok(!holdsOn(on, it) || holdsOn(addDays(on, -days), it));
        }),
      );
    });
  });
});
