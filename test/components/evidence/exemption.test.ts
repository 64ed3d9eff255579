import { strict as assert } from "assert";
import * as pulumi from "@pulumi/pulumi";
import { Exemption, type ExemptionArgs } from "../../../components/evidence";
import { registry } from "../../../policies/readers";

const SAYS = {
  requirement: "7.1-non-root",
  reason: "Reads the files of the node it runs on.",
  owner: "platform",
  expires: "2027-03-31",
};

/** What the engine is told of an exemption of this resource. */
async function registered(resourceOf: () => ExemptionArgs["resource"]) {
  let found: { type: string; inputs: unknown } | undefined;
  await pulumi.runtime.setMocks({
    newResource: ({ type, inputs, name }) => {
      if (name === "node-agent") found = { type, inputs: inputs as unknown };
      return { id: `${name}-id`, state: inputs as Record<string, unknown> };
    },
    call: () => ({}),
  });
  new Exemption("node-agent", { ...SAYS, resource: resourceOf() });
  await pulumi.runtime.disconnect();
  return found;
}

describe("the Exemption component", () => {
  it("tells what it says, in a type that the pack reads", async () => {
    const found = await registered(() => "agent-*");
    assert.ok(found);
    assert.ok(registry.reads(found.type));
    assert.deepEqual(found.inputs, { ...SAYS, resource: "agent-*" });
  });

  it("names a resource by its URN", async () => {
    const found = await registered(() => new pulumi.ComponentResource("shop:index:Agent", "agent"));
    assert.deepEqual(found?.inputs, {
      ...SAYS,
      resource: "urn:pulumi:stack::project::shop:index:Agent::agent",
    });
  });
});
