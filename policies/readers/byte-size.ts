const FACTORS: Readonly<Record<string, number>> = { "": 1, "k": 2 ** 10, "m": 2 ** 20, "g": 2 ** 30 };

/** Bytes of a size as proxies write it: `1m` is 1048576, `512k` 524288, `100` 100. Undefined when it is none. */
export function parseByteSize(text: string): number | undefined {
  const [, digits, unit = ""] = /^(\d+)\s*([kmg])?b?$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits) * (FACTORS[unit.toLowerCase()] ?? NaN);
}

/** Bytes as proxies write a size, in the largest unit that divides them: `512k`. */
export function byteSizeText(bytes: number): string {
  const unit = ["g", "m", "k"].find((name) => bytes > 0 && bytes % (FACTORS[name] ?? NaN) === 0) ?? "";
  return `${bytes / (FACTORS[unit] ?? 1)}${unit}`;
}

/** Bytes as messages show them; infinite ones are no limit at all. */
export function showBytes(bytes: number): string {
  return bytes === Infinity ? "no limit" : `${bytes} bytes`;
}
