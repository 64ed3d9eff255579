import { stringify } from "yaml";
import { credentialIn, credentialShape, credentialsInFile } from "../../policies/kinds/credential";
import type { Case, TestResource } from "../../test/kit/cases";

/** Longer examples give way to a shorter one. */
const LONGEST = 60;

/** The first of some cases that is not too long; the shortest where every one is. */
export function exampleOf<C extends Case>(
  cases: Readonly<Record<string, C>>,
): readonly [string, C] | undefined {
  const all = Object.entries(cases).map(([name, it]) => ({ name, it, lines: lengthOf(it) }));
  const [first] = [...all.filter(({ lines }) => lines <= LONGEST), ...all.sort((a, b) => a.lines - b.lines)];
  return first && [first.name, first.it];
}

function lengthOf({ stack }: Case): number {
  return stackYaml(stack).split("\n").length;
}

/** A stack as a Pulumi program in YAML. Whatever is secret, or looks like it, is masked. */
export function stackYaml(stack: readonly TestResource[]): string {
  const resources: Record<string, unknown> = {};
  for (const { type, name, props } of stack) {
    const isTaken = name in resources;
    resources[isTaken ? `${name}-${type.slice(type.lastIndexOf(":") + 1)}` : name] = {
      type,
      ...(isTaken ? { name } : {}),
      properties: shown(props, ""),
    };
  }
  return stringify({ resources }, { lineWidth: 0, aliasDuplicateObjects: false });
}

const MASK = "********";

/** A value as YAML has it; `key` is what names it. */
function shown(value: unknown, key: string): unknown {
  if (typeof value === "string") return shownText(value, key);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((it, i) => shown(it, namedBy(value, i) ?? key));
  const marked = value as {
    readonly marker?: unknown;
    readonly resourceName?: string;
    readonly value?: unknown;
  };
  if (marked.marker === "unknown") return "${known-at-the-update}";
  if (marked.marker === "ref") return `\${${marked.resourceName ?? ""}}`;
  if (marked.marker === "secret") return { "fn::secret": MASK };
  const { name } = value as { readonly name?: unknown };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, it]) => it !== undefined)
      .map(([own, it]) => [own, shown(it, own === "value" && typeof name === "string" ? name : own)]),
  );
}

/** What an element of a command line is named by: `--password` before it. */
function namedBy(list: readonly unknown[], i: number): string | undefined {
  const before = list[i - 1];
  return typeof before === "string" ? /^--?([A-Za-z][\w-]*)$/.exec(before)?.[1] : undefined;
}

function shownText(text: string, key: string): unknown {
  const parsed = parsedJson(text);
  if (parsed !== undefined) return { "fn::toJSON": shown(parsed, key) };
  return isCredential(text, key) ? MASK : text;
}

function parsedJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keys whose values are names, however random these look: of policies, and of secrets that are referred to. */
const NAMES = /(?:policy|^secret)$/i;

function isCredential(text: string, key: string): boolean {
  return (
    (NAMES.test(key) ? credentialShape(text) : credentialIn(key, text)) !== undefined ||
    credentialsInFile(key, text).length > 0 ||
    [...text.matchAll(/([A-Za-z][\w-]*)=("[^"]*"|'[^']*'|[^\s;&|"']+)/g)].some(
      ([, name = "", value = ""]) => credentialIn(name, value) !== undefined,
    )
  );
}
