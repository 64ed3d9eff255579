import { cronIntervalDays } from "../schedule";

const RATE_DAYS: Readonly<Record<string, number>> = { minute: 1 / 1440, hour: 1 / 24, day: 1 };

/**
 * The longest time in days between two runs of an AWS schedule expression: `rate(7 days)`, `cron(0 5 ? * * *)`. Infinite
 * for `at(...)`, which runs once. Undefined when it cannot be read.
 */
export function scheduleDays(expression: string): number | undefined {
  const [, form, content = ""] = /^\s*(rate|cron|at)\((.*)\)\s*$/.exec(expression) ?? [];
  switch (form) {
    case "rate":
      return rateDays(content);
    case "cron":
      return cronIntervalDays(content, "aws");
    case "at":
      return Infinity;
    default:
      return undefined;
  }
}

function rateDays(content: string): number | undefined {
  const [, count, unit = ""] = /^\s*(\d+)\s+(minute|hour|day)s?\s*$/.exec(content) ?? [];
  const days = RATE_DAYS[unit];
  return days === undefined ? undefined : Number(count) * days;
}
