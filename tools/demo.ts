#!/usr/bin/env node
import { Command, Option } from "commander";
import { profileNames, type ProfileName } from "../profiles";
import { EngineWorkspace, type EngineRun } from "../test/engine/harness";
import {
  exampleNames,
  examples,
  previewExample,
  type Example,
  type ExampleName,
} from "../test/engine/examples";

const program = new Command("demo")
  .description(
    "Previews a careless and a compliant program of examples/ on the real Pulumi engine, with this policy pack and without any cloud.",
  )
  .addOption(
    new Option("--profile <profile>", "the profile of the checklist")
      .choices(profileNames)
      .default("STANDARD" satisfies ProfileName),
  )
  .addOption(
    new Option("--example <example>", "the folder of examples/ with the two programs")
      .choices(exampleNames)
      .default("kubernetes" satisfies ExampleName),
  )
  .allowExcessArguments(false)
  .showHelpAfterError("(--help tells what there is)");

/** Previews both programs of an example and prints what the CLI says of policies. True when they show what they should. */
async function demo(name: ExampleName, profile: ProfileName): Promise<boolean> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const workspace = await EngineWorkspace.open({ log });
  try {
    let asExpected = true;
    const { careless, compliant } = examples[name];
    for (const example of [careless, compliant]) {
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
    text: `${example.folder}: ${found}${asExpected ? "" : ", which is not what it should show"}.`,
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
  const { example, profile } = program.parse().opts<{ example: ExampleName; profile: ProfileName }>();
  process.exitCode = (await demo(example, profile)) ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
