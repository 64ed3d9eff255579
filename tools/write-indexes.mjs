// Writes policies/checklist/index.ts and policies/readers/index.ts: the lists of what those folders export. Adding a
// requirement or a reader is adding its file.
import * as fs from "node:fs";
import * as path from "node:path";
import "./write-boxes.mjs";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");

function* sources(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(file);
    else if (entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts")) yield file;
  }
}

/** Exported constants made by one of `makers`, by file, in the order of file names. */
function exportsOf(folder, makers) {
  const declaration = new RegExp(
    `^export const (\\w+)(?:: [^=]+)? = (?:${makers.join("|")})(?:<[^>]+>)?\\(`,
    "gm",
  );
  return [...sources(folder)].sort().flatMap((file) => {
    const names = [...fs.readFileSync(file, "utf8").matchAll(declaration)].map((match) => match[1]);
    const module = "./" + path.relative(folder, file).replace(/\\/g, "/").replace(/\.ts$/, "");
    return names.length > 0 ? [{ module, names }] : [];
  });
}

function write(folder, makers, header, footer) {
  const found = exportsOf(folder, makers);
  const text = [
    "// Written by `npm run build` from the files of this folder. Do not edit.",
    ...header,
    ...found.map(({ module, names }) => `import { ${names.join(", ")} } from "${module}";`),
    "",
    ...footer(found.flatMap(({ names }) => names)),
    "",
  ].join("\n");
  const file = path.join(folder, "index.ts");
  if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text) fs.writeFileSync(file, text);
}

const list = (names) => names.map((name) => `  ${name},`);

write(
  path.join(root, "policies", "checklist"),
  ["requirement", "attested"],
  ['import type { Requirement } from "../evaluation/requirement";'],
  (names) => [
    "/** Every requirement, in the checklist's order. */",
    "export const requirements: readonly Requirement[] = [",
    ...list(names),
    "].sort((a, b) => a.item.localeCompare(b.item, undefined, { numeric: true }) || a.name.localeCompare(b.name));",
  ],
);
write(
  path.join(root, "policies", "readers"),
  ["reader", "readers"],
  ['import type { Reader } from "../evaluation/reader";', 'import { ReaderRegistry } from "./registry";'],
  (names) => [
    "/** Every reader, by type token. */",
    "export const registry = new ReaderRegistry(",
    "  ([",
    ...list(names).map((line) => "  " + line),
    "  ] as readonly (Reader | readonly Reader[])[]).flat(),",
    ");",
  ],
);
