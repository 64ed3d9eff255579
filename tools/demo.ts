#!/usr/bin/env node
import * as path from "path";
import { Command, Option } from "commander";
import { profileNames, type ProfileName } from "../profiles";
import { EngineWorkspace, type EngineRun } from "../test/engine/harness";
import { examples, previewExample, type Example } from "../test/engine/examples";

const program = new Command("demo")
  .description(
    "Previews examples/careless and examples/compliant on the real Pulumi engine, with this policy pack and without any cloud.",
  )
  .addOption(
    new Option("--profile <profile>", "the profile of the checklist")
      .choices(profileNames)
      .default("STANDARD" satisfies ProfileName),
  )
  .allowExcessArguments(false)
  .showHelpAfterError("(--help tells what there is)");

/** Previews both examples and prints what the CLI says of policies. True when they show what they should. */
async function demo(profile: ProfileName): Promise<boolean> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const workspace = await EngineWorkspace.open({ log });
  try {
    let asExpected = true;
    for (const example of Object.values(examples)) {
      print(`\n${profile}: ${example.folder}`);
      const run = await previewExample(workspace, example, profile);
      print(policiesOf(run) ?? "(no policies in the output)");
      const verdict = judge(example, run);
      print(verdict.text);
      if (!verdict.asExpected) print(`\n${run.stdout}${run.stderr}`);
      asExpected &&= verdict.asExpected;
    }
    return asExpected;
  } finally {
    workspace.close();
  }
}

function judge(example: Example, run: EngineRun): { readonly asExpected: boolean; readonly text: string } {
  const mandatory = run.violations.filter(({ level }) => level === "mandatory").length;
  const found = `${mandatory === 0 ? "no" : String(mandatory)} mandatory ${mandatory === 1 ? "violation" : "violations"}`;
  const asExpected = example.complies
    ? run.violations.length === 0 && run.exitCode === 0
    : mandatory > 0 && run.exitCode !== 0;
  return {
    asExpected,
    text: `${path.basename(example.folder)}: ${found}${asExpected ? "" : ", which is not what it should show"}.`,
  };
}

/** The part of the CLI's output under `Policies:`, as the CLI prints it. */
function policiesOf({ stdout }: EngineRun): string | undefined {
  return /^Policies:\n(?:(?: .*)?\n)*/m.exec(stdout)?.[0].trimEnd();
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
  const { profile } = program.parse().opts<{ profile: ProfileName }>();
  process.exitCode = (await demo(profile)) ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
