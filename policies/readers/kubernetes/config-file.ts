import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { configObject } from "../../kinds/config-object";
import { identityOf, objectOf } from "./identity";
import { findNamed } from "./named-object";

/** The files that a volume's ConfigMaps put into a container: the one that `subPath` picks, or all of them. */
export function configFilesOf(
  mount: Inputs,
  volume: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): readonly Fact<string>[] {
  const projected = volume.list("projected.sources").items.map((source) => source.at("configMap"));
  const sources = [volume.at("configMap"), ...projected].filter((source) => source.has("name"));
  if (sources.length === 0) return [];
  if (mount.has("subPath")) return [mount.string("mountPath"), mount.string("subPath")];
  return sources.flatMap((source) => {
    const items = source.list("items");
    if (items.items.length > 0) return items.items.map((item) => item.string("path"));
    const name = source.string("name");
    const { subjects } = findNamed(
      configObject,
      { name, namespace: identityOf(objectOf(self)).namespace },
      self,
      stack,
    );
    return subjects.flatMap(({ thing }) =>
      thing.entries.items.map(({ key }) => name.map(() => key, { fixable: false })),
    );
  });
}
