import { strict as assert } from "assert";
import { applyChanges } from "../../policies/evaluation/fix";
import { advisory, allOf, fixesOf, violation } from "../../policies/evaluation/outcome";

const changed = (inputs: object, path: readonly (string | number)[], value: unknown) => {
  applyChanges(inputs, [{ path, value }]);
  return inputs;
};

describe("a change", () => {
  it("makes the objects and lists on its way that are missing", () => {
    assert.deepEqual(changed({}, ["spec", "ports", 0, "port"], 8000), { spec: { ports: [{ port: 8000 }] } });
    assert.deepEqual(changed({ spec: null }, ["spec", "paused"], false), { spec: { paused: false } });
  });

  it("is made in the object of a list of one, and in a list whose first item is none", () => {
    assert.deepEqual(changed({ it: [{ a: 1 }] }, ["it", "b"], 2), { it: [{ a: 1, b: 2 }] });
    for (const first of [[], [null], ["text"]]) {
      assert.deepEqual(changed({ it: first }, ["it", "b"], 2), { it: [{ b: 2 }] });
    }
  });

  it("is not made where the finding is advice, or another resource's", () => {
    const fix = [{ path: ["a"], value: 1 }];
    const found = violation({ says: "a is 0", fix });
    assert.deepEqual(fixesOf(found), fix);
    assert.deepEqual(
      fixesOf(allOf(advisory(found), violation({ says: "b is 0", fix, elsewhere: true }))),
      [],
    );
  });
});
