import assert from "node:assert/strict";
import { durationDays, isoDays, secondsText } from "../../policies/readers/duration";

describe("Durations", () => {
  const known: Readonly<Record<string, number>> = {
    "2592000s": 30,
    "604800.0s": 7,
    "43200s": 0.5,
    "P30D": 30,
    "P4W": 28,
    "PT720H": 30,
    "P1M": 30,
    "P1Y": 365,
    "P1Y2M3DT12H": 428.5,
    "PT1440M": 1,
    "PT86400S": 1,
  };
  for (const [text, days] of Object.entries(known)) {
    it(`reads ${text} as ${days} days`, () => assert.equal(durationDays(text), days));
  }

  for (const text of ["", "P", "PT", "P1", "30d", "30 days", "-P1D", "s", "1h", "P1DT", "2592000"]) {
    it(`does not read ${JSON.stringify(text)}`, () => assert.equal(durationDays(text), undefined));
  }

  it("writes what it reads", () => {
    assert.equal(secondsText(30), "2592000s");
    assert.equal(isoDays(7), "P7D");
    for (const days of [1, 7, 30, 365]) {
      assert.equal(durationDays(secondsText(days)), days);
      assert.equal(durationDays(isoDays(days)), days);
    }
  });
});
