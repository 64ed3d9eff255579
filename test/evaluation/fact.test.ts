import { strict as assert } from "assert";
import * as fc from "fast-check";
import { Fact } from "../../policies/evaluation/fact";
import { applyChanges } from "../../policies/evaluation/fix";
import { Inputs } from "../../policies/evaluation/inputs";
import { violationMessages } from "../../policies/evaluation/message";
import { fixesOf, type Outcome } from "../../policies/evaluation/outcome";
import { Secret, UNKNOWN, type Tree } from "../../policies/evaluation/tree";

const subject = { section: "3.3", title: "Automated backups" };
const words = (outcome: Outcome): readonly string[] =>
  outcome.result === "violation"
    ? violationMessages(subject, "STANDARD", outcome.violations).map(({ text }) => text)
    : [];

const retention = (tree: Tree) =>
  new Inputs(tree).number("backupRetentionPeriod", { unit: "days", whenAbsent: 0 });

describe("a fact", () => {
  it("says what is wrong, what is needed and what to type", () => {
    assert.deepEqual(words(retention({ backupRetentionPeriod: 7 }).atLeast(30)), [
      "3.3 Automated backups: backupRetentionPeriod is 7 days; STANDARD needs at least 30. Set backupRetentionPeriod: 30.",
    ]);
  });

  it("says the provider's default when the property is not set", () => {
    assert.deepEqual(words(retention({}).atLeast(30)), [
      "3.3 Automated backups: backupRetentionPeriod is not set, which means 0 days; STANDARD needs at least 30. Set backupRetentionPeriod: 30.",
    ]);
  });

  it("judges known numbers exactly, and fixes what it refuses", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 500 }), (value, min) => {
        const inputs = { backupRetentionPeriod: value };
        const outcome = retention(inputs).atLeast(min);
        assert.equal(outcome.result, value >= min ? "pass" : "violation");
        applyChanges(inputs, fixesOf(outcome));
        assert.equal(retention(inputs).atLeast(min).result, "pass");
      }),
    );
  });

  it("is undetermined while unknown, whatever the comparison", () => {
    const fact = retention({ backupRetentionPeriod: UNKNOWN });
    for (const outcome of [fact.atLeast(1), fact.atMost(1), fact.is(1), fact.isNot(1), fact.between(1, 2)]) {
      assert.equal(outcome.result, "undetermined");
    }
  });

  it("does not show a secret", () => {
    const text = words(retention({ backupRetentionPeriod: new Secret(7) }).atLeast(30)).join();
    assert.match(text, /secret value/);
    assert.doesNotMatch(text, /\b7\b/);
  });

  it("is not asked for by a threshold of null", () => {
    assert.equal(retention({ backupRetentionPeriod: 7 }).atLeast(null).result, "not-applicable");
  });

  it("is judged in a patch only when the patch sets it", () => {
    const patch = (tree: Tree) => new Inputs(tree, [], { partial: true }).number("n", { whenAbsent: 0 });
    assert.equal(patch({}).atLeast(1).result, "not-applicable");
    assert.equal(patch({ n: 0 }).atLeast(1).result, "violation");
  });

  it("falls back to a wider setting when it is not set itself, and is fixed where it stands", () => {
    const inputs = new Inputs({ pod: { user: 0 } });
    const [own, wider] = [inputs.number("container.user"), inputs.number("pod.user")];
    assert.equal(own.orElse(wider).value, 0);
    const neither = new Inputs({}).number("container.user").orElse(new Inputs({}).number("pod.user"));
    assert.deepEqual(fixesOf(neither.atLeast(1)), [{ path: ["container", "user"], value: 1 }]);
  });

  it("is written back in the provider's own form", () => {
    const days = new Inputs({ rotationPeriod: "7776000s" })
      .string("rotationPeriod")
      .map((text) => Number.parseInt(text, 10) / 86_400, { unit: "days", write: (n) => `${n * 86_400}s` });
    assert.deepEqual(words(days.atMost(30)), [
      '3.3 Automated backups: rotationPeriod is 7776000s (90 days); STANDARD needs at most 30. Set rotationPeriod: "2592000s".',
    ]);
  });

  it("that the platform decides has no fix", () => {
    assert.deepEqual(fixesOf(Fact.given(1, ["n"]).atLeast(2)), []);
  });
});
