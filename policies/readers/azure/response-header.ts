import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import type { Path } from "../../evaluation/path";
import type { Cors, Hsts } from "../../kinds/entry-point";
import { hstsOf } from "../hsts-header";
import { unknownHsts } from "../kubernetes/hsts-fact";

/** A header that something adds to responses. */
export interface AddedHeader {
  readonly name: Fact<string>;
  readonly value: Fact<string>;
  /** Why it may not be added to every response. */
  readonly onlyWhen?: Undetermined | undefined;
}

/** The headers that something adds, as far as they can be read. */
export interface AddedHeaders {
  readonly items: readonly AddedHeader[];
  readonly missing?: Undetermined | undefined;
}

const HSTS = "strict-transport-security";
const ORIGIN = "access-control-allow-origin";

type As = <T>(fact: Fact<T>) => Fact<T>;

/** The Strict-Transport-Security header among them. Undefined where there is none. */
export function hstsAmong({ items, missing }: AddedHeaders, as: As = (fact) => fact): Hsts | undefined {
  const header = items.find(({ name }) => name.value?.toLowerCase() === HSTS);
  if (header === undefined) {
    const untold = missing ?? items.find(({ name }) => name.untold)?.name.untold;
    return untold && borrowedUnknown(untold, as);
  }
  // A header that is empty is taken away.
  const hsts = hstsOf(header.value, as);
  const { onlyWhen } = header;
  if (onlyWhen === undefined || hsts.maxAgeSeconds.value === undefined) return hsts;
  return borrowedUnknown(onlyWhen, as);
}

function borrowedUnknown({ path = [], why }: Undetermined, as: As): Hsts {
  const { maxAgeSeconds, includesSubDomains } = unknownHsts(path, why);
  return { maxAgeSeconds: as(maxAgeSeconds), includesSubDomains: as(includesSubDomains) };
}

/** The origins that headers among them let in. Undefined where there are none. */
export function corsAmong({ items, missing }: AddedHeaders, as: As = (fact) => fact): Cors | undefined {
  const origins = items
    .filter(({ name }) => name.value?.toLowerCase() === ORIGIN)
    .map(({ value }) => as(value));
  const untold = missing ?? items.find(({ name }) => name.untold)?.name.untold;
  if (origins.length === 0 && untold === undefined) return undefined;
  return { origins: new Listing(origins, untold) };
}

/** A header that is added on a condition. */
export function onCondition(path: Path): Undetermined {
  return { path, why: "narrows the header to some responses, and to which of them is not judged" };
}
