import type { TestResource } from "./resources";

type PathTo = readonly (string | number)[];

/** Where plain values stand in the properties of a resource: not in what is unknown or secret already. */
function leavesOf(value: unknown, path: PathTo = []): readonly PathTo[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object") return [path];
  if ("marker" in value) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    leavesOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function replaced(value: unknown, [first, ...rest]: PathTo, make: (leaf: unknown) => unknown): unknown {
  if (first === undefined) return make(value);
  const change = (child: unknown) => replaced(child, rest, make);
  if (Array.isArray(value)) return value.map((child: unknown, i) => (i === first ? change(child) : child));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [first]: change(object[first]) };
}

/** A stack with one value changed, and where. */
export interface Mutation {
  readonly stack: readonly TestResource[];
  readonly at: string;
}

/**
 * The stack with one of its values changed, for `count` of its values, spread over all. `make` gets the value and its path, and gives
 * undefined to leave it alone.
 */
export function* mutations(
  stack: readonly TestResource[],
  count: number,
  make: (leaf: unknown, path: string) => unknown,
): Iterable<Mutation> {
  const leaves = stack.flatMap((it, i) =>
    leavesOf(it.props).map((path) => ({ i, path, at: `${it.name}: ${path.join(".")}` })),
  );
  const step = Math.max(1, leaves.length / count);
  for (let n = 0; n < leaves.length; n += step) {
    const leaf = leaves[Math.floor(n)];
    if (leaf === undefined) continue;
    const changes: unknown[] = [];
    const mutated = stack.map((it, i) => {
      if (i !== leaf.i) return it;
      const props = replaced(it.props, leaf.path, (value) => {
        const made = make(value, leaf.path.join("."));
        if (made === undefined) return value;
        changes.push(made);
        return made;
      });
      return { ...it, props: props as TestResource["props"] };
    });
    if (changes.length > 0) yield { stack: mutated, at: leaf.at };
  }
}
