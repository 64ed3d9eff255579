/** Shorter texts are not looked for: they are parts of ordinary words. */
const SHORTEST = 4;

/** Every text that the engine marked secret in what it has sent so far. */
const secretTexts = new Set<string>();

/** Remembers a value that the engine marked secret. */
export function noteSecret(value: unknown): void {
  if (typeof value === "string" && value.length >= SHORTEST) secretTexts.add(value);
}

/**
 * The text without any value that is marked secret. Facts do not show secret values; this is the net under all that
 * names a resource by what one of its properties says.
 */
export function redacted(text: string): string {
  let safe = text;
  for (const secret of secretTexts) {
    if (safe.includes(secret)) safe = safe.split(secret).join("[secret]");
  }
  return safe;
}
