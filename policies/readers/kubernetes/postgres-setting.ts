import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { mountedTexts } from "./mounted-text";

/** A server parameter's text. */
export type Setting = Fact<string>;

/**
 * A parameter of a PostgreSQL server in a container: of its command line, which wins, or of a configuration file in a
 * ConfigMap of the stack. Where neither sets it, a file that is not in the stack may.
 */
export function settingIn(
  pod: Inputs,
  server: Inputs,
  name: string,
  self: Subject<unknown>,
  stack: StackView,
): Setting {
  const path = [...server.path, "args"];
  const called = { called: `${name} of PostgreSQL`, fixable: false };
  const args = ["command", "args"].map((list) => server.strings(list));
  const given = argument(
    args.flatMap(({ items }) => items.map(({ value }) => value ?? "")),
    name,
  );
  // Of arguments of which one is secret, nothing is shown.
  const secret = args.some(({ items }) => items.some(isSecret)) ? { secret: true } : {};
  if (given !== undefined) return new Fact({ is: "known", value: given, ...secret }, path, called);
  if (args.some(({ missing, items }) => missing !== undefined || items.some((arg) => !arg.isDecided))) {
    return new Fact<string>({ is: "unknown", why: UNTIL_UPDATE }, path, called);
  }
  const { texts, isWhole } = mountedTexts(pod, self, stack);
  for (const { key, text } of texts) {
    if (!key.endsWith(".conf") || key === "pg_hba.conf") continue;
    if (text.value === undefined) return new Fact<string>({ is: "unknown", why: UNTIL_UPDATE }, path, called);
    const written = line(text.value, name);
    const hidden = isSecret(text) ? { secret: true } : {};
    if (written !== undefined) return new Fact({ is: "known", value: written, ...hidden }, path, called);
  }
  return isWhole
    ? new Fact<string>({ is: "absent" }, path, called)
    : new Fact<string>(
        { is: "unknown", why: "is not set here, and may be set in a mounted file that is not read" },
        path,
        called,
      );
}

function isSecret({ state }: Fact<string>): boolean {
  return state.is === "known" && state.secret === true;
}

/** `-c name=value`, `--name=value`, on its own or in a shell's command line. */
function argument(args: readonly string[], name: string): string | undefined {
  const spelling = `(?:--|-c\\s*|)${escaped(name).replace(/_/g, "[_-]")}\\s*=\\s*`;
  const whole = new RegExp(`^${spelling}(.*)$`, "s");
  const alone = args.map((arg) => whole.exec(arg)?.[1]).filter((value) => value !== undefined);
  if (alone.length > 0) return unquoted(alone[alone.length - 1] ?? "");
  const inside = new RegExp(`(?:^|\\s)['"]?${spelling}(?:'([^']*)'|"([^"]*)"|([^\\s'"]*))`);
  const found = inside.exec(args.join(" "));
  return found ? (found[1] ?? found[2] ?? found[3]) : undefined;
}

/** `name = value`, the last one of a file. */
function line(text: string, name: string): string | undefined {
  const lines = [
    ...text.matchAll(new RegExp(`^[ \\t]*${escaped(name)}[ \\t]*(?:=|[ \\t])[ \\t]*([^#\\n]*)`, "gim")),
  ];
  return lines.length > 0 ? unquoted((lines[lines.length - 1]?.[1] ?? "").trim()) : undefined;
}

function unquoted(text: string): string {
  return text.replace(/^(['"])(.*)\1$/s, "$2");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
