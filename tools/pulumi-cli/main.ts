#!/usr/bin/env node
import { parseArgs } from "util";
import { ANALYZE_VERSION, ensurePulumi, PREVIEW_VERSION } from "./index";

const USAGE = `Usage: pulumi-cli [--version VERSION] [--json]

Finds a Pulumi CLI, or downloads or builds one, and prints its path.

  --version VERSION  exactly this version, for example ${PREVIEW_VERSION} or ${ANALYZE_VERSION}
  --json             print its version, its folder and its environment too
`;

/** Prints the path of a CLI on standard output, and what happens meanwhile on standard error. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      version: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const cli = await ensurePulumi({
    log,
    ...(values.version === undefined ? {} : { version: values.version }),
  });
  process.stdout.write(`${values.json === true ? JSON.stringify(cli, undefined, 2) : cli.command}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
