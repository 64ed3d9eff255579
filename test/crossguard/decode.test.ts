import { strict as assert } from "assert";
import * as fc from "fast-check";
import * as patched from "@pulumi/policy/deserialize";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Inputs } from "../../policies/evaluation/inputs";
import { isTreeObject, Secret, type Tree } from "../../policies/evaluation/tree";
import { decodeOnce, treeOf } from "../../policies/crossguard/decode";
import { structOf } from "../kit/analyzer";
import { resource, secret, unknown, type TestResource } from "../kit/cases";
import { sdkDeserialize } from "../kit/sdk-deserialize";
import { allTables } from "../kit/tables";

decodeOnce();
const once = (struct: Struct): object =>
  (patched as unknown as { deserializeProperties: typeof sdkDeserialize }).deserializeProperties(
    struct,
    false,
  );

/** The tree as one that cannot tell secrets. */
function withoutSecrets(tree: Tree): Tree {
  if (tree instanceof Secret) return tree.value;
  if (Array.isArray(tree)) return (tree as readonly Tree[]).map(withoutSecrets);
  if (!isTreeObject(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, withoutSecrets(value ?? null)]));
}

/** A resource's properties as they arrive: from bytes. */
function asSent(it: TestResource): Struct {
  return Struct.deserializeBinary(structOf(it).serializeBinary());
}

describe("decoding once", () => {
  it("decodes any properties as the library does", () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (props) => {
        const struct = structOf(resource("t", "n", props));
        const expected = struct.toJavaScript();
        const decoded = Struct.deserializeBinary(struct.serializeBinary()).toJavaScript();
        assert.deepEqual(decoded, expected);
        assert.deepEqual(Object.keys(decoded), Object.keys(expected));
      }),
    );
  });

  it("reads what the SDK decodes, for every resource of every case", () => {
    const stacks = allTables().flatMap((table) =>
      [table.valid, table.invalid, table.unknown].flatMap((group) =>
        Object.values(group).map((it) => it.stack),
      ),
    );
    const resources = [
      ...stacks.flat(),
      resource("t", "n", { a: secret({ b: [1, unknown, null] }), c: { d: secret(unknown) } }),
    ];
    assert.ok(resources.length > 50);
    for (const it of resources) {
      const struct = asSent(it);
      assert.deepEqual(struct.toJavaScript(), structOf(it).toJavaScript());
      assert.deepEqual(withoutSecrets(treeOf(once(struct))), treeOf(sdkDeserialize(struct, false)));
      assert.equal(once(struct), once(struct), "the same object, each time");
    }
  });

  it("still tells what is secret, down to the leaves", () => {
    const struct = structOf(resource("t", "n", { a: secret({ b: "x", c: unknown }), d: "y" }));
    const inputs = new Inputs(treeOf(once(struct)));
    assert.deepEqual(inputs.string("a.b").state, { is: "known", value: "x", secret: true });
    assert.equal(inputs.string("a.c").state.is, "unknown");
    assert.deepEqual(inputs.string("d").state, { is: "known", value: "y" });
  });
});

describe("a secret that is redacted", () => {
  const inputs = new Inputs(
    treeOf(
      once(
        asSent(
          resource("t", "n", {
            days: secret("[secret]"),
            plain: "[secret]",
            settings: secret("[secret]"),
            leaf: secret("hunter2"),
          }),
        ),
      ),
    ),
  );

  it("is not known, and stays secret", () => {
    assert.deepEqual(inputs.number("days").state, {
      is: "unknown",
      why: "is not known until the update",
      secret: true,
    });
    assert.equal(inputs.string("plain").value, "[secret]");
  });

  it("leaves what it may hold not known", () => {
    assert.equal(inputs.string("settings.token").state.is, "unknown");
    assert.equal(inputs.at("settings").string("token").state.is, "unknown");
    assert.equal(inputs.presence("settings").value, true);
    assert.equal(inputs.presence("settings.token").state.is, "unknown");
    assert.ok(inputs.list("settings").missing);
    assert.ok(inputs.entries("settings").missing);
  });

  it("has nothing inside when it is text: least of all its own value, in the open", () => {
    assert.equal(inputs.string("leaf.value").value, undefined);
    assert.equal(inputs.string("leaf.value").shownValue, undefined);
  });
});
