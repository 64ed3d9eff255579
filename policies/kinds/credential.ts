/** What a literal looks like when it should not be one: in words that show no part of it. */
export interface Credential {
  /** `by name`: the variable's name calls it a credential; `by value`: the text itself has the form of one. */
  readonly known: "by name" | "by value";
  /** `a URL with a password`, `a private key`; for what is known by its name, `a credential`. */
  readonly what: string;
}

/** Whether a named literal is a credential: by the form of its value, or by its name. */
export function credentialIn(name: string, value: string): Credential | undefined {
  const what = credentialShape(value) ?? (mayBeRandom(name) ? randomText(value) : undefined);
  if (what !== undefined) return { known: "by value", what };
  return namesCredential(name) && holdsSomething(value)
    ? { known: "by name", what: "a credential" }
    : undefined;
}

/** What a text is, if it holds something of the form of a credential, whatever its name. */
export function credentialShape(text: string): string | undefined {
  return SHAPES.find(([, test]) => test(text))?.[0] ?? shapeInBase64(text);
}

/** Whether a name calls its value a credential: `DB_PASSWORD`, `jwtSecretKey`; not `TOKEN_LIFETIME` or `PASSWORD_FILE`. */
export function namesCredential(name: string): boolean {
  const words = [...wordsOf(name)];
  if (words.some((word) => HARMLESS.has(word)) || NOT_PASSWORDS.has(words.join("_"))) return false;
  while (
    words.length > 1 &&
    (QUALIFIERS.has(words[words.length - 1] ?? "") || /^\d+$/.test(words[words.length - 1] ?? ""))
  ) {
    words.pop();
  }
  const last = words[words.length - 1] ?? "";
  if (WORDS.has(last) || /.(?:PASSWORD|PASSWD|PASSPHRASE)$/.test(last)) return true;
  const before = words[words.length - 2];
  if (last === "PASS") return before !== undefined;
  return before !== undefined && PAIRS.has(`${before}_${last}`);
}

/** Whether a text holds a password in a URL or a connection string, that is no reference to one. */
export function holdsPassword(text: string): boolean {
  return urlPasswords(text).some(isWritten) || keyedPasswords(text).some(isWritten);
}

