import * as fs from "fs";
import * as path from "path";
import { Command, CommanderError, Option } from "commander";
import { profileNames, type ProfileName } from "../../profiles";
import { describeThresholds, thresholdTable } from "./profiles";
import { describeRequirements, requirementTable } from "./requirements";

/** Where the command's text goes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Exit code of a call with wrong arguments. */
const WRONG_ARGUMENTS = 2;

/** Runs the command, and returns its exit code. */
export function run(args: readonly string[], output: Output): number {
  try {
    commandFor(output).parse([...args], { from: "user" });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has printed it: help and version on request, or one line about what is wrong.
    return error.exitCode === 0 ? 0 : WRONG_ARGUMENTS;
  }
}

function commandFor({ out, err }: Output): Command {
  const program = new Command("fraiseql-checklist")
    .description("The FraiseQL Production Deployment Checklist, as the policy pack judges it.")
    .version(packageVersion())
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err });

  program
    .command("requirements")
    .description("List the requirements, and the resource types of each provider that they judge.")
    .addOption(new Option("--profile <profile>", "only what this profile asks for").choices(profileNames))
    .option("--json", "as JSON, with every resource type")
    .action(({ profile, json }: { profile?: ProfileName; json?: boolean }) => {
      const described = describeRequirements(profile);
      out(json ? toJson(described) : requirementTable(described));
    });

  program
    .command("profiles")
    .description("List the thresholds, and what each profile sets them to.")
    .option("--json", "as JSON")
    .action(({ json }: { json?: boolean }) => {
      const described = describeThresholds();
      out(json ? toJson(described) : thresholdTable(described));
    });

  return program;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function packageVersion(): string {
  const file = path.resolve(__dirname, "..", "..", "..", "package.json");
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string }).version;
}
