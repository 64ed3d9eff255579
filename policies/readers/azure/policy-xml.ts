/** One element of a policy's XML. */
export interface Element {
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands between its tags. */
  readonly content: string;
}

/** The elements of a name that always apply; `untold` where some may apply at times, or cannot be read. */
export type Elements = readonly Element[] | "untold";

const COMMENTS = /<!--[\s\S]*?-->/g;
/** What applies on conditions, or stands elsewhere. */
const INDIRECT = /<(choose|include-fragment|retry|wait)\b/;
const NAMED_VALUE = /\{\{[^}]*\}\}/;

/**
 * The elements of a name in a policy of API Management. This is no parser of XML: what it does not understand for certain
 * is untold, as are policies with conditions, fragments and named values.
 */
export function elementsIn(policy: string, name: string): Elements {
  const text = policy.replace(COMMENTS, "");
  if (INDIRECT.test(text) || NAMED_VALUE.test(text)) return "untold";
  const starts = [...text.matchAll(new RegExp(`<${name}(?=[\\s/>])`, "g"))].length;
  const tag = new RegExp(
    `<${name}((?:\\s+[\\w-]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*)\\s*(?:/>|>([\\s\\S]*?)</${name}>)`,
    "g",
  );
  const elements = [...text.matchAll(tag)].map(([, attributes = "", content = ""]) => ({
    attributes: attributesIn(attributes),
    content,
  }));
  return elements.length === starts ? elements : "untold";
}

function attributesIn(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return Object.fromEntries(pairs.map(([, key = "", double, single]) => [key, double ?? single ?? ""]));
}
