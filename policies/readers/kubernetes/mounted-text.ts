import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { configObject } from "../../kinds/config-object";
import { identityOf, objectOf } from "./identity";
import { findNamed } from "./named-object";

/** A file that a pod may mount. */
export interface MountedText {
  /** The file's name, unless the volume gives it another. */
  readonly key: string;
  readonly text: Fact<string>;
}

/** The files of the ConfigMaps that a pod has as volumes. */
export interface MountedTexts {
  readonly texts: readonly MountedText[];
  /** False where volumes may hold files that are not read: ConfigMaps outside the stack, Secrets, projections. */
  readonly isWhole: boolean;
}

/** The files that a pod may mount. */
export function mountedTexts(pod: Inputs, self: Subject<unknown>, stack: StackView): MountedTexts {
  const { namespace } = identityOf(objectOf(self));
  const volumes = pod.list("volumes");
  const texts: MountedText[] = [];
  let isWhole = volumes.missing === undefined;
  for (const volume of volumes.items) {
    if (volume.has("secret") || volume.has("projected") || volume.has("csi")) isWhole = false;
    if (!volume.has("configMap")) continue;
    const { subjects } = findNamed(
      configObject,
      { name: volume.string("configMap.name"), namespace },
      self,
      stack,
    );
    const [found] = subjects;
    if (found === undefined || found.thing.entries.missing !== undefined) isWhole = false;
    for (const { key, value } of found?.thing.entries.items ?? []) {
      const renamed = volume
        .list("configMap.items")
        .items.find((item) => item.string("key").value === key)
        ?.string("path").value;
      texts.push({ key: renamed ?? key, text: value });
    }
  }
  return { texts, isWhole };
}
