/** A table. Cells hold Markdown; what would end a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((it) => it.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |\n`;
  return [line(head), `|${" --- |".repeat(head.length)}\n`, ...rows.map(line)].join("");
}

/** Text as code, whatever stands in it. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Lines of code in a language. */
export function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}

/** What is shown when its title is opened. */
export function details(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body.trimEnd()}\n\n</details>\n`;
}

/** Items as they stand in a sentence: `a, b and c`. */
export function listed(items: readonly string[], word = "and"): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** Parts with an empty line between them; empty ones are left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .map((part) => `${part.trimEnd()}\n`)
    .join("\n");
}

/** The anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
}
