import type { Change } from "./outcome";

type Node = Record<string | number, unknown>;

/** Writes the changes into `properties`, in place, making the objects and lists on the way that are missing. */
export function applyChanges(properties: object, changes: readonly Change[]): void {
  for (const { path, value } of changes) {
    let node = properties as Node;
    path.forEach((segment, i) => {
      const next = path[i + 1];
      // Readers take a list of one for the object in it, so that fixes land there too.
      if (Array.isArray(node) && typeof segment === "string") node = node[0] as Node;
      if (next === undefined) node[segment] = value;
      else if (typeof node[segment] !== "object" || node[segment] === null)
        node[segment] = typeof next === "number" ? [] : {};
      node = node[segment] as Node;
    });
  }
}
