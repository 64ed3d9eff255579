import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import { runQuietly } from "./run";
import { parseVersion } from "./versions";

/** A CLI on this machine. */
export interface Installation {
  readonly version: string;
  /** The executable. */
  readonly command: string;
}

/** The folder where the `pulumi` npm package and the Automation API keep the CLIs they download, one per version. */
export function versionsFolder(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(env["PULUMI_HOME"] ?? path.join(os.homedir(), ".pulumi"), "versions");
}

/** The folder of one version; its executables are in `bin`. */
export function installationFolder(version: string, env: NodeJS.ProcessEnv = process.env): string {
  return path.join(versionsFolder(env), version);
}

/** The CLI inside an installation folder. */
export function commandIn(folder: string): string {
  return path.join(folder, "bin", executableName("pulumi"));
}

/** The file name of an executable on this system. */
export function executableName(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

/** The CLI of a version in the cache, if there. */
export function findCached(version: string, env: NodeJS.ProcessEnv = process.env): Installation | undefined {
  const command = commandIn(installationFolder(version, env));
  return isExecutable(command) ? { version, command } : undefined;
}

/** The first CLI on PATH that is one: the wrapper of the `pulumi` npm package only knows how to download one. */
export async function findOnPath(env: NodeJS.ProcessEnv = process.env): Promise<Installation | undefined> {
  for (const folder of (env["PATH"] ?? "").split(path.delimiter)) {
    const command = path.join(folder, executableName("pulumi"));
    if (folder === "" || !isExecutable(command) || isNpmWrapper(command)) continue;
    const version = await versionOf(command);
    if (version !== undefined) return { version, command };
  }
  return undefined;
}

/**
 * Puts a finished folder into the cache: a copy beside its place first, then one step into it, so that nobody ever sees
 * half an installation. Where another process was faster, its installation stays: they are the same.
 */
export function installFolder(
  finished: string,
  version: string,
  env: NodeJS.ProcessEnv = process.env,
): Installation {
  const target = installationFolder(version, env);
  fs.mkdirSync(versionsFolder(env), { recursive: true });
  const staging = fs.mkdtempSync(path.join(versionsFolder(env), `.${version}-`));
  try {
    fs.cpSync(finished, staging, { recursive: true });
    fs.chmodSync(staging, 0o755);
    if (findCached(version, env) === undefined) {
      fs.rmSync(target, { recursive: true, force: true });
      fs.renameSync(staging, target);
    }
  } catch (error) {
    if (findCached(version, env) === undefined) throw error;
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
  return { version, command: commandIn(target) };
}

/** The version that an executable says it is. */
export async function versionOf(command: string): Promise<string | undefined> {
  const { exitCode, output } = await runQuietly(command, ["version"], {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutSeconds: 20,
  });
  return exitCode === 0 ? parseVersion(output) : undefined;
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    const status = fs.statSync(file);
    return status.isFile() && status.size > 0;
  } catch {
    return false;
  }
}

function isNpmWrapper(command: string): boolean {
  const inModules = (file: string): boolean => file.split(path.sep).includes("node_modules");
  return inModules(command) || inModules(fs.realpathSync(command));
}
