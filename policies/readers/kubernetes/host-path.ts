import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { isAgent, unlessOnlyRead, type MountedBy } from "../log-files";
import { both, same } from "./ternary";

/** The directories of the node that a pod's volumes are, but for the log files that log agents do no more than read. */
export function hostPathsOf(pod: Inputs): Listing<Fact<string>> {
  const volumes = pod.list("volumes");
  const paths = volumes.items.flatMap((volume) => {
    const path = hostPathOf(volume);
    return path === undefined ? [] : unlessOnlyRead(path, () => usesOf(volume.string("name"), pod));
  });
  return new Listing(paths, volumes.missing, volumes.path, volumes.isUnstated);
}

/** The directory of the node that a volume is; undefined for another kind of volume. */
function hostPathOf(volume: Inputs): Fact<string> | undefined {
  const present = volume.presence("hostPath");
  if (present.state.is === "unknown") return Fact.unknown(present.path, present.state.why);
  return present.value === true ? volume.string("hostPath.path", { fixable: false }) : undefined;
}

function usesOf(volumeName: Fact<string>, pod: Inputs): Listing<MountedBy> {
  const containers = ["containers", "initContainers", "ephemeralContainers"].map((name) => pod.list(name));
  const uses = containers.flatMap(({ items }) =>
    items.map((container) => {
      const image = container.string("image");
      return container.list("volumeMounts").map((mount): MountedBy => {
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
