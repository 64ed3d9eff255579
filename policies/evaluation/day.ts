const MILLISECONDS = 24 * 60 * 60 * 1000;

/** True for a day that exists, written as `2026-11-24`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = timeOf(text);
  // 30 February is read as a day in March.
  return !Number.isNaN(time) && dayOf(time) === text;
}

/** Days from one day to another; less than 0 where the other comes first. */
export function daysBetween(from: string, to: string): number {
  return (timeOf(to) - timeOf(from)) / MILLISECONDS;
}

/** The day that comes some days after another. */
export function addDays(day: string, days: number): string {
  return dayOf(timeOf(day) + days * MILLISECONDS);
}

function timeOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
