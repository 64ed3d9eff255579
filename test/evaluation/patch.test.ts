import { strict as assert } from "assert";
import { Inputs } from "../../policies/evaluation/inputs";
import { undetermined, violation, type Outcome } from "../../policies/evaluation/outcome";
import { ofPatch } from "../../policies/evaluation/patch";

const patch = new Inputs({ spec: { replicas: 1 } }, [], { partial: true });
const wrong = (path?: string) => violation({ ...(path ? { path: path.split(".") } : {}), says: "is wrong" });
const left = (outcome: Outcome) => ofPatch(outcome, patch);

describe("what is found of a patch", () => {
  it("is what is wrong with a property that it sets", () => {
    assert.deepEqual(left(wrong("spec.replicas")), wrong("spec.replicas"));
  });

  it("is nothing about what it does not set, and about what belongs to the live object", () => {
    for (const found of [wrong("spec.strategy.type"), wrong()]) {
      assert.equal(left(found).result, "not-applicable");
    }
    const elsewhere = { path: ["spec", "replicas"], says: "is wrong", elsewhere: true };
    assert.equal(left(violation(elsewhere)).result, "not-applicable");
  });

  it("is also what cannot be told", () => {
    const untold = { path: ["spec", "replicas"], why: "is not known until the update" };
    const found = { ...wrong("spec.paused"), undetermined: [untold] };
    assert.deepEqual(left(found as Outcome), undetermined(untold));
    assert.deepEqual(left(undetermined(untold)), undetermined(untold));
  });
});
