import { Fact, UNTIL_UPDATE, type FactFormat, type FactState } from "./fact";
import { Listing } from "./listing";
import { toPath, type Path, type PathLike } from "./path";
import { Reference } from "./reference";
import { isTreeObject, Secret, Unknown, UNKNOWN, type Tree } from "./tree";

/** How one property is read. */
export interface PropertyOptions<T> extends FactFormat<T> {
  /** What the provider applies when the property is not set. Left out: nothing. */
  readonly whenAbsent?: T | undefined;
}

/** What a reader looked at: the material of the generated reference and of the check against the SDKs' own types. */
export interface PropertyRead {
  readonly path: Path;
  readonly type: "number" | "string" | "boolean" | "value" | "list" | "reference" | "object";
  readonly unit?: string | undefined;
  readonly whenAbsent?: unknown;
}

interface InputsOptions {
  /** True for a patch, where what is not set stays as it is on the live object. */
  readonly partial?: boolean;
  /** Told of every property that is read. */
  readonly onRead?: ((read: PropertyRead) => void) | undefined;
}

/** What stands at a path. */
interface Subtree {
  readonly tree: Tree | undefined;
  /** Why the way there cannot be read. */
  readonly unreadable?: string;
  /** True for what is not known, and is secret. */
  readonly secret?: boolean;
}

/** The inputs of one resource, or an object inside them. Reading never throws, whatever the shape. */
export class Inputs {
  constructor(
    private readonly tree: Tree | undefined,
    readonly path: Path = [],
    private readonly options: InputsOptions = {},
  ) {}

  /** The object at `path`. It may not exist: reading from it then finds nothing set. */
  at(path: PathLike): Inputs {
    const segments = toPath(path);
    this.note(segments, "object");
    const { tree, unreadable, secret } = this.subtree(segments);
    // What lies under something unknown is unknown, not absent.
    return new Inputs(
      unreadable === UNTIL_UPDATE ? (secret ? new Secret(UNKNOWN) : UNKNOWN) : tree,
      [...this.path, ...segments],
      this.options,
    );
  }

  /** A number. Numeric text is taken as its number, as providers take it. */
  number(path: PathLike, options: PropertyOptions<number> = {}): Fact<number> {
    return this.read(path, "number", "a number", readNumber, options);
  }

  /** Text. A number is taken as its text, as providers take it. */
  string(path: PathLike, options: PropertyOptions<string> = {}): Fact<string> {
    return this.read(path, "string", "text", readString, options);
  }

  /** True or false. The texts "true" and "false" are taken as such, as providers take them. */
  boolean(path: PathLike, options: PropertyOptions<boolean> = {}): Fact<boolean> {
    return this.read(path, "boolean", "true or false", readBoolean, options);
  }

  /** Text or a number, as set: a Kubernetes quantity, an int-or-percent, a port. */
  scalar(path: PathLike, options: PropertyOptions<string | number> = {}): Fact<string | number> {
    return this.read(path, "value", "text or a number", readScalar, options);
  }

  /** A reference to another resource, by id, ARN or name; see `StackView.follow`. */
  reference(path: PathLike): Reference {
    const segments = toPath(path);
    this.note(segments, "reference");
    const fact = this.readQuietly(segments, "text", readString, {});
    return new Reference(fact, String([...this.path, ...segments][0]));
  }

  /** The objects in a list. A single object counts as a list of one, as providers take it. */
  list(path: PathLike): Listing<Inputs> {
    return this.elements(path, (inputs) => inputs);
  }

  /**
   * The first object in a list whose fact is such, given its value: the variable of a name, the plugin of a kind. Where
   * there is none, reading from it finds nothing set; where it may be one whose fact is not known, nothing is known of it.
   */
  find<V>(path: PathLike, factOf: (item: Inputs) => Fact<V>, isSuch: (value: V) => boolean): Inputs {
    const all = this.list(path);
    const [first] = all.where(factOf, isSuch).items;
    if (first !== undefined) return first;
    const untold = all.items.find((item) => factOf(item).state.is === "unknown");
    return new Inputs(
      (untold ?? all.missing) ? UNKNOWN : undefined,
      untold?.path ?? [...this.path, ...toPath(path)],
      this.options,
    );
  }

