import * as fs from "fs";
import * as path from "path";
import { generatedPages, REFERENCE } from "./index";

/** Writes every generated page below `root`, and removes pages of requirements that are no more. */
export async function writePages(root: string): Promise<number> {
  const pages = await generatedPages();
  const folder = path.join(root, REFERENCE);
  fs.mkdirSync(folder, { recursive: true });
  for (const file of fs.readdirSync(folder)) {
    if (file.endsWith(".md") && !pages.has(`${REFERENCE}/${file}`)) fs.rmSync(path.join(folder, file));
  }
  for (const [file, text] of pages) fs.writeFileSync(path.join(root, file), text);
  return pages.size;
}
