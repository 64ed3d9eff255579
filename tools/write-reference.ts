import * as path from "path";
import { writePages } from "./reference/write";

/** Writes docs/reference and docs/profiles.md from the requirements, the readers and the cases. */
writePages(path.resolve(__dirname, "..", "..")).then(
  (count) => console.log(`${count} pages written`),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
