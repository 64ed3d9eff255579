import { mapViolations, type Change, type Outcome } from "./outcome";
import type { Path } from "./path";

/**
 * The outcome with its fixes made to stand side by side: each of several checks adds its own element at the end of the
 * same list, where they would overwrite one another.
 */
export function sideBySide(outcome: Outcome): Outcome {
  const added = new Map<string, string[]>();
  return mapViolations(outcome, (violation) =>
    violation.fix === undefined
      ? violation
      : { ...violation, fix: violation.fix.map((change) => besideOthers(change, added)) },
  );
}

function besideOthers({ path, value }: Change, added: Map<string, string[]>): Change {
  const last = path[path.length - 1];
  if (typeof last !== "number") return { path, value };
  const place = JSON.stringify(path);
  const others = added.get(place) ?? [];
  added.set(place, others);
  const text = JSON.stringify(value);
  if (!others.includes(text)) others.push(text);
  const at: Path = [...path.slice(0, -1), last + others.indexOf(text)];
  return { path: at, value };
}
