import { UNTIL_UPDATE } from "./fact";
import type { Change, Undetermined, Violation } from "./outcome";
import { formatPath, relativeTo, type Path } from "./path";

/** What starts every message of a requirement. */
export interface MessageSubject {
  readonly section: string;
  readonly title: string;
}

/** The section and the title; what the checklist asks for outside its sections (`x`) has a title alone. */
export function heading({ section, title }: MessageSubject): string {
  return section === "x" ? title : `${section} ${title}`;
}

/**
 * The messages for the violations of one requirement on one resource: one line each. Violations of several properties
 * of the same part that say and need the same share a line.
 */
export function violationMessages(
  subject: MessageSubject,
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
      text: `${heading(subject)}: ${partText(first)}${what}${needs}.${fix}${advice}`,
      advisory: first.advisory === true,
    };
  });
}

/** The one message for what could not be judged of a requirement on a resource. */
export function undeterminedMessage(subject: MessageSubject, found: readonly Undetermined[]): string {
  const reasons = groupBy(found, (u) => [u.part, u.base, u.why]).map((group) => {
    const [first] = group;
    const paths = unique(group.flatMap((u) => (u.path ? [shownPath(u)] : [])));
    return paths.length > 0
      ? `${partText(first)}${joined(paths)} ${agree(first.why, paths.length)}`
      : `${partText(first)}${first.why}`;
  });
  const decides = found.every((u) => u.why === UNTIL_UPDATE) ? " pulumi up decides it." : "";
  return `${heading(subject)}: undetermined, because ${joined(reasons)}.${decides}`;
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
    (v.fix ?? []).map((change: Change) => ({ ...change, path: relativeTo(v.base ?? [], change.path) })),
  );
  const added = changes.filter(addsElement).map(({ path, value }) => {
    return `${JSON.stringify(value)} to ${formatPath(path.slice(0, -1))}`;
  });
  const set = changes
    .filter((change) => !addsElement(change))
    .map(({ path, value }) => `${formatPath(path)}: ${JSON.stringify(value)}`);
  return sentence("Set", set) + sentence("Add", added);
}

/** A whole object in a list stands behind what is there: several such fixes are for the same place. */
function addsElement({ path, value }: Change): boolean {
  return path.length > 1 && typeof path[path.length - 1] === "number" && typeof value === "object";
}

function sentence(verb: string, objects: readonly string[]): string {
  return objects.length > 0 ? ` ${verb} ${unique(objects).join(", ")}.` : "";
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
