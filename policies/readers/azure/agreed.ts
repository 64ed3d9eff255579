import { Fact } from "../../evaluation/fact";
import type { Undetermined } from "../../evaluation/outcome";
import { jointly } from "../borrowed-fact";

/**
 * What several backends say: one that is the application's may be any of them, so that where they differ, it is not known.
 * `differ` says so: `{ path: ["rules"], why: "are checked in different ways" }`. Undefined where there are none.
 */
export function agreed<T>(facts: readonly Fact<T>[], differ: Undetermined): Fact<T> | undefined {
  const [first, ...others] = facts;
  if (first === undefined) return undefined;
  if (others.every(({ value }) => value === first.value && value !== undefined)) {
    // The same setting, told once.
    const distinct = facts.filter((fact, i) => facts.findIndex(({ path }) => same(path, fact.path)) === i);
    return jointly(distinct);
  }
  const unknown = facts.find(({ isDecided }) => !isDecided);
  if (unknown) return unknown;
  if (facts.every(({ value }) => value === undefined)) return first;
  return Fact.unknown<T>(differ.path ?? [], differ.why);
}

function same(a: Fact<unknown>["path"], b: Fact<unknown>["path"]): boolean {
  return a.join() === b.join();
}
