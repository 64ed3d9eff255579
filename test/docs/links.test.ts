import { strict as assert } from "assert";
import * as fs from "fs";
import * as path from "path";
import MarkdownIt from "markdown-it";
import { anchorOf } from "../../tools/reference/markdown";
import { ROOT } from "../engine/examples";

const markdown = new MarkdownIt({ html: true });

interface Page {
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

const read = new Map<string, Page>();

/** The links of a page, and the anchors that GitHub gives its headings. */
function pageOf(file: string): Page {
  let page = read.get(file);
  if (page === undefined) {
    page = parse(fs.readFileSync(file, "utf8"));
    read.set(file, page);
  }
  return page;
}

function parse(text: string): Page {
  const links: string[] = [];
  const anchors = new Set<string>();
  const tokens = markdown.parse(text, {});
  tokens.forEach((token, i) => {
    const html = token.type === "html_block" ? token.content : "";
    for (const child of [token, ...(token.children ?? [])]) {
      const target = child.attrGet("href") ?? child.attrGet("src");
      if (target !== null) links.push(String(target));
    }
    const inline = (token.children ?? [])
      .filter(({ type }) => type === "html_inline")
      .map(({ content }) => content);
    for (const source of [html, ...inline]) {
      for (const [, name, value = ""] of source.matchAll(/\b(href|src|id|name)="([^"]*)"/g)) {
        if (name === "id" || name === "name") anchors.add(value);
        else links.push(value);
      }
    }
    if (token.type === "heading_open") {
      const words = (tokens[i + 1]?.children ?? []).filter(({ type }) => /^(?:text|code_inline)$/.test(type));
      const anchor = anchorOf(words.map(({ content }) => content).join(""));
      let name = anchor;
      for (let n = 1; anchors.has(name); n++) name = `${anchor}-${n}`;
      anchors.add(name);
    }
  });
  return { links, anchors };
}

const NOT_OURS = /^(?:node_modules|dist|coverage|\..*)$/;

/** Every Markdown file of the repository. */
function markdownFiles(folder = ""): readonly string[] {
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.test(entry.name) ? [] : markdownFiles(file);
    return file.endsWith(".md") ? [file] : [];
  });
}

/** What is wrong with a link of a file; undefined where it leads somewhere, or out of the repository. */
function brokenness(file: string, link: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) return undefined;
  const [target = "", anchor = ""] = decodeURI(link).split("#");
  const found = target === "" ? path.join(ROOT, file) : path.resolve(ROOT, path.dirname(file), target);
  if (path.relative(ROOT, found).startsWith("..")) return `${link} leads out of the repository`;
  if (!fs.existsSync(found)) return `${link}: there is no such file`;
  if (anchor === "" || !found.endsWith(".md")) return undefined;
  return pageOf(found).anchors.has(anchor) ? undefined : `${link}: there is no such heading`;
}

/** The checklist is a copy, whose links to its own neighbours are not ours. */
const COPIES = new Set(["docs/checklist.md"]);

describe("Markdown files", () => {
  const files = markdownFiles();

  it("are found", () => {
    for (const file of ["README.md", "docs/checklist.md", "docs/reference/README.md"]) {
      assert.ok(files.includes(file), file);
    }
  });

  it("have links that lead to files and headings which exist", () => {
    const broken = files
      .filter((file) => !COPIES.has(file))
      .flatMap((file) =>
        pageOf(path.join(ROOT, file)).links.flatMap((link) => {
          const problem = brokenness(file, link);
          return problem === undefined ? [] : [`${file}: ${problem}`];
        }),
      );
    assert.deepEqual(broken, []);
  });

  it("are checked: a missing file and a missing heading are told", () => {
    assert.equal(brokenness("README.md", "docs/none.md"), "docs/none.md: there is no such file");
    assert.equal(brokenness("README.md", "#none"), "#none: there is no such heading");
    assert.equal(brokenness("README.md", "docs/checklist.md#33-backup--recovery"), undefined);
  });

  it("in docs/ can be reached from README", () => {
    const reached = new Set<string>();
    const queue = ["README.md"];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (reached.has(file) || !file.endsWith(".md") || !fs.existsSync(path.join(ROOT, file))) continue;
      reached.add(file);
      for (const link of pageOf(path.join(ROOT, file)).links) {
        if (/^[a-z]+:/i.test(link) || link.startsWith("#")) continue;
        queue.push(path.normalize(path.join(path.dirname(file), link.split("#")[0] ?? "")));
      }
    }
    assert.deepEqual(
      files.filter((file) => file.startsWith("docs/") && !reached.has(file)),
      [],
    );
  });
});
