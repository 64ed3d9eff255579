import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import { requirements } from "../../policies/checklist";
import { boxes, sections } from "../../policies/checklist/boxes";

const CHECKLIST = path.resolve(__dirname, "..", "..", "..", "docs", "checklist.md");

describe("the checklist's boxes", () => {
  const items = boxes.map(({ item }) => item);

  it("are the 71 of sections 1 to 9, those of section 10, and what only a summary names", () => {
    const of = (pattern: RegExp) => items.filter((item) => pattern.test(item)).length;
    assert.equal(of(/^[1-9]\.\d\.\d$/), 71);
    assert.equal(of(/^10\.1\.\d$/), 8);
    assert.equal(of(/^10\.2\.\d$/), 3);
    assert.equal(of(/^10\.3\.\d$/), 1);
    assert.deepEqual(items.filter((item) => item.startsWith("x")).sort(), ["x.1", "x.2"]);
    assert.equal(new Set(items).size, items.length);
  });

  it("are in the checklist's order and words", () => {
    const text = fs.readFileSync(CHECKLIST, "utf8");
    let at = 0;
    for (const { item, title, asks } of boxes) {
      const [words = ""] = title.split(" (if ");
      for (const part of [words, ...asks]) {
        at = text.indexOf(part, at);
        assert.ok(at >= 0, `${item}: ${part}`);
      }
    }
  });

  it("have a section each, and every section is there", () => {
    const numbers = sections.map(({ number }) => number);
    for (const { item, section } of boxes) assert.ok(section === "x" || numbers.includes(section), item);
    assert.deepEqual(
      numbers.filter((number) => !number.includes(".")),
      ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
    );
  });

  it("ask from the profile that the checklist marks", () => {
    const from = (item: string) => boxes.find((box) => box.item === item)?.from;
    assert.equal(from("1.1.1"), "STANDARD");
    assert.equal(from("2.1.2"), "REGULATED");
    assert.equal(from("7.1.3"), "RESTRICTED");
  });

  for (const { name, item } of requirements) {
    it(`have one that ${name} answers`, () => assert.ok(items.includes(item), item));
  }
});
