import { profiles } from "../../profiles";
import { requirements } from "../../policies/checklist";
import { judgeResource } from "../../policies/evaluation/evaluate";
import { Inputs, type PropertyRead } from "../../policies/evaluation/inputs";
import type { Kind } from "../../policies/evaluation/kind";
import type { Key, Lookup } from "../../policies/evaluation/lookup";
import { formatPath, type Path } from "../../policies/evaluation/path";
import type { Reader } from "../../policies/evaluation/reader";
import type { Reference } from "../../policies/evaluation/reference";
import type { Requirement } from "../../policies/evaluation/requirement";
import type { Resource, Subject } from "../../policies/evaluation/resource";
import { StackView, type Identify, type Link } from "../../policies/evaluation/stack";
import { UNKNOWN, type Tree } from "../../policies/evaluation/tree";
import { resolveSettings } from "../../policies/crossguard/settings";

/** How a property that was asked for is filled in, so that what is asked next shows. */
type Fill = (type: PropertyRead["type"]) => Tree;

/** Rounds after which a resource that has what was asked for before is no longer asked for anything new. */
const ROUNDS = 8;

/** A text that is taken for the application's wherever names and images tell it, and that no property has in its name. */
const TEXT = "fraiseql-name";

const fills: readonly Fill[] = [
  (type) => (type === "number" ? 1 : type === "boolean" ? true : TEXT),
  (type) => (type === "number" ? 0 : type === "boolean" ? false : TEXT),
  () => UNKNOWN,
];

/** What a requirement asks of one type's resources. */
export interface Asked {
  /** Paths of properties: `spec.template.spec.containers[].image`. */
  readonly properties: readonly string[];
  /** Other kinds of things that it relates them to. */
  readonly kinds: ReadonlySet<Kind<unknown>>;
}

/**
 * What a requirement asks of a type's resources, as far as that shows without any: a resource is judged that has, each
 * round, what was asked for in the round before. What is asked where a property has one certain value may be missing.
 */
export function askedOf(requirement: Requirement, reader: Reader, token: string): Asked {
  const kinds = new Set<Kind<unknown>>();
  const reads = fills.flatMap((fill) => readsOf(requirement, reader, token, fill, kinds));
  const leaves = reads.filter(({ type }) => type !== "object" && type !== "list");
  const shown = new Set(leaves.map(({ path }) => shownPath(path)));
  for (const kind of requirement.kinds) kinds.delete(kind);
  return { properties: [...shown].filter((path) => path !== "").sort(), kinds };
}

function readsOf(
  requirement: Requirement,
  reader: Reader,
  token: string,
  fill: Fill,
  kinds: Set<Kind<unknown>>,
): readonly PropertyRead[] {
  const reads = new Map<string, PropertyRead>();
  for (let round = 0; round < ROUNDS; round++) {
    const before = reads.size;
    const tree = treeOf([...reads.values()], fill);
    const onRead = (read: PropertyRead) => reads.set(formatPath(read.path), read);
    judge(requirement, reader, token, new Inputs(tree, [], { onRead }), kinds);
    if (reads.size === before) break;
  }
  return [...reads.values()];
}

function judge(
  requirement: Requirement,
  reader: Reader,
  token: string,
  inputs: Inputs,
  kinds: Set<Kind<unknown>>,
): void {
  const resource: Resource = {
    urn: `urn:pulumi:stack::project::${token}::${TEXT}`,
    type: token,
    name: TEXT,
    inputs,
    dependencies: {},
    identifiers: [],
  };
  const read = reader.read(inputs, { type: token, name: TEXT });
  const things: readonly unknown[] = read === undefined ? [] : Array.isArray(read) ? read : [read];
  const subjects = things.map((thing): Subject<unknown> => ({ resource, kind: reader.kind, thing }));
  judgeResource(requirement, subjects, {
    profile: profiles.RESTRICTED,
    settings: resolveSettings({}, {}, { today: "2026-01-01", isPreview: true }),
    stack: new AskedStack([resource], () => subjects, kinds),
    requirements,
  });
}

/** A stack that remembers the kinds of things that it is asked for. */
class AskedStack extends StackView {
  constructor(
    resources: readonly Resource[],
    identify: Identify,
    private readonly asked: Set<Kind<unknown>>,
  ) {
    super(resources, identify);
  }

  override subjects<T>(kind: Kind<T>): readonly Subject<T>[] {
    this.asked.add(kind);
    return super.subjects(kind);
  }

  override follow<T>(from: Subject<unknown>, reference: Reference, kind: Kind<T>): Link<T> {
    this.asked.add(kind);
    return super.follow(from, reference, kind);
  }

  override candidates<T>(by: Lookup<T>, offered: readonly Key[]): readonly Subject<T>[] {
    this.asked.add(by.kind);
    return super.candidates(by, offered);
  }
}

/** The smallest tree that has every property that was asked for. */
function treeOf(reads: readonly PropertyRead[], fill: Fill): Tree {
  const root: Record<string, unknown> = {};
  for (const { path, type } of reads) {
    if (type === "object" || path.length === 0) continue;
    put(root, path, type === "list" ? [{}] : fill(type));
  }
  return root as Tree;
}

function put(root: Record<string, unknown>, path: Path, value: unknown): void {
  let node: Record<string | number, unknown> = root;
  path.slice(0, -1).forEach((segment, i) => {
    const next = node[segment];
    if (typeof next !== "object" || next === null || next === UNKNOWN) {
      node[segment] = typeof path[i + 1] === "number" ? [] : {};
    }
    node = node[segment] as Record<string | number, unknown>;
  });
  const last = path[path.length - 1];
  if (last === undefined) return;
  const there = node[last];
  // What has something inside has been filled already.
  if (typeof there !== "object" || there === null) node[last] = value;
}

/** `containers[].image`, `labels.NAME`: whichever element, whichever name. */
function shownPath(path: Path): string {
  return formatPath(path)
    .replace(/\[\d+\]/g, "[]")
    .replaceAll(TEXT, "NAME");
}
