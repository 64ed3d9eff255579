import { strict as assert } from "assert";
import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import * as pulumi from "@pulumi/pulumi";
import { evidenceFrom, LaunchDecision } from "../../../components/evidence";
import { entriesIn } from "../../../components/evidence/evidence-file";

const GOOD = `attestations:
  - item: 7.4-rollback-tested
    result: passed
    by: Ada Lovelace
    on: 2026-11-20
    evidence: https://wiki.example.com/rollback
    measurements:
      previousVersion: passed
      dataKept: passed
  - item: 3.3.2
    result: passed
    by: Ada Lovelace
    on: 2026-11-19
    evidence: https://wiki.example.com/restore
    measurements: { restoreMinutes: 42, integrity: passed }
  - item: 2.1-mfa-tested
    result: not-applicable
    by: Ada Lovelace
    on: 2026-11-19
    reason: Only machines sign in.
`;

/** What an error says of a file. */
function refused(text: string): readonly string[] {
  try {
    entriesIn("evidence.yaml", text);
  } catch (error) {
    assert.ok(error instanceof pulumi.RunError);
    return error.message.split("\n");
  }
  return [];
}

const changed = (from: string, to: string) => {
  assert.ok(GOOD.includes(from), from);
  return refused(GOOD.replace(from, to));
};

describe("an evidence file", () => {
  it("is YAML or JSON", () => {
    const entries = entriesIn("evidence.yaml", GOOD);
    assert.equal(entries.length, 3);
    assert.deepEqual(entriesIn("evidence.json", JSON.stringify({ attestations: entries })), entries);
    assert.equal(entries[0]?.on, "2026-11-20");
  });

  it("may be empty of attestations", () => {
    assert.deepEqual(entriesIn("evidence.yaml", "attestations: []"), []);
  });

  const says = (what: string, lines: readonly string[], expected: readonly string[]) => {
    it(`is refused for ${what}`, () => {
      assert.deepEqual(lines, expected);
    });
  };
  says("a box that there is not", changed("item: 7.4-rollback-tested", "item: 7.4-rolback-tested"), [
    'evidence.yaml:2: attestations[0] (7.4-rolback-tested): item is "7.4-rolback-tested" (did you mean 7.4-rollback-tested?); it has to be a box of the checklist such as 6.3.1, or a requirement such as 6.3-load-test.',
  ]);
  says("another result", changed("result: passed", "result: ok"), [
    'evidence.yaml:3: attestations[0] (7.4-rollback-tested): result is "ok"; it has to be passed, failed or not-applicable.',
  ]);
  says("a day that does not exist", changed("2026-11-20", "2026-02-30"), [
    'evidence.yaml:5: attestations[0] (7.4-rollback-tested): on is "2026-02-30"; it has to be the day it was done, as in 2026-11-24.',
  ]);
  says("a key that is not known", changed("    by: Ada", "    validuntil: 2027-01-01\n    by: Ada"), [
    "evidence.yaml:4: attestations[0] (7.4-rollback-tested): validuntil is not known (did you mean validUntil?); allowed are item, result, by, on, evidence, validUntil, measurements, coveredBy, reason.",
  ]);
  says("a key that is missing", changed("    by: Ada Lovelace\n", ""), [
    "evidence.yaml:2: attestations[0] (7.4-rollback-tested): by is not set; it has to be the name of whoever attests it.",
  ]);
  says("evidence that is missing", changed("    evidence: https://wiki.example.com/restore\n", ""), [
    "evidence.yaml:10: attestations[1] (3.3.2): evidence is not set; it has to be a link without a password in it (https://...), or the digest of a file (sha256:...).",
  ]);
  says("a link with a password, which is not shown", changed("https://wiki", "https://ada:canary@wiki"), [
    "evidence.yaml:6: attestations[0] (7.4-rollback-tested): evidence is something else; it has to be a link without a password in it (https://...), or the digest of a file (sha256:...).",
  ]);
  says("a measurement of another type", changed("restoreMinutes: 42", "restoreMinutes: fast"), [
    'evidence.yaml:15: attestations[1] (3.3.2): measurements.restoreMinutes is "fast"; it has to be a number of minutes (time the restore took).',
  ]);
  says("a measurement below zero", changed("restoreMinutes: 42", "restoreMinutes: -1"), [
    "evidence.yaml:15: attestations[1] (3.3.2): measurements.restoreMinutes is -1; it has to be a number of minutes (time the restore took).",
  ]);
  says("a measurement that is missing", changed("restoreMinutes: 42, ", ""), [
    "evidence.yaml:15: attestations[1] (3.3.2): measurements.restoreMinutes is not set; it has to be a number of minutes (time the restore took).",
  ]);
  says(
    "a measurement that is not known",
    changed("dataKept: passed", "dataKept: passed\n      datakept: passed"),
    [
      "evidence.yaml:10: attestations[0] (7.4-rollback-tested): measurements.datakept is not known (did you mean dataKept?); allowed are previousVersion, dataKept.",
    ],
  );
  says("a missing reason", changed("    reason: Only machines sign in.\n", ""), [
    "evidence.yaml:16: attestations[2] (2.1-mfa-tested): reason is not set; it has to be why it does not apply, in 10 characters or more.",
  ]);
  says("no list", refused("attestation: []"), [
    "evidence.yaml:1: attestations is not set; it has to be a list of attestations.",
    "evidence.yaml:1: attestation is not known (did you mean attestations?); allowed are $schema, attestations.",
  ]);
  says("an entry that is no object", refused("attestations:\n  - 6.3.1\n"), [
    "evidence.yaml:2: attestations[0]: it is text; it has to be an object.",
  ]);
  says("an empty file", refused(""), ["evidence.yaml:1: the file is empty; it has to be an object."]);

  it("is refused where it is not YAML, with the line", () => {
    assert.match(
      refused("attestations:\n  - item: a\n   by: b\n")[0] ?? "",
      /^evidence\.yaml:3: it is not valid YAML: /,
    );
  });

  it("tells every problem at once, in the order of the file", () => {
    const lines = refused(GOOD.replaceAll("result: passed", "result: ok"));
    assert.deepEqual(
      lines.map((line) => line.split(":")[1]),
      ["3", "11"],
    );
  });
});

