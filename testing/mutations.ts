import type { TestResource } from "./resources";

type PathTo = readonly (string | number)[];

/** Where something stands in a stack: a plain value, or a whole object or list. */
export interface Place {
  /** The resource and the path, as messages of tests call it: `api: spec.replicas`. */
  readonly at: string;
  readonly path: string;
  /** True for an object or a list, which holds other places. */
  readonly isWhole: boolean;
  /** The stack with what `make` gives in this place; undefined where it gives undefined. */
  readonly changed: (make: (value: unknown) => unknown) => readonly TestResource[] | undefined;
}

/** Every place in the properties of a stack: not in what is unknown, secret or an output already. */
export function placesIn(stack: readonly TestResource[]): readonly Place[] {
  return stack.flatMap((it, i) =>
    below(it.props).map(({ path, value }) => ({
      at: `${it.name}: ${path.join(".")}`,
      path: path.join("."),
      isWhole: typeof value === "object",
      changed: (make) => {
        const made = make(value);
        if (made === undefined) return undefined;
        const props = replaced(it.props, path, made) as TestResource["props"];
        return stack.map((other, j) => (j === i ? { ...it, props } : other));
      },
    })),
  );
}

interface Found {
  readonly path: PathTo;
  readonly value: unknown;
}

/** What stands below a value, at any depth. */
function below(value: unknown, path: PathTo = []): readonly Found[] {
  if (value === undefined || value === null) return [];
  const here = path.length > 0 ? [{ path, value }] : [];
  if (typeof value !== "object") return here;
  if ("marker" in value) return [];
  const children = Object.entries(value).flatMap(([key, child]) =>
    below(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [...here, ...children];
}

function replaced(value: unknown, [first, ...rest]: PathTo, made: unknown): unknown {
  if (first === undefined) return made;
  if (Array.isArray(value)) {
    return value.map((child: unknown, i) => (i === first ? replaced(child, rest, made) : child));
  }
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [first]: replaced(object[first], rest, made) };
}
