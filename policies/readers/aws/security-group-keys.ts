import type { Key } from "../../evaluation/lookup";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { networkPolicy } from "../../kinds/network-policy";
import type { Workload } from "../../kinds/workload";
import { unknownReference } from "./outcome";

/** What security groups are looked up by: the workload itself, and the groups that its network interfaces are in. */
export function securityGroupKeys(self: Subject<Workload>, stack: StackView): readonly Key[] {
  const groups = self.thing.securityGroups;
  const missing = groups?.missing ? [unknownReference(groups.missing.path ?? [])] : [];
  const followed = [...(groups?.items ?? []), ...missing].flatMap((reference): readonly Key[] => {
    const { state, subjects } = stack.follow(self, reference, networkPolicy);
    return state === "unknown" ? [undefined] : subjects.map(({ resource }) => resource.urn);
  });
  return [self.resource.urn, ...followed];
}
