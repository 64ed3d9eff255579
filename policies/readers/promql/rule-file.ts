import { Fact } from "../../evaluation/fact";
import type { Path } from "../../evaluation/path";
import type { Alert } from "../../kinds/alert";
import { alertOf } from "./alert";
import type { Recordings } from "./condition";

const HOLDS_ALERTS = /^\s*-?\s*["']?alert["']?\s*:/m;

/** Whether a text is a rule file with alerts. */
export function holdsAlerts(text: string): boolean {
  return HOLDS_ALERTS.test(text);
}

/** One rule of a file: its keys and texts. */
interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr?: string;
}

/** The alerts in a rule file's text, which stands at `path`. */
export function alertsInRuleFile(text: string, path: Path): readonly Alert[] {
  const rules = rulesIn(text);
  const recordings: Recordings = new Map(
    rules.flatMap(({ record, expr }) => (record && expr ? [[record, expr] as const] : [])),
  );
  return rules.flatMap(({ alert: name, expr }) => {
    if (name === undefined) return [];
    const expression =
      expr === undefined
        ? Fact.unknown<string>(path, "holds an expression that cannot be read")
        : Fact.given(expr, path);
    return [alertOf(name, path, expression, recordings)];
  });
}

/**
 * The rules in a rule file's text. Only what rule files are made of is understood: a list of maps whose values are plain,
 * quoted or block texts.
 */
export function rulesIn(text: string): readonly Rule[] {
  const rules: Record<string, string>[] = [];
  const lines = text.split(/\r?\n/);
  lines.forEach((line, at) => {
    const [, indent = "", dash, key, rest = ""] =
      /^(\s*)(-\s+)?["']?(alert|record|expr)["']?\s*:\s*(.*)$/.exec(line) ?? [];
    if (key === undefined) return;
    const own = indent.length + (dash?.length ?? 0);
    // A list's item begins a rule; so does a name where the rule at hand has one already.
    if (dash !== undefined || rules.length === 0) rules.push({});
    const rule = rules[rules.length - 1];
    if (rule && rule[key] === undefined) rule[key] = valueAt(rest.trim(), lines.slice(at + 1), own);
  });
  return rules;
}

/** A plain or quoted text with the lines that continue it, or a block after `|` or `>`. */
function valueAt(start: string, following: readonly string[], indent: number): string {
  const end = following.findIndex((line) => line.trim() !== "" && indentOf(line) <= indent);
  const more = (end === -1 ? following : following.slice(0, end)).map((line) => line.trim());
  if (/^[|>][-+\d]*$/.test(start)) return more.join("\n").trim();
  const whole = [start, ...more].join(" ").trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^']|'')*)'/s.exec(whole);
  if (quoted) return quoted[1]?.replace(/\\(.)/g, "$1") ?? (quoted[2] ?? "").replace(/''/g, "'");
  return whole.replace(/\s+#.*$/, "");
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
