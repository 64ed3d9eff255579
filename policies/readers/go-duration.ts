const SECONDS: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

/** Seconds in a duration as Go writes it: `30s`, `1m30s`, `500ms`. Undefined when it is none. */
export function goDurationSeconds(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === "0") return 0;
  if (!/^(\d+(\.\d+)?(h|ms|m|s|us|µs|ns))+$/.test(trimmed)) return undefined;
  return [...trimmed.matchAll(/([\d.]+)([a-zµ]+)/g)].reduce(
    (total, [, amount, unit]) => total + Number(amount) * (SECONDS[unit ?? ""] ?? NaN),
    0,
  );
}
