import { escapeHtml } from "./text";

/** HTML that is safe to show. */
export class Markup {
  constructor(readonly html: string) {}
}

/** What may stand in a template: text is escaped, `undefined` and `false` show nothing. */
export type Part = string | number | Markup | undefined | false | readonly Part[];

/** HTML from a template: what is put in is text, unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const html = strings.reduce((text, next, i) => text + htmlOf(parts[i - 1]) + next);
  return new Markup(html);
}

/** Text that this package wrote, as it is: styles and scripts. */
export function raw(html: string): Markup {
  return new Markup(html);
}

function htmlOf(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.html;
  if (typeof part === "object") return part.map(htmlOf).join("");
  return escapeHtml(String(part));
}
