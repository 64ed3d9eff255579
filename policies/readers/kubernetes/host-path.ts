import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { isGeneralAgent, isLogAgent } from "./log-agent-image";
import { both, either, not, same, type Ternary } from "./ternary";

/** The directories of the node that a pod's volumes are, but for the log files that log agents do no more than read. */
export function hostPathsOf(pod: Inputs): Listing<Fact<string>> {
  const volumes = pod.list("volumes");
  const paths = volumes.items.flatMap((volume) => {
    const path = hostPathOf(volume);
    return path === undefined ? [] : unlessOnlyRead(path, volume, pod);
  });
  return new Listing(paths, volumes.missing, volumes.path, volumes.isUnstated);
}

/** The directory of the node that a volume is; undefined for another kind of volume. */
function hostPathOf(volume: Inputs): Fact<string> | undefined {
  const present = volume.presence("hostPath");
  if (present.state.is === "unknown") return Fact.unknown(present.path, present.state.why);
  return present.value === true ? volume.string("hostPath.path", { fixable: false }) : undefined;
}

/** Where nodes keep logs, and the name by which they sign them. */
const LOG_FILES = /^\/(var\/log|run\/log|var\/lib\/docker\/containers|etc\/machine-id)(\/|$)/;

function unlessOnlyRead(path: Fact<string>, volume: Inputs, pod: Inputs): readonly Fact<string>[] {
  if (path.value === undefined || !LOG_FILES.test(path.value)) return [path];
  const uses = usesOf(volume.string("name"), pod);
  const isRead = either(uses.missing ? undefined : false, ...uses.items.map(({ isOfVolume }) => isOfVolume));
  const isOnlyRead = both(
    isRead,
    ...uses.items.map(({ isOfVolume, reads }) => either(not(isOfVolume), reads)),
    uses.missing === undefined ? true : undefined,
  );
  if (isOnlyRead === false) return [path];
  if (isOnlyRead) return [];
  const untold = uses.items.flatMap(({ facts }) => facts).find((fact) => fact.untold)?.untold ?? uses.missing;
  return [untold ? Fact.unknown(untold.path ?? path.path, untold.why) : path];
}

/** One mount of a container. */
interface Use {
  /** Whether it is of the volume. */
  readonly isOfVolume: Ternary;
  /** Whether it lets a log agent read, and do no more. */
  readonly reads: Ternary;
  /** What decides that. */
  readonly facts: readonly Fact<unknown>[];
}

function usesOf(volumeName: Fact<string>, pod: Inputs): Listing<Use> {
  const containers = ["containers", "initContainers", "ephemeralContainers"].map((name) => pod.list(name));
  const uses = containers.flatMap(({ items }) =>
    items.map((container) => {
      const image = container.string("image");
      return container.list("volumeMounts").map((mount): Use => {
        const name = mount.string("name");
        const readOnly = mount.boolean("readOnly", { whenAbsent: false });
        return {
          isOfVolume: same(name, volumeName),
          reads: both(isAgent(image), readOnly.value),
          facts: [volumeName, name, image, readOnly],
        };
      });
    }),
  );
  const found = Listing.of(...uses);
  return new Listing(found.items, found.missing ?? containers.find(({ missing }) => missing)?.missing);
}

function isAgent({ value }: Fact<string>): Ternary {
  return value === undefined ? undefined : isLogAgent(value) || isGeneralAgent(value);
}
