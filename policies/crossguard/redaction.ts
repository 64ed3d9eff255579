/** Shorter texts are not looked for: they are parts of ordinary words. */
const SHORTEST = 6;

/**
 * The texts that the engine marked secret, and text without them. Facts do not show secret values; this is the net under
 * all that names a resource by what one of its properties says.
 */
export class Redaction {
  private readonly secrets = new Set<string>();

  /** Remembers a value that the engine marked secret. */
  readonly note = (value: unknown): void => {
    if (typeof value === "string" && value.length >= SHORTEST) this.secrets.add(value);
  };

  /** The text without any value that is marked secret. */
  redacted(text: string): string {
    let safe = text;
    for (const secret of this.secrets) {
      if (safe.includes(secret)) safe = safe.split(secret).join("[secret]");
    }
    return safe;
  }
}
