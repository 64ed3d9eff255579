// Writes policies/checklist/boxes.ts from docs/checklist.md: every box of the checklist, in its order and words.
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");

/** The mark of the first profile that asks for a box. */
const PROFILES = { "🟢": "STANDARD", "🟡": "REGULATED", "🔴": "RESTRICTED" };

/** What only a profile's summary names, by the section of that summary. */
const SUMMARIES = [
  { summary: "RESTRICTED Profile Summary", title: "Anomaly detection" },
  { summary: "RESTRICTED Profile Summary", title: "Penetration testing completed" },
];

/** Words behind a title that say no more than the mark before it. */
const PROFILE_WORDS = /\s*\((?:all profiles|REGULATED\+(?: only)?|RESTRICTED)\)$/;

/** The lines of the checklist, without its code blocks. */
function proseOf(text) {
  let isCode = false;
  return text.split("\n").filter((line) => {
    const isFence = /^\s*```/.test(line);
    if (isFence) isCode = !isCode;
    return !isFence && !isCode;
  });
}

function read(lines) {
  const sections = [];
  const boxes = [];
  let section;
  let summary;
  let count = 0;
  for (const line of lines) {
    const heading = /^(#{2,3}) (?:(\d+(?:\.\d+)?)\.? )?(.+)$/.exec(line);
    const box = /^- \[ \] (?:(\S+) )?\*\*(.+?)\*\*(.*)$/.exec(line);
    const listed = /^- \[x\] (.+)$/.exec(line);
    const bullet = /^ {2}- (.+)$/.exec(line);
    const field = /^\*\*(.+?):\*\* _____$/.exec(line);
    if (heading) {
      const [, , number, title] = heading;
      section = number;
      summary = title;
      count = 0;
      if (number) sections.push({ number, title: title.replace(PROFILE_WORDS, "") });
    } else if (box && section) {
      const [, mark, title, words] = box;
      boxes.push({
        item: `${section}.${++count}`,
        section,
        title: `${title}${words}`.replace(PROFILE_WORDS, "").trim(),
        from: PROFILES[mark] ?? "STANDARD",
        asks: [],
      });
    } else if (bullet && section) {
      boxes.at(-1)?.asks.push(bullet[1]);
    } else if (field && section) {
      // The launch decision has lines to fill in instead of boxes.
      if (boxes.at(-1).section !== section) {
        boxes.push({ item: `${section}.1`, section, title: summary, from: "STANDARD", asks: [] });
      }
      boxes.at(-1).asks.push(field[1]);
    } else if (listed) {
      const i = SUMMARIES.findIndex((it) => it.summary === summary && it.title === listed[1]);
      if (i < 0) continue;
      const from = summary.split(" ")[0];
      boxes.push({ item: `x.${i + 1}`, section: "x", title: listed[1], from, asks: [] });
    }
  }
  return { sections, boxes };
}

const { sections, boxes } = read(proseOf(fs.readFileSync(path.join(root, "docs", "checklist.md"), "utf8")));
const list = (items) => items.map((item) => `  ${JSON.stringify(item)},`);
const text = [
  "// Written by `npm run build` from docs/checklist.md. Do not edit.",
  'import type { Box, Section } from "../evaluation/box";',
  "",
  "/** The checklist's sections, in its order. */",
  "export const sections: readonly Section[] = [",
  ...list(sections),
  "];",
  "",
  "/** Every box of the checklist, in its order. */",
  "export const boxes: readonly Box[] = [",
  ...list(boxes),
  "];",
  "",
].join("\n");
const file = path.join(root, "policies", "checklist", "boxes.ts");
if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text) fs.writeFileSync(file, text);
