import { strict as assert } from "assert";
import { excludedBy, someIs } from "../../policies/evaluation/exclusion";
import { Inputs } from "../../policies/evaluation/inputs";
import { UNKNOWN } from "../../policies/evaluation/tree";

const { a, b, not } = { a: fact("A"), b: fact("B"), not: fact(UNKNOWN) };
const untold = { path: ["name"], why: "is not known until the update" };
const isA = (value: string) => value === "A";

function fact(name: string | typeof UNKNOWN) {
  return new Inputs({ name }).string("name");
}

describe("exclusion", () => {
  it("is a clause, nothing, or what is not known", () => {
    assert.equal(excludedBy(a, isA, "it is A"), "it is A");
    assert.equal(excludedBy(b, isA, "it is A"), undefined);
    assert.deepEqual(excludedBy(not, isA, "it is A"), untold);
  });

  it("by several facts needs one that is certain", () => {
    assert.equal(someIs([b, not, a], isA), true);
    assert.equal(someIs([b], isA), false);
    assert.equal(someIs([], isA), false);
    assert.deepEqual(someIs([b, not], isA), untold);
  });
});
