import { strict as assert } from "assert";
import * as fc from "fast-check";
import { literalPrefix, matchesGlob } from "../../policies/evaluation/glob";

describe("a glob", () => {
  const cases: Readonly<Record<string, { yes: readonly string[]; no: readonly string[] }>> = {
    "db": { yes: ["db"], no: ["", "d", "db1", "DB"] },
    "db-*": { yes: ["db-", "db-1", "db-a/b::c"], no: ["db", "a-db-1"] },
    "*-db": { yes: ["-db", "shop-db", "db-db"], no: ["shop-db-1"] },
    "*a*b*": { yes: ["ab", "xaxbx", "aab"], no: ["ba", "a"] },
    "db-?": { yes: ["db-1"], no: ["db-", "db-12"] },
    "?*": { yes: ["a", "ab"], no: [""] },
    "*": { yes: ["", "a", "urn:pulumi:prod::shop::aws:rds/instance:Instance::db"], no: [] },
    "": { yes: [""], no: ["a"] },
    "a[b]{c}.(d)+$\\": { yes: ["a[b]{c}.(d)+$\\"], no: ["ab", "a[b]{c}x(d)+$\\"] },
    "urn:pulumi:prod::shop::*::db": {
      yes: ["urn:pulumi:prod::shop::aws:rds/instance:Instance::db"],
      no: ["urn:pulumi:dev::shop::aws:rds/instance:Instance::db"],
    },
  };
  for (const [pattern, { yes, no }] of Object.entries(cases)) {
    it(JSON.stringify(pattern), () => {
      for (const text of yes) assert.ok(matchesGlob(pattern, text), text);
      for (const text of no) assert.ok(!matchesGlob(pattern, text), text);
    });
  }

  const text = fc.string({ unit: fc.constantFrom("a", "b", ":", "."), maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", ".", "*", "?"), maxLength: 8 });

  it("says what a regular expression says", () => {
    fc.assert(
      fc.property(pattern, text, (glob, it) => {
        const source = glob.replace(/[.]/g, "\\.").replace(/\*/g, ".*").replace(/\?/g, ".");
        assert.equal(matchesGlob(glob, it), new RegExp(`^(?:${source})$`).test(it));
      }),
    );
  });

  it("without wildcards stands for itself alone", () => {
    fc.assert(fc.property(text, text, (a, b) => matchesGlob(a, b) === (a === b)));
  });

  it("matches nothing that starts otherwise than its own start", () => {
    fc.assert(
      fc.property(pattern, text, (glob, it) => !matchesGlob(glob, it) || it.startsWith(literalPrefix(glob))),
    );
  });

  it("is quick with many wildcards", () => {
    assert.ok(!matchesGlob("*a".repeat(200) + "b", "a".repeat(5000)));
  });
});
