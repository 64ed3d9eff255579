import { Fact } from "../../evaluation/fact";
import type { Hsts } from "../../kinds/entry-point";
import { borrowed, jointly } from "../borrowed-fact";
import { hstsOf } from "../hsts-header";
import { Lacking } from "./lacking";

/** What a Strict-Transport-Security header says, that another object of the stack sets. */
export function hstsFrom(header: Fact<string>, holder: string): Hsts {
  const { maxAgeSeconds, includesSubDomains } = hstsOf(header);
  return {
    maxAgeSeconds: borrowed(holder, maxAgeSeconds),
    includesSubDomains: borrowed(holder, includesSubDomains),
  };
}

/** A part of an entry point that adds no such header, where others do. */
export function noHsts(path: Fact<unknown>["path"], holder: string): Hsts {
  const says = "adds no Strict-Transport-Security header";
  return {
    maxAgeSeconds: borrowed(holder, new Lacking<number>(path, { says, unit: "seconds" })),
    includesSubDomains: borrowed(holder, new Lacking<boolean>(path, { says })),
  };
}

/** Headers that must all comply. Undefined where no part adds one. */
export function everyHsts(
  parts: readonly (Hsts | undefined)[],
  none: (index: number) => Hsts = () => noHsts([], "a route"),
): Hsts | undefined {
  if (parts.every((part) => part === undefined)) return undefined;
  const all = parts.map((part, i) => part ?? none(i));
  const maxAgeSeconds = jointly(all.map((part) => part.maxAgeSeconds));
  const includesSubDomains = jointly(all.map((part) => part.includesSubDomains));
  return maxAgeSeconds && includesSubDomains ? { maxAgeSeconds, includesSubDomains } : undefined;
}

/** A header that cannot be told. */
export function unknownHsts(path: Fact<unknown>["path"], why: string): Hsts {
  return { maxAgeSeconds: Fact.unknown(path, why), includesSubDomains: Fact.unknown(path, why) };
}
