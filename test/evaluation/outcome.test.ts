import { strict as assert } from "assert";
import * as fc from "fast-check";
import {
  allOf,
  anyOf,
  notApplicable,
  pass,
  undetermined,
  violation,
  type Outcome,
} from "../../policies/evaluation/outcome";

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constant(pass),
  fc.constant(notApplicable("it is something else")),
  fc.string().map((says) => violation({ says })),
  fc.string().map((why) => undetermined({ why })),
);
const outcomes = fc.array(outcome, { maxLength: 6 });
const results = (list: readonly Outcome[]) => new Set(list.map(({ result }) => result));

describe("allOf", () => {
  it("keeps every violation, and what could not be judged beside it", () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const whole = allOf(...list);
        const violations = list.flatMap((o) => (o.result === "violation" ? o.violations : []));
        const unjudged = list.flatMap((o) => (o.result === "undetermined" ? o.undetermined : []));
        if (violations.length > 0) {
          assert.deepEqual(whole, { result: "violation", violations, undetermined: unjudged });
        } else if (unjudged.length > 0) {
          assert.deepEqual(whole, { result: "undetermined", undetermined: unjudged });
        }
      }),
    );
  });

  it("passes only when something passes and nothing else is said", () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const seen = results(list);
        const passes = seen.has("pass") && !seen.has("violation") && !seen.has("undetermined");
        assert.equal(allOf(...list).result === "pass", passes);
      }),
    );
  });

  it("does not depend on the order", () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        assert.equal(allOf(...list).result, allOf(...[...list].reverse()).result);
      }),
    );
  });

  it("does not apply when nothing applies", () => {
    assert.equal(allOf().result, "not-applicable");
    assert.equal(allOf(notApplicable("a"), notApplicable("b")).result, "not-applicable");
  });
});

describe("anyOf", () => {
  it("passes exactly when one passes", () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        assert.equal(anyOf(...list).result === "pass", results(list).has("pass"));
      }),
    );
  });

  it("never accuses while something cannot be told", () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const seen = results(list);
        if (!seen.has("pass") && seen.has("undetermined"))
          assert.equal(anyOf(...list).result, "undetermined");
      }),
    );
  });

  it("reports the first violation when all are violated", () => {
    const first = violation({ says: "is 1" });
    assert.deepEqual(anyOf(first, violation({ says: "is 2" })), first);
  });
});
