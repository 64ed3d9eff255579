import * as fs from "fs";
import { Option, type Command } from "commander";
import type { Report } from "../../policies/evaluation/report";
import { countVerdicts, counted, verdictWords } from "../report/overview";
import { readReports, ReportError } from "../report/read";
import { formatOf, renderReports, reportFormats, type ReportFormat } from "../report/render";
import type { Output } from "./run";

/** What `--fail-on` fails on: the verdicts of boxes. */
const failures = {
  violation: ["violation"],
  open: ["violation", "open", "undetermined"],
} as const;
const failOns = ["violation", "open"] as const;

interface ReportOptions {
  readonly format?: ReportFormat;
  readonly json?: boolean;
  readonly out?: string;
  readonly failOn?: keyof typeof failures;
  readonly full?: boolean;
}

/** Adds `report`. */
export function addReportCommand(program: Command, output: Output, exitWith: (code: number) => void): void {
  program
    .command("report")
    .description("Render reports of the policy pack: the whole checklist, box by box, with GO or NO-GO.")
    .argument(
      "<file...>",
      "reports, or folders of reports, that FRAISEQL_CHECKLIST_REPORT=<folder> made the pack write",
    )
    .addOption(
      new Option(
        "--format <format>",
        "what to write (default: what the name of --out says, else markdown)",
      ).choices(reportFormats),
    )
    .addOption(new Option("--json", "the same as --format json").implies({ format: "json" }))
    .option("--out <file>", "where to write it (default: standard output)")
    .addOption(
      new Option(
        "--fail-on <what>",
        "exit with 1 when a box is violated (violation), or when it is violated, open or undetermined (open)",
      ).choices(failOns),
    )
    .option(
      "--full",
      "markdown: leave nothing out, even where it is too long for a comment on a pull request",
    )
    .addHelpText(
      "after",
      "\nExit codes: 0 written; 1 written, and --fail-on found something; 2 wrong arguments, or a file that is no report.",
    )
    .action((files: string[], options: ReportOptions, command: Command) => {
      const format = options.format ?? (options.out === undefined ? "markdown" : formatOf(options.out));
      if (options.json === true && format !== "json") {
        command.error(
          `error: --json and --format ${String(format)} contradict each other; give one of them.`,
        );
      }
      if (format === undefined) {
        command.error(`error: --out ${options.out ?? ""} does not tell the format; add --format <format>.`);
      }
      try {
        const reports = readReports(files);
        const text = renderReports(reports, format, { full: options.full === true });
        write(text, options.out, output);
        const found = options.failOn === undefined ? undefined : foundBy(options.failOn, reports);
        if (found !== undefined) {
          output.err(`fraiseql-checklist: ${found} (--fail-on ${options.failOn ?? ""}).\n`);
          exitWith(1);
        }
      } catch (error) {
        if (!(error instanceof ReportError)) throw error;
        command.error(`error: ${error.message}`);
      }
    });
}

function write(text: string, file: string | undefined, { out }: Output): void {
  if (file === undefined) {
    out(text);
    return;
  }
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new ReportError(
      `${file} cannot be written (${code === "ENOENT" ? "there is no such folder" : code}).`,
    );
  }
}

/** `5 boxes are violated, 3 open`, or nothing. */
function foundBy(failOn: keyof typeof failures, reports: readonly Report[]): string | undefined {
  const counts = countVerdicts(reports.flatMap(({ boxes }) => boxes));
  const found = failures[failOn].filter((verdict) => counts[verdict] > 0);
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  const word = (verdict: (typeof found)[number]): string => verdictWords[verdict].label.toLowerCase();
  return [
    `${counted(counts[first], "box is", "boxes are")} ${word(first)}`,
    ...others.map((verdict) => `${counts[verdict]} ${word(verdict)}`),
  ].join(", ");
}
