#!/usr/bin/env node
import { run } from "./run";
import { coloured, plain } from "./style";

// A reader that stops early, such as `head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  // False where NO_COLOR is set, or the terminal knows none.
  style: process.stdout.isTTY && process.stdout.hasColors() ? coloured : plain,
});
