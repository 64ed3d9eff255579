import * as os from "os";
import { parseArgs } from "util";
import { measure } from "./measure";
import { writeEmptyPacks } from "./packs";
import { rowsOf, tableOf } from "./report";

const USAGE = `Usage: npm run bench -- [--json] [--check]

Compares the policy pack with an empty one: start-up, cost per resource and stack, growth, memory.

  --json   print the figures as JSON
  --check  exit with 1 when a target is missed
`;

/** Measures, and prints the result on standard output; what happens meanwhile goes to standard error. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean" },
      check: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const packs = writeEmptyPacks();
  try {
    const measurements = await measure(packs, (line) => process.stderr.write(`${line}\n`));
    const rows = rowsOf(measurements);
    const machine = { node: process.version, cpus: os.cpus().length, cpu: os.cpus()[0]?.model ?? "unknown" };
    process.stdout.write(
      values.json === true
        ? `${JSON.stringify({ machine, rows, measurements }, undefined, 2)}\n`
        : `${tableOf(rows)}\n`,
    );
    if (values.check === true && rows.some(({ passed }) => passed === false)) process.exitCode = 1;
  } finally {
    packs.remove();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
