import { strict as assert } from "assert";
import * as patched from "@pulumi/policy/deserialize";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Inputs } from "../../policies/evaluation/inputs";
import { decodeOnce, treeOf } from "../../policies/crossguard/decode";
import { structOf } from "../kit/analyzer";
import { resource, secret, unknown } from "../kit/cases";
import { allTables } from "../kit/tables";

type Deserialize = (struct: Struct, proxySecrets: boolean) => Record<string, unknown>;

/** The SDK's function as it was before `decodeOnce`. */
function pristine(): Deserialize {
  const file = require.resolve("@pulumi/policy/deserialize");
  const cached = require.cache[file];
  delete require.cache[file];
  const fresh = (require(file) as { deserializeProperties: Deserialize }).deserializeProperties;
  if (cached) require.cache[file] = cached;
  return fresh;
}

decodeOnce();
const once: Deserialize = (struct, proxySecrets) =>
  (patched as unknown as { deserializeProperties: Deserialize }).deserializeProperties(struct, proxySecrets);

describe("decoding once", () => {
  const original = pristine();

  it("gives what the SDK gives, for every resource of every case", () => {
    const stacks = allTables().flatMap((table) =>
      [table.valid, table.invalid, table.unknown].flatMap((group) => Object.values(group).map((it) => it.stack)),
    );
    const resources = [
      ...stacks.flat(),
      resource("t", "n", { a: secret({ b: [1, unknown, null] }), c: { d: secret(unknown) } }),
    ];
    assert.ok(resources.length > 50);
    for (const it of resources) {
      const struct = structOf(it);
      assert.deepEqual(once(struct, false), original(struct, false));
      assert.equal(once(struct, false), once(struct, false), "the same object, each time");
    }
  });

  it("still tells what is secret, down to the leaves", () => {
    const decoded = once(structOf(resource("t", "n", { a: secret({ b: "x", c: unknown }), d: "y" })), false);
    const inputs = new Inputs(treeOf(decoded));
    assert.deepEqual(inputs.string("a.b").state, { is: "known", value: "x", secret: true });
    assert.equal(inputs.string("a.c").state.is, "unknown");
    assert.deepEqual(inputs.string("d").state, { is: "known", value: "y" });
  });
});