  /** The texts in a list. */
  strings(path: PathLike): Listing<Fact<string>> {
    return this.elements(path, (inputs) => inputs.readQuietly([], "text", readString, {}));
  }

  /** The references in a list. */
  references(path: PathLike): Listing<Reference> {
    const property = String([...this.path, ...toPath(path)][0]);
    return this.elements(
      path,
      (inputs) => new Reference(inputs.readQuietly([], "text", readString, {}), property),
    );
  }

  /** The entries of an object: labels, annotations, resource limits. */
  entries(path: PathLike): Listing<readonly [key: string, value: Fact<string>]> {
    const segments = toPath(path);
    this.note(segments, "object");
    const { tree, unreadable } = this.subtree(segments);
    const at = [...this.path, ...segments];
    if (unreadable !== undefined) return Listing.unknown({ path: at, why: unreadable });
    if (tree === undefined || tree === null) return this.nothing(at);
    if (!isTreeObject(tree)) return Listing.unknown({ path: at, why: notA("an object") });
    return new Listing(
      Object.keys(tree).map(
        (key) => [key, this.readQuietly([...segments, key], "text", readString, {})] as const,
      ),
    );
  }

  /** True for a patch, where what is not set stays as it is on the live object. */
  get isPartial(): boolean {
    return this.options.partial === true;
  }

  /** True when something is set here, known or not. */
  has(path: PathLike): boolean {
    const segments = toPath(path);
    this.note(segments, "value");
    const { tree, unreadable } = this.subtree(segments);
    return unreadable !== undefined || (tree !== undefined && tree !== null);
  }

  /** True where something is set, absent where nothing is. Unlike `has`, an unknown parent leaves it untold. */
  presence(path: PathLike): Fact<boolean> {
    const segments = toPath(path);
    this.note(segments, "value");
    const { tree, unreadable } = this.subtree(segments);
    const at = [...this.path, ...segments];
    const format = { fixable: false };
    if (unreadable !== undefined && !isUntold(tree)) return Fact.unknown(at, unreadable);
    if (tree !== undefined && tree !== null) return new Fact({ is: "known", value: true }, at, format);
    return new Fact(this.options.partial ? { is: "unstated" } : { is: "absent" }, at, format);
  }

  /** JSON text, parsed: a container definition, a policy document. Undefined inside when it is not JSON. */
  json(path: PathLike): { readonly inputs: Inputs; readonly problem?: { path: Path; why: string } } {
    const fact = this.string(path);
    const inside = (tree: Tree | undefined) =>
      new Inputs(tree, fact.path, { ...this.options, partial: false });
    switch (fact.state.is) {
      case "unknown":
        return { inputs: inside(undefined), problem: { path: fact.path, why: fact.state.why } };
      case "known":
        try {
          const tree = JSON.parse(fact.state.value) as Tree;
          return { inputs: inside(fact.state.secret ? asSecret(tree) : tree) };
        } catch {
          return { inputs: inside(undefined), problem: { path: fact.path, why: "is not valid JSON" } };
        }
      default:
        return { inputs: inside(undefined) };
    }
  }

  private read<T>(
    path: PathLike,
    type: PropertyRead["type"],
    expected: string,
    convert: (tree: Tree) => T | undefined,
    options: PropertyOptions<T>,
  ): Fact<T> {
    const segments = toPath(path);
    this.note(segments, type, options);
    return this.readQuietly(segments, expected, convert, options);
  }

  private readQuietly<T>(
    segments: Path,
    expected: string,
    convert: (tree: Tree) => T | undefined,
    { whenAbsent, ...format }: PropertyOptions<T>,
  ): Fact<T> {
    return new Fact<T>(
      this.stateOf(this.subtree(segments), expected, convert, whenAbsent),
      [...this.path, ...segments],
      format,
    );
  }

  private stateOf<T>(
    { tree, unreadable, secret = tree instanceof Secret }: Subtree,
    expected: string,
    convert: (tree: Tree) => T | undefined,
    whenAbsent: T | undefined,
  ): FactState<T> {
    if (unreadable !== undefined) {
      return secret ? { is: "unknown", why: unreadable, secret } : { is: "unknown", why: unreadable };
    }
    if (tree === undefined || tree === null) {
      if (this.options.partial) return { is: "unstated" };
      return whenAbsent === undefined ? { is: "absent" } : { is: "absent", value: whenAbsent };
    }
    const plain = tree instanceof Secret ? tree.value : tree;
    const value = plain instanceof Unknown ? undefined : convert(plain);
    if (value === undefined) {
      const why = plain instanceof Unknown ? UNTIL_UPDATE : notA(expected);
      return secret ? { is: "unknown", why, secret } : { is: "unknown", why };
    }
    return secret ? { is: "known", value, secret } : { is: "known", value };
  }

