import type { PropertyRead } from "../../policies/evaluation/inputs";
import { formatPath, type Path } from "../../policies/evaluation/path";
import type { Reader } from "../../policies/evaluation/reader";
import type { Requirement } from "../../policies/evaluation/requirement";
import { registry } from "../../policies/readers";
import { covers, type Reads } from "./case-reads";

/** A property that a requirement reads. */
export interface PropertyRow {
  /** `spec.template.spec.containers[].image`. */
  readonly path: string;
  readonly unit?: string;
  /** What applies where it is not set; several where that depends on something else. */
  readonly defaults: readonly unknown[];
  /** True where messages of the requirement name it. */
  readonly isNamed: boolean;
}

/** Types of resources of which the same is read. */
export interface TypeReads {
  readonly types: readonly string[];
  /** True for what the requirement judges, false for what it looks at beside. */
  readonly isJudged: boolean;
  readonly properties: readonly PropertyRow[];
}

/** Whether most requirements read a property of a type: it tells what the resource is, and not what this one asks. */
export function commonProperties(reads: Reads): (token: string, path: string) => boolean {
  const readers = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const byToken of reads.values()) {
    for (const [token, own] of byToken) {
      readers.set(token, (readers.get(token) ?? 0) + 1);
      for (const path of new Set(own.map((it) => shownPath(it.path)))) {
        counts.set(`${token} ${path}`, (counts.get(`${token} ${path}`) ?? 0) + 1);
      }
    }
  }
  return (token, path) => {
    const all = readers.get(token) ?? 0;
    return all >= FEW && (counts.get(`${token} ${path}`) ?? 0) >= all * MOST;
  };
}

/** Among fewer requirements nothing is common, and among more what so many of them read. */
const FEW = 5;
const MOST = 0.7;

/**
 * What a requirement reads of one provider's resources, judged types first. `messages` are its messages there. Left out are
 * names that join resources, and what is read of every such resource, unless messages name it.
 */
export function readsOf(
  requirement: Requirement,
  byToken: ReadonlyMap<string, readonly PropertyRead[]>,
  isOfProvider: (token: string) => boolean,
  isCommon: (token: string, path: string) => boolean,
  messages: string,
): readonly TypeReads[] {
  const groups = new Map<Reader | string, { types: string[]; isJudged: boolean; reads: PropertyRead[] }>();
  for (const [token, own] of byToken) {
    if (!isOfProvider(token)) continue;
    const readers = registry.readers.filter(({ tokens }) => tokens.some((it) => covers(it, token)));
    const judging = readers.find(({ kind }) => requirement.kinds.includes(kind));
    // Types of one reader are read alike.
    const key = judging ?? readers[0] ?? token;
    const group = groups.get(key) ?? { types: [], isJudged: judging !== undefined, reads: [] };
    const reads = own.filter(({ path }) => {
      const shown = shownPath(path);
      return isNamedIn(shown, messages) || !isCommon(token, shown);
    });
    groups.set(key, { ...group, types: [...group.types, token], reads: [...group.reads, ...reads] });
  }
  const all = [...groups.values()]
    .map(({ types, isJudged, reads }) => ({
      types: types.sort(),
      isJudged,
      properties: rowsOf(reads, messages),
    }))
    .filter(({ properties }) => properties.length > 0);
  return [...mergedPods(all)].sort(
    (a, b) => Number(b.isJudged) - Number(a.isJudged) || compare(a.types[0] ?? "", b.types[0] ?? ""),
  );
}

/** Whether messages name a property: by the end of its path, as paths are shown relative to containers and items. */
function isNamedIn(path: string, messages: string): boolean {
  const [pair] = /[^.[\]]+(?:\[\])?(?:\.[\w$-]+|\["[^"]*"\])$/.exec(path) ?? [];
  const last = path.slice(path.lastIndexOf(".") + 1);
  return (
    (pair !== undefined && new RegExp(`[\\s.,]${escaped(pair)}[\\s:,;)]`).test(messages)) ||
    // A word alone is a property where something is said of it.
    new RegExp(`(?:: |, | and )${escaped(last)}(?:,| and| is| are| has| holds| sets) `).test(messages)
  );
}

function escaped(text: string): string {
  return text.replace(/[^\w\s]/g, "\\$&");
}

/** Kinds of pods are read alike, each in its own pod template: the one of which most is read stands for the others. */
function mergedPods(groups: readonly TypeReads[]): readonly TypeReads[] {
  const merged: TypeReads[] = [];
  for (const group of [...groups].sort((a, b) => b.properties.length - a.properties.length)) {
    const paths = podPaths(group);
    const like = merged.findIndex(
      (it) => it.isJudged === group.isJudged && paths.size > 0 && isWithin(paths, podPaths(it)),
    );
    const found = merged[like];
    if (found) merged[like] = { ...found, types: [...found.types, ...group.types] };
    else merged.push(group);
  }
  return merged;
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((it) => all.has(it));
}

const POD_TEMPLATE = /^(?:spec\.jobTemplate\.)?(?:spec\.)?template\.(?=spec|metadata)/;

/** What counts of a Kubernetes type, in its pod template; nothing where it has no pods. */
function podPaths({ types, properties }: TypeReads): ReadonlySet<string> {
  if (!types.every((type) => PODS.test(type))) return new Set();
  const told = properties.filter(isTold);
  return new Set((told.length > 0 ? told : properties).map(({ path }) => path.replace(POD_TEMPLATE, "")));
}

/** True for a property that messages name, and for one with a unit or a default, which is more than its name. */
export function isTold({ unit, defaults, isNamed }: PropertyRow): boolean {
  return isNamed || unit !== undefined || defaults.some((value) => value !== "");
}

const PODS =
  /^kubernetes:.*:(?:Deployment|StatefulSet|ReplicaSet|ReplicationController|DaemonSet|Rollout|Job|CronJob|Pod|PodTemplate)$/;

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rowsOf(reads: readonly PropertyRead[], messages: string): readonly PropertyRow[] {
  const rows = new Map<string, { unit?: string; defaults: unknown[] }>();
  for (const { path, unit, whenAbsent } of reads) {
    const shown = shownPath(path);
    if (shown === "" || JOINS.test(shown)) continue;
    const row = rows.get(shown) ?? { defaults: [] };
    if (unit !== undefined) row.unit = unit;
    if (whenAbsent !== undefined && !row.defaults.includes(whenAbsent)) row.defaults.push(whenAbsent);
    rows.set(shown, row);
  }
  const paths = [...rows.keys()];
  return paths
    .map((path) => {
      const { unit, defaults = [] } = rows.get(path) ?? {};
      return {
        path,
        ...(unit === undefined ? {} : { unit }),
        defaults: [...defaults].sort(),
        isNamed: isNamedIn(path, messages),
      };
    })
    .filter(({ path, isNamed, unit, defaults }) => {
      // Init containers are read as the others.
      const main = path.replace(/\b(?:init|ephemeral)Containers\b/, "containers");
      if (main !== path && paths.some((it) => it.startsWith(main))) return false;
      return (
        isNamed ||
        unit !== undefined ||
        defaults.length > 0 ||
        !paths.some((it) => it.startsWith(path) && /^[.[]/.test(it.slice(path.length)))
      );
    })
    .sort((a, b) => compare(a.path, b.path));
}

/** By these resources find each other. */
const JOINS = /^metadata\.(?:name|namespace|generateName)$|containers\[\]\.name$/i;

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
