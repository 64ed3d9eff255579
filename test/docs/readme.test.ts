import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { requirements } from "../../policies/checklist";
import { ROOT } from "../engine/examples";

/** The rows of README's table of requirements, in lower case, by what stands in their first column. */
function rows(): ReadonlyMap<string, string> {
  const readme = fs.readFileSync(path.join(ROOT, "README.md"), "utf8");
  const found = [...readme.matchAll(/^\| (\d[\d.]*|summary) +\|(.*)\|$/gm)];
  return new Map(found.map(([, section = "", text = ""]) => [section, text.toLowerCase()]));
}

describe("README", () => {
  it("names every requirement in the row of its section, and the profile that asks for it first", () => {
    const marks = { STANDARD: "", REGULATED: " (r)", RESTRICTED: " (x)" } as const;
    const table = rows();
    assert.ok(table.size > 20, "the table is found");
    for (const { section, title, name, from } of requirements) {
      const row = table.get(section) ?? table.get(section.split(".")[0] ?? "") ?? table.get("summary") ?? "";
      assert.ok(row.includes(title.toLowerCase() + marks[from]), `${name}: ${title}${marks[from]} in ${row}`);
    }
  });
});
