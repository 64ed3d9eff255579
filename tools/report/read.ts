import * as fs from "fs";
import * as path from "path";
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import { REPORT_SCHEMA_VERSION, type Report } from "../../policies/evaluation/report";
import { stackName } from "./overview";

/** A file that is no report, or that cannot be read. The message names the file, and never shows what is in it. */
export class ReportError extends Error {}

/** The reports in the files, and in the folders: all of a folder's `*.json`. */
export function readReports(paths: readonly string[]): readonly Report[] {
  const files = paths.flatMap(filesOf);
  const read = files.map((file) => ({ file, report: readReport(file) }));
  const seen = new Map<string, string>();
  for (const { file, report } of read) {
    const name = stackName(report);
    const other = seen.get(name);
    if (other !== undefined)
      throw new ReportError(`${other} and ${file} are both reports of ${name}: name one of them.`);
    seen.set(name, file);
  }
  return read.map(({ report }) => report);
}

/** The report in a text. Fields that this version does not know are dropped. */
export function parseReport(text: string, file: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new ReportError(`${file} is not JSON.`);
  }
  const version = versionOf(value);
  if (version === undefined) {
    throw new ReportError(
      `${file} is not a report of fraiseql-checklist: FRAISEQL_CHECKLIST_REPORT=<folder> with pulumi preview or up writes one.`,
    );
  }
  if (version !== REPORT_SCHEMA_VERSION) {
    throw new ReportError(
      `${file} has schemaVersion ${version}, and this version of fraiseql-checklist reads ${REPORT_SCHEMA_VERSION}: ` +
        (version > REPORT_SCHEMA_VERSION
          ? "use the version that wrote it, or a later one."
          : "write the report again with this version's policy pack."),
    );
  }
  const validate = validator();
  if (!validate(value)) {
    throw new ReportError(`${file} is not a valid report: ${errorText(validate.errors ?? [])}.`);
  }
  return value;
}

function filesOf(name: string): readonly string[] {
  let isFolder: boolean;
  try {
    isFolder = fs.statSync(name).isDirectory();
  } catch (error) {
    throw new ReportError(`${name} cannot be read (${codeOf(error)}).`);
  }
  if (!isFolder) return [name];
  const files = fs
    .readdirSync(name)
    .filter((it) => it.endsWith(".json"))
    .sort()
    .map((it) => path.join(name, it));
  if (files.length === 0) throw new ReportError(`${name} holds no report (*.json).`);
  return files;
}

function readReport(file: string): Report {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new ReportError(`${file} cannot be read (${codeOf(error)}).`);
  }
  return parseReport(text, file);
}

function versionOf(value: unknown): number | undefined {
  if (typeof value !== "object" || value === null || !("schemaVersion" in value)) return undefined;
  return typeof value.schemaVersion === "number" ? value.schemaVersion : undefined;
}

let compiled: ValidateFunction<Report> | undefined;

function validator(): ValidateFunction<Report> {
  const file = path.resolve(__dirname, "..", "..", "..", "schemas", "report.schema.json");
  compiled ??= new Ajv({ removeAdditional: true, allowUnionTypes: true }).compile<Report>(
    JSON.parse(fs.readFileSync(file, "utf8")) as object,
  );
  return compiled;
}

/** Where it is wrong, and what would be right; never the value. */
function errorText([error]: readonly ErrorObject[]): string {
  if (!error) return "it has another form";
  const place = error.instancePath === "" ? "it" : error.instancePath.slice(1).replace(/\//g, ".");
  const { allowedValues } = error.params as { readonly allowedValues?: readonly unknown[] };
  const allowed = allowedValues ? `: ${allowedValues.map(String).join(", ")}` : "";
  return `${place} ${error.message ?? "has another form"}${allowed}`;
}

/** `ENOENT: no such file`: the system's own words, which name the file a second time, are left out. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  return code === "ENOENT" ? "there is no such file" : code;
}
