// Removes from dist/ what was built from sources that are no longer there: the compiler leaves it, and the package would
// ship it.
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const dist = path.join(root, "dist");

for (const file of fs.existsSync(dist) ? fs.readdirSync(dist, { recursive: true }) : []) {
  const source = file.replace(/(\.d\.ts|\.js|\.js\.map)$/, ".ts");
  if (source === file || path.dirname(file) === ".") continue;
  if (!fs.existsSync(path.join(root, source))) fs.rmSync(path.join(dist, file));
}
