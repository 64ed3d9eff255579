import { strict as assert } from "assert";
import * as fc from "fast-check";
import { addDays } from "../../policies/evaluation/day";
import { exemptionKeys, exemptionMistakes } from "../../policies/evaluation/exemption-form";

const today = "2026-11-24";
const term = { today, maxDays: 365 };
const good = {
  resource: "db-*",
  reason: "Rebuilt every night.",
  owner: "data-team",
  expires: "2027-03-31",
};

const mistakes = (change: Record<string, unknown>, maxDays = 365) =>
  exemptionMistakes({ ...good, ...change }, { today, maxDays }).map(({ key, says }) => `${key} ${says}`);

describe("what an exemption says", () => {
  it("is enough with its four required keys, and may say its type and ticket", () => {
    assert.deepEqual(mistakes({}), []);
    assert.deepEqual(mistakes({ type: "aws:rds/instance:Instance", ticket: "OPS-12" }), []);
  });

  const wrong: Readonly<Record<string, { change: Record<string, unknown>; says: string }>> = {
    "no resource": {
      change: { resource: undefined },
      says: "resource is missing; write a resource's name or URN, or a pattern of either (* and ?)",
    },
    "an empty resource": {
      change: { resource: " " },
      says: "resource is empty; write a resource's name or URN, or a pattern of either (* and ?)",
    },
    "a type that is no text": {
      change: { type: ["aws:rds/instance:Instance"] },
      says: "type is not text; write a type token, such as aws:rds/instance:Instance",
    },
    "a short reason": {
      change: { reason: "   todo!    " },
      says: "reason is too short; write why it is let be, in 10 characters or more",
    },
    "a reason that is null": {
      change: { reason: null },
      says: "reason is missing; write why it is let be, in 10 characters or more",
    },
    "no owner": { change: { owner: undefined }, says: "owner is missing; write who answers for it" },
    "a ticket that is a number": {
      change: { ticket: 12 },
      says: "ticket is not text; write where it is followed up",
    },
    "a day in another form": {
      change: { expires: "31.03.2027" },
      says: 'expires is "31.03.2027", which is no day; write the last day on which it holds, as YYYY-MM-DD',
    },
    "a day that does not exist": {
      change: { expires: "2027-02-29" },
      says: 'expires is "2027-02-29", which is no day; write the last day on which it holds, as YYYY-MM-DD',
    },
    "a day and a time": {
      change: { expires: "2027-03-31T00:00:00Z" },
      says: 'expires is "2027-03-31T00:00:00Z", which is no day; write the last day on which it holds, as YYYY-MM-DD',
    },
    "a day too far ahead": {
      change: { expires: "2027-11-25" },
      says: "expires is 2027-11-25, 366 days ahead, and may be 365 days: 2027-11-24 at the latest",
    },
    "a misspelt key": {
      change: { expiry: "2027-03-31" },
      says: "expiry is not known (did you mean expires?); allowed are resource, type, reason, owner, ticket, expires",
    },
  };
  for (const [what, { change, says }] of Object.entries(wrong)) {
    it(`is refused with ${what}`, () => assert.deepEqual(mistakes(change), [says]));
  }

  it("is held to 90 days for what blocks a launch", () => {
    assert.deepEqual(mistakes({ expires: addDays(today, 90) }, 90), []);
    assert.deepEqual(mistakes({ expires: addDays(today, 91) }, 90), [
      "expires is 2027-02-23, 91 days ahead, and may be 90 days for what blocks a launch: 2027-02-22 at the latest",
    ]);
  });

  it("may have expired long ago: that is no mistake in it", () => {
    assert.deepEqual(mistakes({ expires: "2020-01-01" }), []);
  });

  it("tells every mistake at once", () => {
    assert.deepEqual(
      exemptionMistakes({ reson: "x" }, term).map(({ key }) => key),
      ["reson", "resource", "reason", "owner", "expires"],
    );
  });

  it("never throws, and accepts nothing but text", () => {
    const value = fc.oneof(fc.anything(), fc.string());
    const keys = fc.oneof(fc.constantFrom(...Object.keys(exemptionKeys)), fc.string());
    fc.assert(
      fc.property(fc.dictionary(keys, value), (written) => {
        const wrongKeys = exemptionMistakes(written, term).map(({ key }) => key);
        if (wrongKeys.length > 0) return;
        for (const text of Object.values(written)) assert.ok(text == null || typeof text === "string");
      }),
    );
  });

  it("may expire on any day up to the limit, and on none beyond", () => {
    fc.assert(
      fc.property(fc.integer({ min: -4000, max: 4000 }), (days) => {
        assert.equal(mistakes({ expires: addDays(today, days) }).length === 0, days <= 365);
      }),
    );
  });
});
