/**
 * What no format should hold as it is: control characters, marks that turn the direction of the text around (a line could
 * read other than it is), and what is no character at all.
 */
const UNPRINTABLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g;

/** A half of a pair of surrogates. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const REPLACEMENT = "\uFFFD";

/** The text on one line, without what cannot be printed. */
export function oneLine(text: string): string {
  return printable(text).trim();
}

function printable(text: string): string {
  return text
    .replace(/[\r\n\t\u2028\u2029]+/g, " ")
    .replace(UNPRINTABLE, REPLACEMENT)
    .replace(LONE_SURROGATE, REPLACEMENT);
}

/** The text for HTML and for attributes in quotes. */
export function escapeHtml(text: string): string {
  return printable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

/** The text when it is a link that may be offered: nobody shall be led to a script. */
export function asLink(text: string): string | undefined {
  if (!/^https:\/\/[^\s<>"'\\]+$/.test(text)) return undefined;
  try {
    return new URL(text).href;
  } catch {
    return undefined;
  }
}
