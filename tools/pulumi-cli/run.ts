import { spawn } from "child_process";

/** What a command did. */
export interface RunResult {
  /** Not a number when the command could not be started or was stopped by a signal. */
  readonly exitCode: number | undefined;
  /** Both of its outputs, as they came. */
  readonly output: string;
}

/** Settings of a run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutSeconds?: number;
}

/** Runs a command and keeps its output to itself. Never rejects: a command that cannot start has no exit code. */
export function runQuietly(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: (options.timeoutSeconds ?? 0) * 1000,
    });
    let output = "";
    const collect = (chunk: string): void => void (output += chunk);
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.on("error", (error) => resolve({ exitCode: undefined, output: error.message }));
    child.on("close", (code) => resolve({ exitCode: code ?? undefined, output }));
  });
}
