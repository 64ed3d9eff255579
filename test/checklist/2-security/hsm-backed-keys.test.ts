import { strict as assert } from "assert";
import { requirements } from "../../../policies/checklist";
import { judgeResource } from "../../../policies/evaluation/evaluate";
import { Inputs } from "../../../policies/evaluation/inputs";
import { StackView } from "../../../policies/evaluation/stack";
import { profileOf, resolveSettings, SETTINGS_POLICY } from "../../../policies/crossguard/settings";
import { registry } from "../../../policies/readers";
import { moment } from "../../kit/moment";

const hsmBackedKeys = requirements.find(({ name }) => name === "2.4-hsm-backed-keys");

function verdictOn(inputs: Record<string, string>, acceptsSharedHsm: boolean): string {
  assert.ok(hsmBackedKeys);
  const config = { [SETTINGS_POLICY]: { profile: "RESTRICTED", acceptsSharedHsm } };
  const settings = resolveSettings(config, {}, moment);
  const resource = {
    urn: "urn:pulumi:test::test::aws:kms/key:Key::key",
    type: "aws:kms/key:Key",
    name: "key",
    inputs: new Inputs(inputs),
    dependencies: {},
    identifiers: [],
  };
  const stack = new StackView([], () => []);
  const judgement = { profile: profileOf(settings), settings, stack };
  return judgeResource(hsmBackedKeys, registry.identify(resource), judgement).result;
}

describe("2.4-hsm-backed-keys", () => {
  it("accepts a key service's shared HSMs where the configuration does", () => {
    assert.equal(verdictOn({}, false), "violation");
    assert.equal(verdictOn({}, true), "pass");
  });

  it("does not take a key outside the service for one", () => {
    assert.equal(verdictOn({ xksKeyId: "external" }, true), "undetermined");
  });
});