  private elements<T>(path: PathLike, to: (inputs: Inputs) => T): Listing<T> {
    const segments = toPath(path);
    this.note(segments, "list");
    const { tree, unreadable } = this.subtree(segments);
    const at = [...this.path, ...segments];
    if (unreadable !== undefined) return Listing.unknown({ path: at, why: unreadable });
    if (tree === undefined || tree === null) return this.nothing(at);
    const child = (element: Tree, i: number) => to(new Inputs(element, [...at, i], this.options));
    if (Array.isArray(tree)) return new Listing((tree as readonly Tree[]).map(child));
    if (isTreeObject(tree)) return new Listing([to(new Inputs(tree, at, this.options))]);
    return Listing.unknown({ path: at, why: notA("a list") });
  }

  private nothing<T>(at: Path): Listing<T> {
    return this.options.partial ? Listing.unstated() : new Listing<T>([], undefined, at);
  }

  /** The subtree at `segments`, or why the way there cannot be read. */
  private subtree(segments: Path): Subtree {
    let tree = this.tree;
    for (const segment of segments) {
      // Providers take a list of one where they expect an object, and the other way round.
      if (Array.isArray(tree) && typeof segment === "string") tree = (tree as readonly Tree[])[0];
      if (tree === undefined || tree === null) return { tree: undefined };
      if (tree instanceof Unknown) return { tree: undefined, unreadable: UNTIL_UPDATE };
      // A secret object of which nothing is known: what is in it is secret, too.
      if (isUntold(tree)) return { tree: undefined, unreadable: UNTIL_UPDATE, secret: true };
      if (typeof tree !== "object" || tree instanceof Secret)
        return { tree: undefined, unreadable: notA("an object") };
      tree = own(tree as { readonly [key: string | number]: Tree | undefined }, segment);
    }
    if (!isUntold(tree)) return { tree };
    return { tree, unreadable: UNTIL_UPDATE, secret: tree instanceof Secret };
  }

  private note(
    segments: Path,
    type: PropertyRead["type"],
    options: PropertyOptions<never> | object = {},
  ): void {
    this.options.onRead?.({ path: [...this.path, ...segments], type, ...options });
  }
}

/** True for what is not known, secret or not. */
function isUntold(tree: Tree | undefined): boolean {
  return tree instanceof Unknown || (tree instanceof Secret && tree.value instanceof Unknown);
}

/** The same tree with every leaf secret. */
function asSecret(tree: Tree): Tree {
  if (tree === null || tree instanceof Unknown || tree instanceof Secret) return tree;
  if (Array.isArray(tree)) return (tree as readonly Tree[]).map(asSecret);
  if (!isTreeObject(tree)) return new Secret(tree as boolean | number | string);
  return Object.fromEntries(
    Object.entries(tree).map(([key, child]) => [key, child === undefined ? child : asSecret(child)]),
  );
}

const notA = (expected: string): string => `is not ${expected}, so it cannot be judged`;

function own(tree: { readonly [key: string | number]: Tree | undefined }, key: string | number) {
  return Object.prototype.hasOwnProperty.call(tree, key) ? tree[key] : undefined;
}

function readNumber(tree: Tree): number | undefined {
  if (typeof tree === "number") return Number.isFinite(tree) ? tree : undefined;
  if (typeof tree !== "string" || tree.trim() === "") return undefined;
  const value = Number(tree);
  return Number.isFinite(value) ? value : undefined;
}

function readString(tree: Tree): string | undefined {
  if (typeof tree === "string") return tree;
  return typeof tree === "number" || typeof tree === "boolean" ? String(tree) : undefined;
}

function readBoolean(tree: Tree): boolean | undefined {
  if (typeof tree === "boolean") return tree;
  return tree === "true" ? true : tree === "false" ? false : undefined;
}

function readScalar(tree: Tree): string | number | undefined {
  return typeof tree === "string" || typeof tree === "number" ? tree : undefined;
}
