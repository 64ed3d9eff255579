import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import Ajv, { type ValidateFunction } from "ajv";

const SCHEMA = path.resolve(__dirname, "..", "..", "..", "schemas", "report.schema.json");
let validate: ValidateFunction | undefined;

/** Fails where a report is not of the form that the published JSON Schema asks for. */
export function assertIsReport(report: unknown): void {
  validate ??= new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(fs.readFileSync(SCHEMA, "utf8")) as object,
  );
  assert.ok(validate(report), JSON.stringify(validate.errors, undefined, 2));
}
