import { REDACTED } from "./decode";

/** Shorter texts are not looked for: they are parts of ordinary words. */
const SHORTEST = 6;

/** In a state that is analyzed without its key, nothing else is unknown, and no update comes that would know it. */
function offline(text: string): string {
  return text
    .replace(/\b(is|are) not known until the update\b/g, "$1 secret, and redacted in this state")
    .replace("pulumi up decides it.", "pulumi preview decides it.");
}

/**
 * The texts that the engine marked secret, and text without them. Facts do not show secret values; this is the net under
 * all that names a resource by what one of its properties says.
 */
export class Redaction {
  private readonly secrets = new Set<string>();
  private isOffline = false;

  /** Remembers a value that the engine marked secret. */
  readonly note = (value: unknown): void => {
    if (value === REDACTED) this.isOffline = true;
    else if (typeof value === "string" && value.length >= SHORTEST) this.secrets.add(value);
  };

  /** The text without any value that is marked secret. */
  redacted(text: string): string {
    let safe = this.isOffline ? offline(text) : text;
    for (const secret of this.secrets) {
      if (safe.includes(secret)) safe = safe.split(secret).join("[secret]");
    }
    return safe;
  }
}
