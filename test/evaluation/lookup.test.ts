import { strict as assert } from "assert";
import * as fc from "fast-check";
import { Inputs } from "../../policies/evaluation/inputs";
import { kind } from "../../policies/evaluation/kind";
import { lookup, type Key, type Keys } from "../../policies/evaluation/lookup";
import type { Resource } from "../../policies/evaluation/resource";
import { StackView } from "../../policies/evaluation/stack";

const thing = kind<Keys>("thing");
const byKeys = lookup(thing, (self) => self.thing);

/** A stack of things with these keys, and the places of those that are found by what something offers. */
function found(things: readonly Keys[], offered: readonly Key[]): readonly number[] {
  const resources = things.map((_, i): Resource => {
    const inputs = new Inputs(undefined);
    return { urn: String(i), type: "t", name: "n", inputs, dependencies: {}, identifiers: [] };
  });
  const stack = new StackView(resources, (resource) => [
    { resource, kind: thing, thing: things[Number(resource.urn)] },
  ]);
  return stack.candidates(byKeys, offered).map(({ resource }) => Number(resource.urn));
}

describe("StackView.candidates", () => {
  it("finds what needs some of the keys", () => {
    const things = [{ some: ["a"] }, { some: ["b", "c"] }, { some: ["d"] }, { some: [] }];
    assert.deepEqual(found(things, ["c", "a", "b"]), [0, 1]);
  });

  it("finds what needs every key by the one that the fewest others need", () => {
    const things = [
      { every: ["tier web", "app one"] },
      { every: ["tier web", "app two"] },
      { every: ["tier web"] },
    ];
    assert.deepEqual(found(things, ["tier web", "app one"]), [0, 2]);
    assert.deepEqual(found(things, ["app two"]), [1]);
  });

  it("always finds what may concern anything", () => {
    const things = [{ every: [undefined] }, { every: [] }, { some: [undefined, "a"] }, { some: ["a"] }];
    assert.deepEqual(found(things, ["b"]), [0, 1, 2]);
    assert.deepEqual(found(things, []), [0, 1, 2]);
  });

  it("narrows by what is known where a thing needs every key", () => {
    const things = [{ every: ["namespace shop", undefined] }, { every: ["namespace other", undefined] }];
    assert.deepEqual(found(things, ["namespace shop", "name api"]), [0]);
  });

  it("finds everything where what is offered is not known", () => {
    assert.deepEqual(found([{ some: ["a"] }, { every: ["b"] }, { some: [] }], ["c", undefined]), [0, 1, 2]);
  });

  it("never leaves out what the keys admit", () => {
    const keys = fc.array(fc.option(fc.constantFrom<string[]>("a", "b", "c", "d"), { nil: undefined }), {
      maxLength: 4,
    });
    const thingOf = fc
      .tuple(fc.boolean(), keys)
      .map(([all, list]) => (all ? { every: list } : { some: list }));
    fc.assert(
      fc.property(fc.array(thingOf, { maxLength: 8 }), keys, (things, offered) => {
        const offers = (key: Key) =>
          key === undefined || offered.includes(key) || offered.includes(undefined);
        const admitted = things.flatMap((it, i) =>
          ("every" in it ? it.every.every(offers) : it.some.some(offers)) ? [i] : [],
        );
        const candidates = found(things, offered);
        assert.deepEqual(
          admitted.filter((i) => !candidates.includes(i)),
          [],
        );
        assert.deepEqual(
          [...candidates],
          [...candidates].sort((a, b) => a - b),
        );
      }),
    );
  });
});
