/** Where a value stands inside a resource's inputs: `["spec", "containers", 0, "image"]`. */
export type Path = readonly (string | number)[];

/** A path as readers write it: `"spec.template.spec"`, or the segments themselves where a key holds a dot. */
export type PathLike = string | Path;

const parsed = new Map<string, Path>();

/** The segments of a dotted path. An array is taken as it is. */
export function toPath(path: PathLike): Path {
  if (typeof path !== "string") return path;
  let segments = parsed.get(path);
  if (segments === undefined) {
    segments = path === "" ? [] : path.split(".");
    parsed.set(path, segments);
  }
  return segments;
}

/** A path as a user would type it: `spec.containers[0].image`, `metadata.annotations["example.com/x"]`. */
export function formatPath(path: Path): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number") text += `[${segment}]`;
    else if (/^[\w$-]+$/.test(segment)) text += text === "" ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}

/** `path` as seen from `base`; `path` itself when it does not lie under `base`. */
export function relativeTo(base: Path, path: Path): Path {
  const under = base.length < path.length && base.every((segment, i) => segment === path[i]);
  return under ? path.slice(base.length) : path;
}
