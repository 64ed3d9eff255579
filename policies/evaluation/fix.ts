import type { Change } from "./outcome";
import type { Path } from "./path";

type Node = Record<string | number, unknown>;

/**
 * Writes the changes into `properties`, in place, making the objects and lists on the way that are missing. A path may
 * lead into JSON text.
 */
export function applyChanges(properties: object, changes: readonly Change[]): void {
  for (const { path, value } of changes) write(properties as Node, path, value);
}

function write(node: Node, path: Path, value: unknown): void {
  const [segment, ...rest] = path;
  if (segment === undefined) return;
  // Readers take a list of one for the object in it, so that fixes land there too.
  if (Array.isArray(node) && typeof segment === "string") {
    if (typeof node[0] !== "object" || node[0] === null) node[0] = {};
    return write(node[0] as Node, path, value);
  }
  if (rest.length === 0) {
    node[segment] = value;
    return;
  }
  const text = jsonIn(node[segment]);
  if (text !== undefined) {
    write(text, rest, value);
    node[segment] = JSON.stringify(text);
    return;
  }
  if (typeof node[segment] !== "object" || node[segment] === null) {
    node[segment] = typeof rest[0] === "number" ? [] : {};
  }
  write(node[segment] as Node, rest, value);
}

/** The object or list that JSON text holds. */
function jsonIn(value: unknown): Node | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null ? (parsed as Node) : undefined;
  } catch {
    return undefined;
  }
}
