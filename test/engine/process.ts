import { execFileSync, spawn } from "child_process";

/** What a command did. */
export interface ProcessResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface ProcessOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
}

/** How long the engine gets to stop its plugins before it is killed. */
const GRACE_SECONDS = 10;

/**
 * Runs a command to its end. One that takes too long is interrupted as a user would do it, so that the engine stops its
 * policy packs and language hosts, and only then killed together with them; its promise rejects with what it had printed.
 */
export function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));

    let killer: NodeJS.Timeout | undefined;
    const interrupter = setTimeout(() => {
      child.kill("SIGINT");
      killer = setTimeout(() => killTree(child.pid), GRACE_SECONDS * 1000);
    }, options.timeoutSeconds * 1000);

    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(interrupter);
      clearTimeout(killer);
      if (code !== null && killer === undefined) {
        resolve({ exitCode: code, stdout, stderr });
      } else {
        const why =
          killer === undefined ? `was stopped by ${signal}` : `took over ${options.timeoutSeconds} s`;
        reject(new Error(`\`${[command, ...args].join(" ")}\` ${why}.\n${stdout}\n${stderr}`));
      }
    });
  });
}

/** Kills a process and all that it started; the engine puts its plugins in process groups of their own. */
function killTree(root: number | undefined): void {
  if (root === undefined) return;
  const parents = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const doomed = [root];
  for (const pid of doomed) {
    doomed.push(
      ...parents.flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : [])),
    );
  }
  for (const pid of doomed) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself.
    }
  }
}
