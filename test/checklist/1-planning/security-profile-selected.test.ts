import { strict as assert } from "assert";
import { profileNames } from "../../../profiles";
import { requirements } from "../../../policies/checklist";
import { judgeStack } from "../../../policies/evaluation/evaluate";
import { violationMessages } from "../../../policies/evaluation/message";
import { StackView } from "../../../policies/evaluation/stack";
import {
  profileOf,
  resolveSettings,
  SETTINGS_POLICY,
  type PackConfig,
  type StackSettings,
} from "../../../policies/crossguard/settings";
import { moment } from "../../kit/moment";

const requirement = requirements.find(({ name }) => name === SETTINGS_POLICY);
assert.ok(requirement);

function messages(pack: PackConfig[string], stack: StackSettings): readonly string[] {
  assert.ok(requirement);
  const settings = resolveSettings({ [SETTINGS_POLICY]: pack }, stack, moment);
  const [verdict] = judgeStack(requirement, {
    profile: profileOf(settings),
    settings,
    stack: new StackView([], () => []),
  });
  const outcome = verdict?.outcome;
  assert.ok(outcome && outcome.result !== "undetermined" && outcome.result !== "not-applicable");
  return outcome.result === "violation"
    ? violationMessages(requirement, settings.profileName, outcome.violations).map(({ text }) => text)
    : [];
}

describe("1.1-security-profile-selected", () => {
  const justification = "Holds patient records.";

  it("refuses a default that nobody chose", () => {
    assert.deepEqual(messages({}, { justification }), [
      "1.1 Security profile: no profile is chosen, so that the stack is judged as STANDARD; STANDARD needs an explicit choice. Choose one: pulumi config set fraiseql-checklist:profile STANDARD (or REGULATED, RESTRICTED), or --policy-pack-config profiles/standard.json.",
    ]);
  });

  for (const profile of profileNames) {
    it(`accepts ${profile} with a justification, from the pack or from the stack`, () => {
      assert.deepEqual(messages({ profile, justification }, {}), []);
      assert.deepEqual(messages({}, { profile, justification }), []);
      assert.deepEqual(messages({ profile }, { justification }), []);
    });

    it(`refuses ${profile} without a justification, and says who chose it`, () => {
      for (const text of [undefined, "", "todo", "because of"]) {
        const set = text === undefined ? {} : { justification: text };
        const [message] = messages({ profile, ...set }, {});
        assert.ok(
          message?.includes(`${profile} is chosen by the pack configuration, without a justification`),
        );
        assert.match(messages({}, { profile, ...set })[0] ?? "", /chosen by the stack configuration/);
      }
    });
  }
});
