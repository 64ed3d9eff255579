/** A month counts as 30 days and a year as 365, as retention rules and their documentation count them. */
const DAYS: Readonly<Record<string, number>> = { Y: 365, M: 30, W: 7, D: 1 };
const SECONDS: Readonly<Record<string, number>> = { H: 3600, M: 60, S: 1 };
const SECONDS_A_DAY = 86_400;

/**
 * The days in a duration, written as seconds (`2592000s`, `604800.5s`) or after ISO 8601 (`P30D`, `P4W`, `PT720H`,
 * `P1M`). Undefined when it is neither.
 */
export function durationDays(text: string): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(text)?.[1];
  if (seconds !== undefined) return Number(seconds) / SECONDS_A_DAY;
  const [whole, date = "", time = ""] =
    /^P((?:\d+(?:\.\d+)?[YMWD])*)(?:T((?:\d+(?:\.\d+)?[HMS])+))?$/.exec(text) ?? [];
  if (whole === undefined || date + time === "") return undefined;
  return sum(date, DAYS) + sum(time, SECONDS) / SECONDS_A_DAY;
}

/** Days as Google Cloud writes a duration: `2592000s`. */
export function secondsText(days: number): string {
  return `${days * SECONDS_A_DAY}s`;
}

/** Whole days after ISO 8601, as Azure writes a duration: `P30D`. */
export function isoDays(days: number): string {
  return `P${days}D`;
}

function sum(parts: string, units: Readonly<Record<string, number>>): number {
  return [...parts.matchAll(/([\d.]+)([A-Z])/g)].reduce(
    (total, [, amount, unit]) => total + Number(amount) * (units[unit ?? ""] ?? NaN),
    0,
  );
}
