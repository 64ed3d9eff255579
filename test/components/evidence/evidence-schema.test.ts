import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { Ajv } from "ajv";
import * as prettier from "prettier";
import { evidenceSchema } from "../../../components/evidence/evidence-schema";
import { requirements } from "../../../policies/checklist";
import { isDay } from "../../../policies/evaluation/day";
import { profiles } from "../../../profiles";
import { ROOT } from "../../engine/examples";
import { passing } from "../../kit/evidence";

const FILE = path.join(ROOT, "schemas", "evidence.schema.json");

describe("the schema of evidence files", () => {
  it("is published as it is here (UPDATE_SCHEMAS=1 writes it)", async () => {
    const text = await prettier.format(JSON.stringify(evidenceSchema(requirements)), {
      ...(await prettier.resolveConfig(FILE)),
      parser: "json",
    });
    if (process.env["UPDATE_SCHEMAS"] === "1") fs.writeFileSync(FILE, text);
    assert.equal(fs.readFileSync(FILE, "utf8"), text);
  });

  it("accepts what attests every requirement, and asks for its measurements", () => {
    const ajv = new Ajv({ strict: false });
    ajv.addFormat("date", isDay);
    const validate = ajv.compile(evidenceSchema(requirements));
    for (const requirement of requirements) {
      const entry = passing(requirement, profiles.RESTRICTED);
      assert.ok(
        validate({ attestations: [entry] }),
        `${requirement.name}: ${ajv.errorsText(validate.errors)}`,
      );
      assert.ok(validate({ attestations: [{ ...entry, item: requirement.item }] }) || !requirement.evidence);
      if (entry["measurements"] !== undefined) {
        assert.ok(!validate({ attestations: [{ ...entry, measurements: {} }] }), requirement.name);
      }
    }
  });
});
