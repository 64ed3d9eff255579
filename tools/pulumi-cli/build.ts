import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import { commandIn, executableName, installFolder, versionOf, type Installation } from "./installation";
import { runQuietly } from "./run";
import { isAtLeast, parseVersion, RECIPES, type GoCommand } from "./versions";

/** The oldest Go that the sources accept. */
export const MINIMUM_GO = "1.25";

/** Starts the policy pack in the current folder with the SDK that this pack has installed. */
export const ANALYZER_SHIM = `#!/bin/sh
runner=$(node -p 'require.resolve("@pulumi/pulumi/cmd/run-policy-pack")') || exit 1
exec node "$runner" "$@"
`;

/** Builds a CLI from its Go sources into the cache, or says in a few words why it cannot. */
export async function build(version: string, log: (line: string) => void): Promise<Installation | string> {
  const recipe = RECIPES[version];
  if (recipe === undefined)
    return `no recipe for ${version} (there is one for ${Object.keys(RECIPES).join(" and ")})`;
  if (process.platform === "win32") return "not supported on Windows";
  const obstacle = goObstacle(await runQuietly("go", ["env", "GOVERSION"]).then(({ output }) => output));
  if (obstacle !== undefined) return obstacle;

  log(`Building the Pulumi CLI ${version} from source, once: it takes 2 to 4 minutes the first time.`);
  const workspace = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-cli-"));
  const finished = path.join(workspace, version);
  const bin = path.join(finished, "bin");
  try {
    fs.mkdirSync(bin, { recursive: true });
    for (const command of recipe.commands) {
      const failure = await buildCommand(command, path.join(workspace, command.executable), bin, log);
      if (failure !== undefined) return failure;
    }
    fs.writeFileSync(path.join(bin, recipe.analyzer), ANALYZER_SHIM, { mode: 0o755 });
    if ((await versionOf(commandIn(finished))) !== version) return "the CLI built does not run";
    return installFolder(finished, version);
  } finally {
    fs.rmSync(workspace, { recursive: true, force: true });
  }
}

/** What is wrong with the Go of this machine, given the answer of `go env GOVERSION`. */
export function goObstacle(goVersion: string): string | undefined {
  const version = goVersion.startsWith("go") ? parseVersion(goVersion) : undefined;
  if (version === undefined) return "Go is not installed";
  return isAtLeast(version, MINIMUM_GO) ? undefined : `Go ${version} is too old`;
}

/** Builds one command in a module of its own: a module's `replace` directives are ignored in its dependents. */
async function buildCommand(
  command: GoCommand,
  folder: string,
  bin: string,
  log: (line: string) => void,
): Promise<string | undefined> {
  fs.mkdirSync(folder);
  const output = path.join(bin, executableName(command.executable));
  const steps = [
    ["mod", "init", "pulumi-cli"],
    ["get", "-tool", `${command.package}@${command.version}`],
    ["build", "-o", output, "-ldflags", command.linkerFlags, command.package],
  ];
  for (const step of steps) {
    const what = `go ${step.slice(0, step[0] === "build" ? 1 : 3).join(" ")} (${command.executable})`;
    const stopTelling = tellProgress(what, log);
    const result = await runQuietly("go", step, { cwd: folder, env: { ...process.env, GOWORK: "off" } });
    stopTelling();
    if (result.exitCode !== 0) return `\`${what}\` failed:\n${lastLines(result.output)}`;
  }
  return undefined;
}

function tellProgress(what: string, log: (line: string) => void): () => void {
  const start = Date.now();
  const timer = setInterval(() => log(`  ${what}: ${Math.round((Date.now() - start) / 1000)} s`), 20_000);
  return () => clearInterval(timer);
}

function lastLines(output: string): string {
  return output.trim().split("\n").slice(-15).join("\n");
}
