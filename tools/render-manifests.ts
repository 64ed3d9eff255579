#!/usr/bin/env node
import * as fs from "fs";
import * as path from "path";
import { Command, Option } from "commander";
import { profileNames, type ProfileName } from "../profiles";
import { examples, ROOT, type Example } from "../test/engine/examples";
import { EngineWorkspace, type ExportedStack } from "../test/engine/harness";

const program = new Command("render-manifests")
  .description(
    "Writes the Kubernetes manifests of examples/kubernetes into a folder, for other checkers to read.",
  )
  .argument("<folder>", "where to write them: a folder per program, a file per object")
  .addOption(
    new Option("--profile <profile>", "the profile that the examples are configured for")
      .choices(profileNames)
      .default("RESTRICTED" satisfies ProfileName),
  )
  .allowExcessArguments(false)
  .showHelpAfterError("(--help tells what there is)");

type StackResource = ExportedStack["deployment"]["resources"][number];

/** The engine's mark of a wrapped value: a secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What a program hands to the cluster, with a placeholder for what is secret. */
function manifest({ type, inputs = {} }: StackResource): Readonly<Record<string, unknown>> {
  const [, version = "", kind = ""] = type.split(":");
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return value;
    if (SIGNATURE in value) return "secret";
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
  };
  return { apiVersion: version.replace(/^core\//, ""), kind, ...(plain(inputs) as object) };
}

/** Brings an example up with provider doubles and writes what reached the cluster. JSON is YAML. */
async function render(workspace: EngineWorkspace, example: Example, profile: ProfileName, folder: string) {
  const stack = `${example.name}-${profile.toLowerCase()}`;
  const source = path.join(ROOT, example.folder);
  const config = { "fraiseql-checklist:profile": profile };
  const run = await workspace.up(source, { stack, config });
  if (run.exitCode !== 0) throw new Error(`${example.folder} does not come up:\n${run.stdout}${run.stderr}`);
  const { state } = await workspace.exportStack(source, { stack });
  const objects = state.deployment.resources.filter(({ type }) => type.startsWith("kubernetes:"));
  fs.mkdirSync(folder, { recursive: true });
  for (const object of objects) {
    const [, , , name = ""] = object.urn.split("::");
    const rendered = manifest(object);
    const file = `${String(rendered["kind"])}-${name}.yaml`.toLowerCase().replace(/[^a-z0-9.-]/g, "-");
    fs.writeFileSync(path.join(folder, file), `${JSON.stringify(rendered, null, 2)}\n`);
  }
  console.error(`${example.folder}: ${objects.length} manifests in ${folder}`);
}

program.action(async (folder: string, { profile }: { profile: ProfileName }) => {
  const workspace = await EngineWorkspace.open({ log: (line) => console.error(line) });
  try {
    const { careless, compliant } = examples.kubernetes;
    for (const example of [careless, compliant]) {
      await render(workspace, example, profile, path.join(path.resolve(folder), example.name));
    }
  } finally {
    workspace.close();
  }
});

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
