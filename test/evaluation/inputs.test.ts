import { strict as assert } from "assert";
import * as fc from "fast-check";
import { Inputs } from "../../policies/evaluation/inputs";
import { Secret, UNKNOWN, type Tree } from "../../policies/evaluation/tree";

/** Any shape a resource's inputs can take, sensible or not. */
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.string(),
    fc.constant(UNKNOWN),
    fc.string().map((text) => new Secret(text)),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__", "length"), tie("tree"), { maxKeys: 3 }),
  ),
}));

describe("inputs", () => {
  it("can be read whatever their shape", () => {
    fc.assert(
      fc.property(tree, (shape) => {
        const inputs = new Inputs(shape);
        for (const path of ["a", "a.b", "a.b.c", "length", "__proto__"]) {
          for (const fact of [
            inputs.number(path),
            inputs.string(path),
            inputs.boolean(path),
            inputs.scalar(path),
          ]) {
            assert.ok(["known", "absent", "unknown"].includes(fact.state.is));
          }
          for (const item of inputs.list(path).items) item.string("b");
          inputs.entries(path);
          inputs.references(path);
          inputs.json(path).inputs.list("x");
          inputs.presence(path);
          assert.equal(typeof inputs.has(path), "boolean");
        }
      }),
      { numRuns: 500 },
    );
  });

  it("under an unknown value are unknown, not absent", () => {
    const inputs = new Inputs({ spec: UNKNOWN });
    assert.equal(inputs.number("spec.replicas", { whenAbsent: 1 }).state.is, "unknown");
    assert.equal(inputs.list("spec.containers").missing?.why, "is not known until the update");
    assert.equal(inputs.presence("spec.containers").state.is, "unknown");
    assert.equal(new Inputs({ settings: [UNKNOWN] }).number("settings.n").state.is, "unknown");
  });

  it("take numeric text for its number and refuse other text", () => {
    assert.equal(new Inputs({ n: "30" }).number("n").value, 30);
    const odd = new Inputs({ n: "many" }).number("n");
    assert.deepEqual(odd.state, { is: "unknown", why: "is not a number, so it cannot be judged" });
  });

  it("take an object for a list of one, and a list of one for the object in it", () => {
    assert.equal(new Inputs({ rules: { n: 1 } }).list("rules").items[0]?.number("n").value, 1);
    assert.equal(new Inputs({ settings: [{ n: 1 }] }).number("settings.n").value, 1);
  });

  it("find the object of a name, nothing, or what may be it", () => {
    const find = (list: Tree) =>
      new Inputs({ env: list })
        .find(
          "env",
          (item) => item.string("name"),
          (name) => name === "A",
        )
        .string("value");
    const [a, b, one] = [{ name: "A", value: "1" }, { name: "B" }, { name: UNKNOWN, value: "2" }];
    assert.equal(find([one, b, a]).value, "1");
    assert.equal(find([b]).state.is, "absent");
    assert.equal(find([]).state.is, "absent");
    assert.equal(find([b, one]).state.is, "unknown");
    assert.deepEqual(find([b, one]).path, ["env", 1, "value"]);
    assert.equal(find(UNKNOWN).state.is, "unknown");
    assert.equal(find([b, UNKNOWN]).state.is, "unknown");
  });

  it("are listed by a fact, and what may be listed is missing", () => {
    const where = (list: Tree) =>
      new Inputs({ env: list }).list("env").where(
        (item) => item.string("name"),
        (name) => name === "A",
      );
    assert.equal(where([{ name: "A" }, { name: "B" }]).items.length, 1);
    assert.equal(where([{ name: "A" }, { name: "B" }]).missing, undefined);
    assert.ok(where([{ name: "B" }, {}]).isEmpty);
    assert.deepEqual(where([{ name: "B" }, { name: UNKNOWN }]).missing, {
      path: ["env", 1, "name"],
      why: "is not known until the update",
    });
  });

  it("tell of what they are asked", () => {
    const reads: string[] = [];
    const inputs = new Inputs({}, [], {
      onRead: ({ path, unit }) => reads.push(`${path.join(".")} ${unit ?? ""}`),
    });
    inputs.number("a.b", { unit: "days" });
    assert.deepEqual(reads, ["a.b days"]);
  });
});
