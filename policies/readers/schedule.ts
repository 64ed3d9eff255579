import { Cron } from "croner";

/**
 * How a provider writes cron expressions:
 *
 * - `unix`: minute, hour, day of month, month, day of week (0 or 7 is Sunday); `@daily` and `@every 12h` as in Go
 * - `seconds`: the same, with a field for seconds in front
 * - `aws`: minute, hour, day of month, month, day of week (1 is Sunday), year; `?` where another field decides
 */
export type CronDialect = "aws" | "unix" | "seconds";

/**
 * The longest time in days between two runs of a cron expression, in UTC. Undefined when it is not a valid expression,
 * or does not recur for good.
 */
export function cronIntervalDays(expression: string, dialect: CronDialect): number | undefined {
  const key = `${dialect} ${expression}`;
  if (!intervals.has(key)) intervals.set(key, longestGap(expression.trim(), dialect));
  return intervals.get(key);
}

/** The days in a Go duration: `12h`, `1h30m`. Undefined when it is none. */
export function goDurationDays(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(h|m|s|ms))+$/.test(text)) return undefined;
  let days = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
    days += Number(amount) * (goUnits[unit ?? ""] ?? NaN);
  }
  return days;
}

const intervals = new Map<string, number | undefined>();
const DAY_MS = 86_400_000;
const goUnits: Readonly<Record<string, number>> = { h: 1 / 24, m: 1 / 1440, s: 1 / 86_400, ms: 1 / DAY_MS };

/** Long enough to meet every pattern of days, the 29th of February included. */
const FIRST_DAY = Date.UTC(2023, 0, 1);
const LAST_DAY = Date.UTC(2033, 0, 1);

const macros: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

/** When a schedule runs: on which days, and at which times of each. */
interface Pattern {
  readonly days: string;
  readonly times: string;
}

function longestGap(expression: string, dialect: CronDialect): number | undefined {
  const every = /^@every\s+(\S+)$/.exec(expression)?.[1];
  if (every !== undefined) return dialect === "aws" ? undefined : goDurationDays(every);
  const pattern = patternOf(expression, dialect);
  if (!pattern) return undefined;
  try {
    const days = runs(pattern.days, LAST_DAY);
    const times = runs(pattern.times, FIRST_DAY + DAY_MS);
    const [first, last] = [times[0], times[times.length - 1]];
    if (first === undefined || last === undefined || days.length < 2) return undefined;
    return Math.max(gap(times), gap(days) + (first - last) / DAY_MS);
  } catch {
    return undefined;
  }
}

/** The greatest distance between neighbours, in days. */
function gap(moments: readonly number[]): number {
  return (
    moments.reduce((longest, moment, i) => Math.max(longest, moment - (moments[i - 1] ?? moment)), 0) / DAY_MS
  );
}

/** The moments at which a pattern runs, from the first day on. */
function runs(pattern: string, until: number): number[] {
  const cron = new Cron(pattern, { utcOffset: 0, paused: true, sloppyRanges: true });
  const found: number[] = [];
  let at = cron.nextRun(new Date(FIRST_DAY - 1000));
  while (at && at.getTime() < until) {
    found.push(at.getTime());
    at = cron.nextRun(at);
  }
  return found;
}

/** Days and times apart: a pattern of days repeats over years, and every such day has the same times. */
function patternOf(expression: string, dialect: CronDialect): Pattern | undefined {
  const bare = expression.replace(/^(CRON_)?TZ=\S+\s+/, "");
  const standard = dialect === "aws" ? undefined : macros[bare];
  const fields = (standard ?? bare).split(/\s+/).map((field) => field.replace("?", "*"));
  if (standard === undefined && dialect === "seconds") fields.shift();
  const year = dialect === "aws" ? fields.pop() : "*";
  const [minute, hour, day, month, weekday, ...more] = fields;
  if (weekday === undefined || more.length > 0 || year !== "*") return undefined;
  const onDays = dialect === "aws" ? weekday.split(",").map(awsWeekday).join(",") : weekday;
  return { times: `0 ${minute} ${hour} * * *`, days: `0 0 0 ${day} ${month} ${onDays}` };
}

/** AWS counts the days of the week from 1, Sunday; everyone else from 0. `L` is the last such day of the month. */
function awsWeekday(field: string): string {
  const [days = "", rest] = field.split(/(?=[/#])/);
  if (days === "L") return "6";
  return days.replace(/\d/g, (digit) => String(Number(digit) - 1)).replace(/L$/, "#L") + (rest ?? "");
}
