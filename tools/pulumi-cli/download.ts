import { execFileSync } from "child_process";
import * as fs from "fs";
import { createRequire } from "module";
import * as os from "os";
import * as path from "path";
import { type Installation, commandIn, installFolder, versionOf } from "./installation";

/** How long an unreachable network may hold us up. */
const CONNECT_SECONDS = 8;
/** How long the download itself may take. */
const DOWNLOAD_SECONDS = 600;

/** The part of the `pulumi` npm package that downloads a CLI. */
interface NpmDownloader {
  installCLI(
    version: string,
    root: string,
    io: {
      fetchText: (url: string) => Promise<string>;
      execScript: (script: string, args: readonly string[]) => void;
    },
  ): Promise<void>;
}

/** The version of the CLI that the `pulumi` npm package stands for, where it is installed. */
export function npmPackageVersion(): string | undefined {
  return (requireFromPulumi("pulumi/package.json") as { version: string } | undefined)?.version;
}

/** Downloads a CLI as the `pulumi` npm package does, or says in a few words why it cannot. */
export async function download(version: string): Promise<Installation | string> {
  const npm = requireFromPulumi("pulumi/lib/download") as NpmDownloader | undefined;
  if (npm === undefined) return "the npm package `pulumi` is not installed";
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-cli-"));
  try {
    await npm.installCLI(version, folder, { fetchText, execScript });
    if ((await versionOf(commandIn(folder))) !== version) return "the download brought no working CLI";
    return installFolder(folder, version);
  } catch (error) {
    return `not reachable (${firstLine(error)})`;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(CONNECT_SECONDS * 1000) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
}

function execScript(script: string, args: readonly string[]): void {
  const [shell, ...before]: [string, ...string[]] =
    process.platform === "win32"
      ? ["powershell.exe", "-NoProfile", "-ExecutionPolicy", "Bypass", "-File", script]
      : ["/bin/sh", script];
  execFileSync(shell, [...before, ...args], { stdio: "pipe", timeout: DOWNLOAD_SECONDS * 1000 });
}

function requireFromPulumi(id: string): unknown {
  try {
    return createRequire(__filename)(id);
  } catch {
    return undefined;
  }
}

function firstLine(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? "";
}
