import * as fs from "fs";
import { Option, type Command } from "commander";
import { profileNames, type ProfileName } from "../../profiles";
import { initialConfig, reviewConfig } from "./config-file";

/** What the commands need of their surroundings. */
interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly today: string;
}

interface InitOptions {
  readonly profile: ProfileName;
  readonly out?: string;
  readonly force?: boolean;
}

/** Adds `config init` and `config validate`. */
export function addConfigCommands(
  program: Command,
  surroundings: Surroundings,
  exitWith: (code: number) => void,
): void {
  const { out, err, today } = surroundings;
  const config = program.command("config").description("Make or check a file for --policy-pack-config.");

  config
    .command("init")
    .description("Write a configuration with every key that is allowed, set to what holds without it (JSON).")
    .addOption(
      new Option("--profile <profile>", "the profile to ask for, at least")
        .choices(profileNames)
        .default("STANDARD"),
    )
    .option("--out <file>", "where to write it (default: standard output)")
    .option("--force", "overwrite the file where there is one")
    .addHelpText(
      "after",
      "\nExit codes: 0 written; 2 wrong arguments, or a file that is there or cannot be written.",
    )
    .action(({ profile, out: file, force }: InitOptions, command: Command) => {
      const text = `${JSON.stringify(initialConfig(profile), undefined, 2)}\n`;
      if (file === undefined) {
        out(text);
        return;
      }
      const problem = write(file, text, force === true);
      if (problem !== undefined) command.error(`error: ${problem}`);
      err(
        `${file} is written. Say why ${profile} was chosen in its justification, and remove what you leave as it is.\n`,
      );
    });

  config
    .command("validate")
    .description("Check a configuration file, and tell every mistake as the policy pack tells the first.")
    .argument("<file>", "a file for --policy-pack-config")
    .option("--json", "as JSON: { file, valid, mistakes, notes }")
    .addHelpText(
      "after",
      "\nExit codes: 0 no mistake; 1 a mistake; 2 wrong arguments, or a file that cannot be read.",
    )
    .action((file: string, { json }: { json?: boolean }, command: Command) => {
      const text = read(file);
      if (text === undefined) command.error(`error: ${file} cannot be read.`);
      const { mistakes, notes } = reviewConfig(text, today);
      const valid = mistakes.length === 0;
      if (json) out(`${JSON.stringify({ file, valid, mistakes, notes }, undefined, 2)}\n`);
      else {
        for (const line of [...mistakes, ...notes]) out(`${file}: ${line}.\n`);
        if (valid) out(`${file}: no mistakes.\n`);
      }
      if (!valid) exitWith(1);
    });
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Writes the file, or tells why not. */
function write(file: string, text: string, overwrite: boolean): string | undefined {
  try {
    fs.writeFileSync(file, text, { flag: overwrite ? "w" : "wx" });
    return undefined;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return code === "EEXIST"
      ? `${file} is there already; --force overwrites it.`
      : `${file} cannot be written (${code === "ENOENT" ? "there is no such folder" : code}).`;
  }
}
