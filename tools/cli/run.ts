import * as fs from "fs";
import * as path from "path";
import { Command, CommanderError, Option } from "commander";
import { providers, type Provider } from "../../policies/evaluation/requirement";
import { profileNames, type ProfileName } from "../../profiles";
import { addConfigCommands } from "./config";
import { explain, explanationText } from "./explain";
import { findRequirements, noSuchRequirement } from "./find-requirement";
import { describeThresholds, thresholdTable } from "./profiles";
import { addReportCommand } from "./report";
import { describeRequirements, requirementTable } from "./requirements";
import { plain, type Style } from "./style";

/** Where the command's text goes, and what it cannot know by itself. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** How to mark what is printed. Default: not at all. */
  readonly style?: Style;
  /** The day. Default: the clock's, in UTC. */
  readonly today?: string;
}

/** Exit code of a call with wrong arguments. */
const WRONG_ARGUMENTS = 2;

const EXIT_CODES = `
Exit codes: 0 done; 1 done, and something was found (config validate: a mistake; report: what --fail-on names); 2 wrong
arguments, or a file that cannot be read or written.`;

/** Runs the command, and returns its exit code. */
export function run(args: readonly string[], output: Output): number {
  let exitCode = 0;
  try {
    commandFor(output, (code) => (exitCode = code)).parse([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has printed it: help and version on request, or one line about what is wrong.
    return error.exitCode === 0 ? 0 : WRONG_ARGUMENTS;
  }
}

function commandFor(output: Output, exitWith: (code: number) => void): Command {
  const { out, err, style = plain, today = new Date().toISOString().slice(0, 10) } = output;
  const program = new Command("fraiseql-checklist")
    .description("The FraiseQL Production Deployment Checklist, as the policy pack judges it.")
    .version(packageVersion())
    .addHelpText("after", EXIT_CODES)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err });

  program
    .command("requirements")
    .description("List the requirements, and the resource types of each provider that they judge.")
    .addOption(new Option("--profile <profile>", "only what this profile asks for").choices(profileNames))
    .addOption(
      new Option("--cloud <cloud>", "only what its resources show, or the stack as a whole").choices(
        providers,
      ),
    )
    .option("--json", "as JSON, with every resource type")
    .action((options: { profile?: ProfileName; cloud?: Provider; json?: boolean }) => {
      const described = describeRequirements(options);
      out(options.json ? toJson(described) : requirementTable(described, style, options.cloud));
    });

  program
    .command("explain")
    .description(
      "Explain a requirement: what, why, thresholds, what is read, how to comply, exempt or attest.",
    )
    .argument("<requirement>", "its name (3.3-automated-backups), its box (3.3.1), or a section (3.3)")
    .option("--json", "as JSON, with every resource type and property")
    .action((meant: string, { json }: { json?: boolean }, command: Command) => {
      const found = findRequirements(meant);
      if (found.length === 0) command.error(`error: ${noSuchRequirement(meant)}`);
      const explanations = found.map((requirement) => explain(requirement, today));
      out(json ? toJson(explanations) : explanations.map((it) => explanationText(it, style)).join("\n\n"));
    });

  program
    .command("profiles")
    .description("List the thresholds, and what each profile sets them to.")
    .option("--json", "as JSON")
    .action(({ json }: { json?: boolean }) => {
      const described = describeThresholds();
      out(json ? toJson(described) : thresholdTable(described, style));
    });

  addConfigCommands(program, { out, err, today }, exitWith);
  addReportCommand(program, output, exitWith);

  return program;
}

/** JSON as commands print it. */
function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function packageVersion(): string {
  const file = path.resolve(__dirname, "..", "..", "..", "package.json");
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string }).version;
}
