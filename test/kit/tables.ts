import * as fs from "fs";
import * as path from "path";
import type { CaseTable } from "./cases";

/** Every table of cases under test/checklist. */
export function allTables(): readonly CaseTable[] {
  const root = path.resolve(__dirname, "..", "checklist");
  return (fs.readdirSync(root, { recursive: true }) as string[])
    .filter((file) => file.endsWith(".cases.js"))
    .sort()
    .flatMap((file) => {
      // Tables are found, not listed, so that a new one needs no second edit.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const module = require(path.join(root, file)) as Record<string, CaseTable | readonly CaseTable[]>;
      return Object.values(module)
        .flat()
        .filter((it): it is CaseTable => typeof it === "object" && "requirement" in it);
    });
}
