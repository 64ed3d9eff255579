/**
 * True when the pattern stands for the whole text: `*` for any characters, also none, and `?` for one. Everything else
 * stands for itself, as names and URNs hold slashes, brackets and braces. Takes the time of pattern times text at most.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  // Where the last `*` stands, and how far it reaches so far: what follows it is tried again one further on.
  let star = -1;
  let reach = 0;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      reach = t;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++reach;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** The text before the first wildcard. */
export function literalPrefix(pattern: string): string {
  return /^[^*?]*/.exec(pattern)?.[0] ?? "";
}
