import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { ROOT } from "../engine/examples";

/** The guide to evidence and the launch decision. */
export const guide = fs.readFileSync(path.join(ROOT, "docs", "evidence-and-launch.md"), "utf8");

/** The code of a language in the guide. */
export function codeOf(language: string): string {
  const [, code] = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "m").exec(guide) ?? [];
  assert.ok(code, language);
  return code;
}
