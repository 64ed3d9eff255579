/** How the text of an environment variable is understood. */
export interface TextFormat<T> {
  /** What the text is, as it follows `is not`: `a whole number`. */
  readonly is: string;
  /** The value that the text stands for; undefined when it stands for none. */
  parse(text: string): T | undefined;
  /** The text of a value. */
  write(value: T): string;
}

/** Any text. */
export const anyText: TextFormat<string> = { is: "text", parse: (text) => text, write: (value) => value };

/** `20`, ` 20 `, `1_000`. */
export const wholeNumber: TextFormat<number> = {
  is: "a whole number",
  parse: (text) => {
    const digits = text.trim().replace(/(?<=\d)_(?=\d)/g, "");
    return /^[+-]?\d+$/.test(digits) ? Number(digits) : undefined;
  },
  write: String,
};

/** A number from 0 to 1. */
export const ratio: TextFormat<number> = {
  is: "a ratio from 0 to 1",
  parse: (text) => {
    const value = text.trim() === "" ? NaN : Number(text);
    return value >= 0 && value <= 1 ? value : undefined;
  },
  write: String,
};

const TRUE = ["1", "on", "t", "true", "y", "yes"];
const FALSE = ["0", "off", "f", "false", "n", "no"];

/** What both generations take for true or false, in capitals or not: `1`, `on`, `t`, `true`, `y`, `yes`, and the opposites. */
export const truth: TextFormat<boolean> = {
  is: "true or false",
  parse: (text) => {
    const word = text.trim().toLowerCase();
    return TRUE.includes(word) ? true : FALSE.includes(word) ? false : undefined;
  },
  write: String,
};

/** A switch that any text turns on, unless it says false or nothing. */
export const anyTextIsTrue: TextFormat<boolean> = {
  is: "true or false",
  parse: (text) => text.trim() !== "" && truth.parse(text) !== false,
  write: String,
};

/** One of the words, as written. */
export function oneOf<T extends string>(...words: readonly T[]): TextFormat<T> {
  return {
    is: `one of ${words.join(", ")}`,
    parse: (text) => words.find((word) => word === text),
    write: (value) => value,
  };
}

/** One of the words, in capitals or not. `others` are more names of the same. */
export function wordOf<T extends string>(
  words: readonly T[],
  others: Readonly<Record<string, T>> = {},
): TextFormat<T> {
  const byName = new Map<string, T>([
    ...words.map((word) => [word.toLowerCase(), word] as const),
    ...Object.entries(others),
  ]);
  return {
    is: `one of ${words.join(", ")}`,
    parse: (text) => byName.get(text.trim().toLowerCase()),
    write: (value) => value,
  };
}

/** The word, in capitals or not; everything else stands for `otherwise`. */
export function wordOr<T extends string>(word: T, otherwise: T): TextFormat<T> {
  return {
    is: word,
    parse: (text) => (text.trim().toLowerCase() === word ? word : otherwise),
    write: (value) => value,
  };
}

/** A JSON list of texts: `["https://app.example.com"]`. */
export const jsonList: TextFormat<readonly string[]> = {
  is: "a JSON list",
  parse: (text) => {
    try {
      const parsed: unknown = JSON.parse(text);
      return Array.isArray(parsed) && parsed.every((item) => typeof item === "string") ? parsed : undefined;
    } catch {
      return undefined;
    }
  },
  write: (value) => JSON.stringify(value),
};

/** How much is logged, from the most to the least. */
export const logLevels = ["TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL", "OFF"] as const;
export type LogLevel = (typeof logLevels)[number];

/** A log level by its usual names. */
export const logLevel = wordOf(logLevels, { warn: "WARNING", fatal: "CRITICAL" });

/** `info`, or directives such as `fraiseql_server=debug,tower_http=warn`: the level that logs most. */
export const logDirectives: TextFormat<LogLevel> = {
  is: "a list of log levels",
  parse: (text) => {
    const directives = text.split(",").map((directive) => directive.trim());
    const levels = directives.filter((directive) => directive !== "").map(levelOfDirective);
    // Without a directive that can be read, only errors are logged.
    return logLevels.find((level) => levels.includes(level)) ?? "ERROR";
  },
  write: (value) => (value === "WARNING" ? "warn" : value.toLowerCase()),
};

function levelOfDirective(directive: string): LogLevel | undefined {
  const at = directive.lastIndexOf("=");
  const level = logLevel.parse(directive.slice(at + 1));
  // A target by itself logs everything.
  return level ?? (at === -1 ? "TRACE" : undefined);
}
