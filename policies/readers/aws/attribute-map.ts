/** Attributes as text, `key=value,key=value`, where a value may hold further equals signs. */
export function parseAttributes(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(",").flatMap((entry): [string, string][] => {
      const at = entry.indexOf("=");
      return at > 0 ? [[entry.slice(0, at).trim(), entry.slice(at + 1).trim()]] : [];
    }),
  );
}

/** The text with one attribute set. */
export function withAttribute(text: string, key: string, value: string): string {
  return [...new Map(parseAttributes(text)).set(key, value)].map(([k, v]) => `${k}=${v}`).join(",");
}