describe("evidenceFrom", () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "evidence-"));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it("declares an attestation for each entry", async () => {
    const registered: { type: string; name: string; inputs: unknown }[] = [];
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        return { id: name, state: inputs as object };
      },
      call: () => ({}),
    });
    const file = path.join(folder, "evidence.yaml");
    fs.writeFileSync(file, GOOD.replace("2.1-mfa-tested", "3.3.2"));
    evidenceFrom(file);
    new LaunchDecision("launch", {
      decision: "NO-GO",
      decisionMaker: "Grace",
      date: "2026-11-24",
      signOff: "OPS-7",
    });
    await pulumi.runtime.disconnect();
    assert.deepEqual(registered.map(({ name }) => name).sort(), [
      "3.3.2",
      "3.3.2-2",
      "7.4-rollback-tested",
      "launch",
    ]);
    assert.deepEqual(
      registered.find(({ name }) => name === "3.3.2"),
      {
        type: "fraiseql-checklist:evidence:Attestation",
        name: "3.3.2",
        inputs: {
          item: "3.3.2",
          result: "passed",
          by: "Ada Lovelace",
          on: "2026-11-19",
          evidence: "https://wiki.example.com/restore",
          measurements: { restoreMinutes: 42, integrity: "passed" },
        },
      },
    );
  });

  it("names a file that cannot be read", () => {
    assert.throws(() => evidenceFrom("no/such.yaml"), {
      message: "no/such.yaml: it cannot be read (ENOENT); evidenceFrom needs a YAML or JSON file",
    });
  });
});
