import { UNTIL_UPDATE } from "./fact";
import type { Change, Undetermined, Violation } from "./outcome";
import { formatPath, relativeTo, type Path } from "./path";

/** What starts every message of a requirement. */
export interface MessageSubject {
  readonly section: string;
  readonly title: string;
}

/**
 * The messages for the violations of one requirement on one resource: one line each. Violations of several properties
 * of the same part that say and need the same share a line.
 */
export function violationMessages(
  { section, title }: MessageSubject,
  profile: string,
  violations: readonly Violation[],
): { readonly text: string; readonly advisory: boolean }[] {
  return groupBy(violations, (v) => [v.part, v.base, v.says, v.needs, v.advice, v.advisory]).map((group) => {
    const [first] = group;
    const paths = unique(group.flatMap((v) => (v.path ? [shownPath(v)] : [])));
    const what = paths.length > 0 ? `${joined(paths)} ${agree(first.says, paths.length)}` : first.says;
    const needs = first.needs ? `; ${profile} needs ${first.needs}` : "";
    const fix = fixText(group);
    const advice = first.advice ? ` ${first.advice}` : "";
    return {
      text: `${section} ${title}: ${partText(first)}${what}${needs}.${fix}${advice}`,
      advisory: first.advisory === true,
    };
  });
}

/** The one message for what could not be judged of a requirement on a resource. */
export function undeterminedMessage(
  { section, title }: MessageSubject,
  found: readonly Undetermined[],
): string {
  const reasons = groupBy(found, (u) => [u.part, u.base, u.why]).map((group) => {
    const [first] = group;
    const paths = unique(group.flatMap((u) => (u.path ? [shownPath(u)] : [])));
    return paths.length > 0
      ? `${partText(first)}${joined(paths)} ${agree(first.why, paths.length)}`
      : `${partText(first)}${first.why}`;
  });
  const decides = found.every((u) => u.why === UNTIL_UPDATE) ? " pulumi up decides it." : "";
  return `${section} ${title}: undetermined, because ${joined(reasons)}.${decides}`;
}

function partText({ part, base }: { readonly part?: string; readonly base?: Path }): string {
  if (part === undefined) return "";
  return base !== undefined && base.length > 0 ? `${part} (${formatPath(base)}): ` : `${part}: `;
}

function shownPath({ base, path, called }: Pick<Violation, "base" | "path" | "called">): string {
  return called ?? formatPath(relativeTo(base ?? [], path ?? []));
}

function fixText(violations: readonly Violation[]): string {
  const changes = violations.flatMap((v) =>
    (v.fix ?? []).map((change: Change) => {
      const path = formatPath(relativeTo(v.base ?? [], change.path));
      return `${path}: ${JSON.stringify(change.value)}`;
    }),
  );
  return changes.length > 0 ? ` Set ${unique(changes).join(", ")}.` : "";
}

/** `is not set` after several paths reads `are not set`. */
function agree(says: string, count: number): string {
  return count > 1 ? says.replace(/^is\b/, "are").replace(/^has\b/, "have") : says;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2
    ? (parts[0] ?? "")
    : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1] ?? ""}`;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function groupBy<T>(items: readonly T[], key: (item: T) => unknown): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const id = JSON.stringify(key(item));
    const group = groups.get(id);
    if (group) group.push(item);
    else groups.set(id, [item]);
  }
  return [...groups.values()];
}
