/** How strictly a client insists on TLS, as PostgreSQL's `sslmode` says it. */
export interface TlsOfUrl {
  /** Undefined where the URL leaves it to the default, which is prefer. */
  readonly mode: string | undefined;
}

const SSL_MODE = /(?:[?&;\s]|^)sslmode\s*=\s*([^&;\s#]*)/i;
const SSL_TRUE = /[?&]ssl=(true|require|1)\b/i;
const POSTGRES = /^(?:postgres(?:ql)?(?:\+\w+)?:\/\/|jdbc:postgresql:)|(?:^|\s)(?:host|dbname)\s*=/i;

/** The values of `sslmode` that refuse plain text. */
export const STRICT_SSL_MODES = ["require", "verify-ca", "verify-full"];

/** What a PostgreSQL URL or connection string says of TLS. Undefined for what is neither. */
export function tlsOf(text: string): TlsOfUrl | undefined {
  const trimmed = text.trim();
  if (!POSTGRES.test(trimmed)) return undefined;
  const mode = SSL_MODE.exec(trimmed)?.[1];
  if (mode !== undefined) return { mode: mode.toLowerCase() };
  return { mode: SSL_TRUE.test(trimmed) ? "require" : undefined };
}

/** Whether a URL leads to the same pod: a Unix socket, or a proxy beside the application. */
export function staysInPod(text: string): boolean {
  return /@?(?:\/\/|@)(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?(?:[/?]|$)|[?&\s]host=(?:\/|%2F|localhost|127\.)|^host=(?:\/|localhost|127\.)/i.test(
    text,
  );
}
