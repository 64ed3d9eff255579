import { Fact } from "../evaluation/fact";
import type { Listing } from "../evaluation/listing";
import { isGeneralAgent, isLogAgent } from "./kubernetes/log-agent-image";
import { both, either, not, type Ternary } from "./kubernetes/ternary";

/** Where hosts keep logs, and the name by which they sign them. */
const LOG_FILES = /^\/(var\/log|run\/log|var\/lib\/docker\/containers|etc\/machine-id)(\/|$)/;

/** One mount of a container. */
export interface MountedBy {
  /** Whether it is of the volume. */
  readonly isOfVolume: Ternary;
  /** Whether it lets a log agent read, and do no more. */
  readonly reads: Ternary;
  /** What decides that. */
  readonly facts: readonly Fact<unknown>[];
}

/** A directory of the host, unless it holds log files that log agents do no more than read; `mounts` are all there are. */
export function unlessOnlyRead(
  path: Fact<string>,
  mounts: () => Listing<MountedBy>,
): readonly Fact<string>[] {
  if (path.value === undefined || !LOG_FILES.test(path.value)) return [path];
  const { items, missing } = mounts();
  const isRead = either(missing ? undefined : false, ...items.map(({ isOfVolume }) => isOfVolume));
  const isOnlyRead = both(
    isRead,
    ...items.map(({ isOfVolume, reads }) => either(not(isOfVolume), reads)),
    missing ? undefined : true,
  );
  if (isOnlyRead === false) return [path];
  if (isOnlyRead) return [];
  const untold = items.flatMap(({ facts }) => facts).find((fact) => fact.untold)?.untold ?? missing;
  return [untold ? Fact.unknown(untold.path ?? path.path, untold.why) : path];
}

/** Whether an image is an agent's that forwards logs. */
export function isAgent({ value }: Fact<string>): Ternary {
  return value === undefined ? undefined : isLogAgent(value) || isGeneralAgent(value);
}
