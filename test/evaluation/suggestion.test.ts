import { strict as assert } from "assert";
import { nearest, refusedKeys, suggestion } from "../../policies/evaluation/suggestion";

const NAMES = ["3.3-automated-backups", "3.3-backup-encryption", "7.1-non-root", "7.2-autoscaling"];

describe("a suggestion", () => {
  const meant: Readonly<Record<string, string | undefined>> = {
    "3.3-automatic-backups": "3.3-automated-backups",
    "automated-backups": "3.3-automated-backups",
    "AutomatedBackups": "3.3-automated-backups",
    "7.1-nonroot": "7.1-non-root",
    "7.1-autoscaling": "7.2-autoscaling",
    "7.1-non-rot": "7.1-non-root",
    "backups": "3.3-automated-backups",
    "encryption": "3.3-backup-encryption",
    "monitoring": undefined,
    "root": "7.1-non-root",
    "3.3": undefined,
    "": undefined,
  };
  for (const [wrong, right] of Object.entries(meant)) {
    it(`for ${JSON.stringify(wrong)} is ${right ?? "none"}`, () => {
      assert.equal(nearest(wrong, NAMES), right);
      assert.equal(suggestion(wrong, NAMES), right === undefined ? "" : ` (did you mean ${right}?)`);
    });
  }

  it("comes with the keys that are refused", () => {
    assert.deepEqual(refusedKeys(["owner", "reson", "until"], ["reason", "owner", "expires"]), [
      { key: "reson", says: "is not known (did you mean reason?); allowed are reason, owner, expires" },
      { key: "until", says: "is not known; allowed are reason, owner, expires" },
    ]);
  });
});