/** Names of credentials inside a configuration file, and what they are; the file's text is never shown. */
export function credentialsInFile(
  fileName: string,
  text: string,
  find: (name: string, value: string) => Credential | undefined = credentialIn,
): readonly { readonly line: number; readonly name?: string; readonly credential: Credential }[] {
  const lines = SETTINGS_FILE.test(fileName) ? text.split("\n") : [];
  const named = lines.flatMap((text, index) => {
    const [, name = "", value = ""] = SETTING.exec(text) ?? [];
    if (name === "" || LOOSE.test(name) || /^[[{(|>&*!]|\w\(/.test(value)) return [];
    const credential = find(name, unquoted(value));
    return credential ? [{ line: index + 1, name, credential }] : [];
  });
  if (named.length > 0) return named;
  // Random text is a credential only where nothing else is in the value.
  const whole = find("", text);
  return whole ? [{ line: 0, credential: whole }] : [];
}

const WORDS = new Set([
  "PASSWORD",
  "PASSWORDS",
  "PASSWD",
  "PWD",
  "PASSPHRASE",
  "SECRET",
  "SECRETS",
  "TOKEN",
  "TOKENS",
  "CREDENTIAL",
  "CREDENTIALS",
  "APIKEY",
  "PRIVATEKEY",
  "SECRETKEY",
  "PEPPER",
]);

const PAIRS = new Set(
  [
    ...[
      "ACCESS",
      "ACCOUNT",
      "API",
      "AUTH",
      "COOKIE",
      "DEPLOY",
      "ENCRYPTION",
      "HMAC",
      "JWT",
      "LICENSE",
      "MASTER",
    ],
    ...[
      "PASSWORD",
      "PRIVATE",
      "SECRET",
      "SESSION",
      "SHARED",
      "SIGNATURE",
      "SIGNING",
      "SSH",
      "STORAGE",
      "TOKEN",
    ],
  ].map((word) => `${word}_KEY`),
).add("CHAIN_SEED");

/** What may follow the word that counts. */
const QUALIFIERS = new Set([
  ...[
    "OLD",
    "NEW",
    "CURRENT",
    "PREVIOUS",
    "NEXT",
    "PRIMARY",
    "SECONDARY",
    "DEFAULT",
    "VALUE",
    "BASE64",
    "B64",
  ],
  ...["PROD", "PRODUCTION", "STAGING", "DEV", "TEST"],
]);

/** Words that make a name harmless: public keys, and names of Kubernetes secrets. */
const HARMLESS = new Set(["PUBLIC", "PUBLISHABLE", "TLS", "PULL", "CERT", "CERTIFICATE"]);

/** The shell's own variables. */
const NOT_PASSWORDS = new Set(["PWD", "OLDPWD"]);

/** Values that are no credential, whatever their name: switches, numbers, durations, kinds of tokens. */
const SETTINGS =
  /^(?:true|false|yes|no|on|off|none|null|nil|undefined|enabled?|disabled?|auto|default|required|optional|bearer|basic|jwt|opaque|header|cookie|env|file|vault|string|str|bool(?:ean)?|[hre]s(?:256|384|512)|[\d.,_\s+-]+|\d+(?:\.\d+)?\s*(?:ms|s|m|h|d|w|[KMG]i?B?|seconds?|minutes?|hours?|days?|%))$/i;

/** Values that stand for something else: `$(VAR)`, `${VAR}`, `{{ .Values.x }}`, `<password>`, `%s`, `***`. */
const PLACEHOLDER =
  /^(?:\$\([^)]*\)|\$\{[^}]*\}|\$[A-Za-z_]\w*|\{\{.*\}\}|\{[\w.]*\}|<[^>]*>|%\w|%\([^)]*\)s|\*{3,}|x{4,}|\.{3,}|\[?redacted\]?)$/is;

/** Where a secret is kept: an ARN, a path, a resource name, a reference that some tool resolves. */
const REFERENCES = [
  /^arn:[\w-]*:/,
  /^(?:alias\/|projects\/|vault:|vault\+|op:\/\/|ref\+|sm:\/\/|ssm:|secretsmanager:|secretref:|awskms:|gcpkms:|azurekms:|@Microsoft\.KeyVault\(|file:)/i,
  /^(?:~|\.{1,2})?(?:\/[\w.@-]+){2,}\/?$/,
  /^https?:\/\/[^\s@]+$/i,
  // `prod/db/password` in a secrets manager, `key.json` on a disk.
  /^[a-z][a-z0-9._-]*(?:\/[a-z0-9._-]+)+$/,
  /^[\w-][\w.-]*\.(?:json|pem|key|crt|txt|ya?ml|toml)$/,
];

function holdsSomething(value: string): boolean {
  const text = value.trim();
  return (
    text !== "" &&
    !SETTINGS.test(text) &&
    !PLACEHOLDER.test(text) &&
    !PUBLIC_KEY.test(text) &&
    !REFERENCES.some((reference) => reference.test(text)) &&
    // A text that is made of references alone: `$(A)-$(B)`.
    withoutReferences(text, "").replace(/[\W_]/g, "") !== ""
  );
}

const PUBLIC_KEY = /-----BEGIN (?:[A-Z0-9 ]+ )?(?:PUBLIC KEY|CERTIFICATE)(?: REQUEST)?-----|^(?:ssh-|ecdsa-)/;

/** What is certain by its form, whatever it is called. */
const SHAPES: readonly (readonly [what: string, test: (text: string) => boolean])[] = [
  ["a private key", matches(/-----BEGIN (?:[A-Z0-9 ]+ )?PRIVATE KEY(?: BLOCK)?-----/)],
  ["a URL with a password", (text) => urlPasswords(text).some(isWritten)],
  ["a connection string with a password", (text) => keyedPasswords(text).some(isWritten)],
  ["a JSON Web Token", matches(/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/)],
  ["an AWS access key", matches(/(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/)],
  ["a GitHub token", matches(/\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{50,})\b/)],
  ["a GitLab token", matches(/\bglpat-[\w-]{20,}/)],
  ["a Slack token", matches(/\bxox[abeoprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,}/)],
  ["a Google API key", matches(/\bAIza[\w-]{35}(?![\w-])|\bGOCSPX-[\w-]{20,}/)],
  ["a Stripe key", matches(/\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}/)],
  [
    "an API key",
    matches(
      /\bsk-(?:ant-|proj-)?[\w-]{32,}|\bnpm_[A-Za-z0-9]{36}\b|\bSG\.[\w-]{16,}\.[\w-]{16,}|\bpul-[0-9a-f]{40}\b|\bdop_v1_[0-9a-f]{64}\b/,
    ),
  ],
  ["a Vault token", matches(/\bhv[bs]\.[\w-]{24,}/)],
  [
    "an authorization header",
    (text) =>
      [...text.matchAll(/\b(?:bearer|basic)(?:\s|%20)+([A-Za-z0-9._~+/=-]{16,})/gi)].some(
        ([, it = ""]) => /\d/.test(it) && /[A-Za-z]/.test(it),
      ),
  ],
];

function matches(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

/** Stands for a reference to a value: no URL holds it otherwise. */
const REFERENCE = "\u0001";

/** The text with `$(NAME)`, `${NAME}` and `{{ name }}` taken out of it. */
function withoutReferences(text: string, mark: string): string {
  return text.replace(/\$\([^()]{0,200}\)|\$?\{\{?[^{}]{0,200}\}?\}/g, mark);
}

/** The passwords of the URLs in a text. */
function urlPasswords(text: string): readonly string[] {
  const url = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#:@"']{0,200}:([^\s/?#@"']{1,500})@/gi;
  return [...withoutReferences(text, REFERENCE).matchAll(url)].map(([, password = ""]) => password);
}

/** The passwords in `host=db password=...`, `...;Password=...`, `?user=app&password=...`, `AccountKey=...`. */
function keyedPasswords(text: string): readonly string[] {
  if (!/(?:^|[\s;&?"'])[a-z][\w ]{0,40}=/i.test(text)) return [];
  const others =
    /(?:^|[\s;&?"'])(?:host|server|data source|user(?:name| id)?|uid|dbname|database|accountname|endpoint)\s*=|^jdbc:|:\/\//i;
  if (!others.test(text)) return [];
  return [
    ...text.matchAll(
      /(?:^|[\s;&?"'])(?:password|pwd|passwd|accountkey|sharedaccesskey)\s*=\s*([^\s;&"']+)/gi,
    ),
  ].map(([, password = ""]) => password);
}

function isWritten(password: string): boolean {
  const decoded = password.replace(/%24/gi, "$").replace(/%7B/gi, "{").replace(/%7D/gi, "}");
  return !PLACEHOLDER.test(decoded) && withoutReferences(decoded, "").replaceAll(REFERENCE, "") !== "";
}

const BASE64 = /^[A-Za-z0-9+/_-]{16,}={0,2}$/;

/** What text inside base64 is, or the private key that the bytes are. */
function shapeInBase64(text: string): string | undefined {
  const trimmed = text.trim();
  if (!BASE64.test(trimmed)) return undefined;
  const bytes = Buffer.from(trimmed, "base64");
  // PKCS #8 and PKCS #1: a sequence that starts with a version number. Certificates and public keys start otherwise.
  if (bytes.length > 40 && bytes[0] === 0x30 && bytes[1] === 0x82 && bytes[4] === 0x02 && bytes[5] === 0x01)
    return "a private key";
  const decoded = bytes.toString("utf8");
  return isPrintable(decoded) ? SHAPES.find(([, test]) => test(decoded))?.[0] : undefined;
}

/** Names of what is random by nature, and no secret. */
const RANDOM_BY_NATURE = new Set([
  ...[
    "ID",
    "IDS",
    "CLIENTID",
    "ARN",
    "UID",
    "UUID",
    "GUID",
    "SHA",
    "SHA256",
    "HASH",
    "DIGEST",
    "CHECKSUM",
    "FINGERPRINT",
  ],
  ...[
    "THUMBPRINT",
    "INTEGRITY",
    "ETAG",
    "REVISION",
    "COMMIT",
    "VERSION",
    "NONCE",
    "CERT",
    "CERTIFICATE",
    "CA",
    "PUBLIC",
    "DSN",
  ],
]);

function mayBeRandom(name: string): boolean {
  return !wordsOf(name).some((word) => RANDOM_BY_NATURE.has(word));
}

/** Text that only a generator makes: long, of every class of character, all mixed up. Ids in hexadecimal do not count. */
function randomText(value: string): string | undefined {
  const text = value.trim();
  if (!/^[A-Za-z0-9+/_=-]{32,256}$/.test(text) || /^sha\d+-/.test(text)) return undefined;
  if (/^(?:[0-9a-f-]+|[0-9A-F-]+)$/.test(text) || text.split("/").length > 4) return undefined;
  const digits = text.replace(/\D/g, "").length;
  if (digits < 3 || !/[a-z]/.test(text) || !/[A-Z]/.test(text)) return undefined;
  const isMixed = changes(text) / text.length >= 0.4 && entropy(text) >= 4;
  return isMixed && !isText(Buffer.from(text, "base64")) ? "a random key" : undefined;
}

/** How often the class of characters changes from one to the next. */
function changes(text: string): number {
  const classes = text.replace(/[a-z]/g, "a").replace(/[A-Z]/g, "A").replace(/\d/g, "0");
  const runs = classes.match(/(.)\1*/g) ?? [];
  return runs.length - 1;
}

/** Shannon's entropy, in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const it of text) counts.set(it, (counts.get(it) ?? 0) + 1);
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}

/** True for bytes that are text, or the start of a certificate or a public key. */
function isText(bytes: Buffer): boolean {
  const isPublicDer = bytes[0] === 0x30 && bytes[{ 0x81: 3, 0x82: 4 }[bytes[1] ?? 0] ?? 2] === 0x30;
  const isOpenSsh =
    bytes.subarray(0, 4).equals(Buffer.from([0, 0, 0, 7])) ||
    bytes.subarray(0, 4).equals(Buffer.from([0, 0, 0, 11]));
  return isPublicDer || isOpenSsh || isPrintable(bytes.toString("utf8"));
}

function isPrintable(text: string): boolean {
  return /^[\t\n\r\x20-\x7e\u00a0-\ufffc]*$/.test(text);
}

/** The words of names that were met before: a stack repeats the names of its variables. */
const words = new Map<string, readonly string[]>();
const MOST_NAMES = 10_000;

/** The words of a name in any spelling, in capitals: `dbPassword` is DB, PASSWORD. */
function wordsOf(name: string): readonly string[] {
  let known = words.get(name);
  if (known === undefined) {
    known = splitWords(name);
    if (words.size < MOST_NAMES) words.set(name, known);
  }
  return known;
}

function splitWords(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toUpperCase()
    .split(/[^A-Z\d]+/)
    .filter((word) => word !== "");
}

const SETTINGS_FILE = /(?:^|\.)(?:env|properties|ini|cfg|ya?ml|json|toml)$|^\.env/i;
const SETTING = /^\s*(?:export\s+)?["']?([A-Za-z_][\w.-]*)["']?\s*[=:]\s*(\S.*?)\s*,?\s*$/;
/** Names that mean the name of a secret in one file, and its value in another. */
const LOOSE = /^(?:secret|secrets|token|tokens|credentials?)$/i;

function unquoted(text: string): string {
  const [, quote, inside] = /^(["'])(.*)\1$/.exec(text) ?? [];
  return quote === undefined ? text.replace(/\s+#.*$/, "") : (inside ?? "");
}

/** Whether a text is what documentation puts where a credential belongs: `change-me`, `your-secret-key`. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.trim()) || TO_BE_CHANGED.test(text.trim());
}

const TO_BE_CHANGED =
  /change[-_ ]?(?:me|this|it|in[-_ ]production)|replace[-_ ]?(?:me|this|with)|^(?:your|my)[-_]|^(?:test|dev|example|dummy|placeholder|insecure)[-_ ]?(?:secret|password|key|token)|^(?:secret|password|postgres|admin|test|example|placeholder|todo|tbd|dummy)$/i;
