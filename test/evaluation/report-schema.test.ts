import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { createGenerator } from "ts-json-schema-generator";

const ROOT = path.resolve(__dirname, "..", "..", "..");
const FILE = path.join(ROOT, "schemas", "report.schema.json");

/** The report's form as JSON Schema, from its TypeScript type. */
function generated(): string {
  const schema = createGenerator({
    path: path.join(ROOT, "policies", "evaluation", "report.ts"),
    tsconfig: path.join(ROOT, "tsconfig.json"),
    type: "Report",
    topRef: false,
    skipTypeCheck: true,
  }).createSchema("Report");
  const { $schema, ...rest } = schema;
  const head = {
    $schema,
    $id: "https://fraiseql.dev/schemas/fraiseql-checklist/report-v1.json",
    title: "Report of fraiseql-checklist",
  };
  return `${JSON.stringify({ ...head, ...rest }, undefined, 2)}\n`;
}

describe("the report's JSON Schema", function () {
  this.timeout(60_000);

  it("says what the TypeScript type says", () => {
    if (process.env["UPDATE_SCHEMAS"] === "1") fs.writeFileSync(FILE, generated());
    assert.equal(fs.readFileSync(FILE, "utf8"), generated(), "UPDATE_SCHEMAS=1 npm test writes it");
  });

  it("allows nothing that the type does not name", () => {
    const objects = fs.readFileSync(FILE, "utf8").match(/"type": "object"/g) ?? [];
    const closed = fs.readFileSync(FILE, "utf8").match(/"additionalProperties": (false|\{)/g) ?? [];
    assert.equal(closed.length, objects.length);
  });
});
