import { strict as assert } from "assert";
import { entriesIn } from "../../components/evidence/evidence-file";
import { requirements } from "../../policies/checklist";
import { profiles } from "../../profiles";
import { codeOf, guide } from "./guide";

describe("the guide to evidence", () => {
  it("shows a file that fits the schema", () => {
    assert.equal(entriesIn("evidence.yaml", codeOf("yaml")).length, 4);
  });

  it("lists every attested requirement with its measurements, its limits and its age", () => {
    for (const { name, item, evidence } of requirements) {
      if (evidence === undefined) continue;
      const row = guide
        .split("\n")
        .find((line) => line.startsWith(`| ${item} `) && line.includes(`\`${name}\``));
      assert.ok(row, name);
      for (const [key, it] of Object.entries(evidence.measurements ?? {})) {
        const limit = it.form === "number" ? (it.below ?? it.atMost ?? it.atLeast) : undefined;
        const sign =
          it.form !== "number" ? "" : it.below !== undefined ? "<" : it.atMost !== undefined ? "≤" : "≥";
        const value = typeof limit === "string" ? profiles.RESTRICTED[limit] : limit;
        assert.ok(
          row.includes(value === undefined ? `\`${key}\`` : `\`${key}\` ${sign} ${value}`),
          `${name}: ${key}`,
        );
      }
      if (evidence.maxAge !== undefined) {
        assert.ok(row.includes(`${profiles.RESTRICTED[evidence.maxAge]} days`), `${name}: age`);
      }
    }
  });

  it("gives limits that every profile shares, as it says", () => {
    for (const { thresholds = [], evidence, name } of requirements) {
      if (evidence === undefined || name === "x-penetration-test") continue;
      for (const each of thresholds) {
        assert.equal(profiles.STANDARD[each], profiles.RESTRICTED[each], each);
      }
    }
  });
});
