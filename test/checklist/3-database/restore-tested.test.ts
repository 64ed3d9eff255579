import { strict as assert } from "assert";
import { TestAnalyzer } from "../../kit/analyzer";
import { unknown } from "../../kit/cases";
import { application, attestation, decision, LINK } from "../../kit/evidence";

const NAME = "3.3-restore-tested";
const by = { result: "passed", by: "Ada", on: "2026-11-20", evidence: LINK };

async function found(restoreMinutes: unknown, rtoMinutes: unknown): Promise<readonly string[]> {
  const stack = [
    application,
    attestation("restore", { ...by, item: "3.3.2", measurements: { restoreMinutes, integrity: "passed" } }),
    attestation("targets", { ...by, item: "1.1.2", measurements: { rtoMinutes } }),
    decision("GO"),
  ];
  const all = await new TestAnalyzer("STANDARD", { names: [NAME] }).analyze(stack);
  return all.map(
    ({ level, message }) => `${level}: ${message.replace("3.3 Restore tested: attestation restore: ", "")}`,
  );
}

describe(`${NAME} holds the time against the RTO`, () => {
  it("that is declared with the technical requirements", async () => {
    assert.deepEqual(await found(60, 60), []);
    assert.deepEqual(await found(61, 60), [
      "mandatory: measurements.restoreMinutes is 61 minutes; STANDARD needs at most 60, the RTO that is declared.",
    ]);
  });

  it("that has to be declared", async () => {
    assert.deepEqual(await found(42, null), [
      'mandatory: measurements.restoreMinutes has no RTO to be held against; STANDARD needs one that is declared. Declare it: attest "1.1-technical-requirements" with measurements.rtoMinutes.',
    ]);
  });

  it("that may not be known before the update", async () => {
    const [only, ...rest] = await found(42, unknown);
    assert.deepEqual(rest, []);
    assert.match(only ?? "", /^advisory: .*measurements\.rtoMinutes is not known until the update/);
  });
});
