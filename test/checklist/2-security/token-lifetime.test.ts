import { strict as assert } from "assert";
import { profiles, type ProfileName } from "../../../profiles";
import { tokenLifetime } from "../../../policies/checklist/2-security/token-lifetime";
import { Inputs } from "../../../policies/evaluation/inputs";
import { violationMessages } from "../../../policies/evaluation/message";
import { StackView } from "../../../policies/evaluation/stack";
import { resolveSettings } from "../../../policies/crossguard/settings";
import { tokenIssuer, type TokenIssuer } from "../../../policies/kinds/token-issuer";
import { moment } from "../../kit/moment";

/** What is found of an identity provider's client whose tokens live this long. */
function found(profileName: ProfileName, props: { minutes?: number; rotates?: boolean }): readonly string[] {
  const inputs = new Inputs(props);
  const thing: TokenIssuer = {
    accessTokenMinutes: inputs.number("minutes", { unit: "minutes", whenAbsent: 60 }),
    refreshRotation: inputs.boolean("rotates", { whenAbsent: false }),
  };
  const resource = { urn: "urn", type: "t", name: "client", inputs, dependencies: {}, identifiers: [] };
  const outcome = tokenLifetime.check(thing, {
    profile: profiles[profileName],
    settings: resolveSettings({}, {}, moment),
    stack: new StackView([], () => []),
    subject: { resource, kind: tokenIssuer, thing },
    verdictsOf: () => [],
    requirements: [],
  });
  return outcome.result === "violation"
    ? violationMessages(tokenLifetime, profileName, outcome.violations).map(({ text }) => text)
    : [];
}

describe("2.3-token-lifetime of an identity provider", () => {
  it("accepts short tokens with rotation", () => {
    assert.deepEqual(found("RESTRICTED", { minutes: 5, rotates: true }), []);
    assert.deepEqual(found("STANDARD", { rotates: true }), []);
  });

  it("refuses long tokens, and refresh tokens that stay", () => {
    assert.deepEqual(found("REGULATED", {}), [
      "2.3 Token lifetime: minutes is not set, which means 60 minutes; REGULATED needs at most 15. Set minutes: 15.",
      "2.3 Token lifetime: rotates is not set, which means false; REGULATED needs true. Set rotates: true.",
    ]);
  });
});
