import { requirements } from "../../policies/checklist";
import { treeOf } from "../../policies/crossguard/decode";
import { IDENTIFIERS } from "../../policies/crossguard/resource-view";
import { profileOf, resolveSettings } from "../../policies/crossguard/settings";
import { judgeStack } from "../../policies/evaluation/evaluate";
import { Inputs, type PropertyRead } from "../../policies/evaluation/inputs";
import { formatPath, type Path } from "../../policies/evaluation/path";
import type { Reader } from "../../policies/evaluation/reader";
import type { Requirement } from "../../policies/evaluation/requirement";
import type { Resource } from "../../policies/evaluation/resource";
import { StackView } from "../../policies/evaluation/stack";
import { registry } from "../../policies/readers";
import { canonicalToken } from "../../policies/readers/token";
import { profileNames } from "../../profiles";
import { dependenciesOf, plainProps, urnOf } from "../../test/kit/analyzer";
import type { Case, CaseTable, TestResource } from "../../test/kit/cases";
import { moment } from "../../test/kit/moment";

/** A property that a requirement reads. */
export interface PropertyRow {
  /** `spec.template.spec.containers[].image`. */
  readonly path: string;
  readonly unit?: string;
  /** What applies where it is not set; several where that depends on something else. */
  readonly defaults: readonly unknown[];
}

/** Types of resources of which the same is read. */
export interface TypeReads {
  readonly types: readonly string[];
  /** True for what the requirement judges, false for what it looks at beside. */
  readonly isJudged: boolean;
  readonly properties: readonly PropertyRow[];
}

type Note = (token: string, read: PropertyRead) => void;

/** What a requirement reads in the cases of one provider, judged types first. Names and labels that join are left out. */
export function readsOf(requirement: Requirement, tables: readonly CaseTable[]): readonly TypeReads[] {
  const byToken = new Map<string, PropertyRead[]>();
  const note: Note = (token, read) => {
    const reads = byToken.get(token);
    if (reads) reads.push(read);
    else byToken.set(token, [read]);
  };
  for (const { valid, invalid } of tables) {
    for (const it of [...Object.values<Case>(valid), ...Object.values(invalid)]) judge(requirement, it, note);
  }
  const groups = new Map<Reader | string, { types: string[]; isJudged: boolean; reads: PropertyRead[] }>();
  for (const [token, reads] of byToken) {
    const readers = registry.readers.filter(({ tokens }) => tokens.some((it) => covers(it, token)));
    const judging = readers.find(({ kind }) => requirement.kinds.includes(kind));
    // Types of one reader are read alike.
    const key = judging ?? readers[0] ?? token;
    const group = groups.get(key) ?? { types: [], isJudged: judging !== undefined, reads: [] };
    groups.set(key, { ...group, types: [...group.types, token], reads: [...group.reads, ...reads] });
  }
  return [...groups.values()]
    .map(({ types, isJudged, reads }) => ({ types: types.sort(), isJudged, properties: rowsOf(reads) }))
    .filter(({ isJudged, properties }) => isJudged || properties.length > 0)
    .sort((a, b) => Number(b.isJudged) - Number(a.isJudged) || compare(a.types[0] ?? "", b.types[0] ?? ""));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a reader's token, in which `*` stands for any version, is that of a resource. */
function covers(readerToken: string, token: string): boolean {
  if (!readerToken.includes("*")) return readerToken === token;
  const [before = "", after = ""] = readerToken.split("*");
  return token.startsWith(before) && token.endsWith(after);
}

function judge(
  requirement: Requirement,
  { stack, profiles, applicationGeneration = "v1" }: Case,
  note: Note,
) {
  const settings = resolveSettings(
    {},
    {
      profile: (profiles ?? profileNames).at(-1) ?? "RESTRICTED",
      justification: "A test stack without data.",
      applicationGeneration,
    },
    moment,
  );
  let isNoted = false;
  const resources = stack.map((it) => resourceOf(it, stack, (token, read) => isNoted && note(token, read)));
  const view = new StackView(resources, (resource) => registry.identify(resource));
  nameAll(view);
  isNoted = true;
  judgeStack(requirement, { profile: profileOf(settings), settings, stack: view, requirements });
}

function resourceOf(it: TestResource, stack: readonly TestResource[], note: Note): Resource {
  const token = canonicalToken(it.type).replace(/(?:Patch|List)$/, "");
  const urns = (names: readonly string[]) =>
    stack.filter(({ name }) => names.includes(name)).map((other) => urnOf(other));
  return {
    urn: urnOf(it),
    type: it.type,
    name: it.name,
    inputs: new Inputs(treeOf(plainProps(it)), [], {
      partial: registry.isPatch(it.type),
      onRead: (read) => note(token, read),
    }),
    dependencies: Object.fromEntries(
      Object.entries(dependenciesOf(it)).map(([property, names]) => [property, urns(names)]),
    ),
    identifiers: IDENTIFIERS.map((key) => it.props[key]).filter((value) => typeof value === "string"),
  };
}

/** Has the stack read the names by which references find its resources, which no requirement asks for by itself. */
function nameAll(view: StackView): void {
  const reference = new Inputs({ to: "nothing" }).reference("to");
  for (const { kind } of registry.readers) {
    const [subject] = view.subjects(kind);
    if (subject) view.follow(subject, reference, kind);
  }
}

function rowsOf(reads: readonly PropertyRead[]): readonly PropertyRow[] {
  const rows = new Map<string, { unit?: string; defaults: unknown[]; isLeaf: boolean }>();
  for (const { path, type, unit, whenAbsent } of reads) {
    const shown = shownPath(path);
    if (shown === "" || JOINS.test(shown)) continue;
    const row = rows.get(shown) ?? { defaults: [], isLeaf: false };
    if (unit !== undefined) row.unit = unit;
    if (whenAbsent !== undefined && !row.defaults.includes(whenAbsent)) row.defaults.push(whenAbsent);
    row.isLeaf ||= type !== "object" && type !== "list";
    rows.set(shown, row);
  }
  const paths = [...rows.keys()];
  return paths
    .filter((path) => {
      // Init containers are read as the others.
      const main = path.replace(/\b(?:init|ephemeral)Containers\[\]/, "containers[]");
      if (main !== path && rows.has(main)) return false;
      return (
        rows.get(path)?.isLeaf ||
        !paths.some((it) => it.startsWith(path) && /^[.[]/.test(it.slice(path.length)))
      );
    })
    .sort(compare)
    .map((path) => {
      const { unit, defaults = [] } = rows.get(path) ?? {};
      return { path, ...(unit === undefined ? {} : { unit }), defaults: [...defaults].sort() };
    });
}

/** By these resources find each other. */
const JOINS = /^metadata\.(?:name|namespace|generateName)$|\bcontainers\[\]\.name$/i;

/** `containers[].image`, `tags.NAME`: whichever element, whichever name. */
function shownPath(path: Path): string {
  return formatPath(path.map((segment, i) => (isAnyName(path, i) ? "NAME" : segment)))
    .replace(/\[\d+\]/g, "[]")
    .replace(/^items\[\]\.?/, "");
}

/** The properties whose keys are the user's own. */
const MAPS = new Set(["tags", "labels", "matchLabels", "userLabels", "data", "stringData", "binaryData"]);

function isAnyName(path: Path, i: number): boolean {
  const parent = path[i - 1];
  return typeof parent === "string" && MAPS.has(parent) && typeof path[i] === "string";
}
