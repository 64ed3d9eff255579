import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { identityOf, objectOf } from "./identity";
import { labelsOf, type Labels } from "./labels";
import { clusterInputs, NO_NAMESPACE, type NamedInputs } from "./named-inputs";
import { findNamed } from "./named-object";

const namespaceObject = kind<NamedInputs>("namespace");

export const kubernetesNamespace = reader("kubernetes:core/v1:Namespace", namespaceObject, clusterInputs);

/** The annotations of the namespace that an object stands in. None where that is not in the stack. */
export function namespaceAnnotations(
  self: Subject<unknown>,
  stack: StackView,
): Listing<readonly [key: string, value: Fact<string>]> {
  const { name, state, subjects } = namespaceOf(self, stack);
  if (name.state.is === "unstated") return new Listing<readonly [string, Fact<string>]>([]);
  if (state === "unknown") return Listing.unknown({ path: name.path, why: name.untold?.why ?? UNTIL_UPDATE });
  return Listing.of(...subjects.map(({ thing }) => thing.inputs.entries("metadata.annotations")));
}

/** The labels of the namespace that an object stands in: that of its name, and what the stack says beside. */
export function namespaceLabels(self: Subject<unknown>, stack: StackView): Labels {
  const { name, subjects } = namespaceOf(self, stack);
  const [found] = subjects;
  const own = found ? labelsOf(found.thing.inputs.at("metadata")) : { known: {}, complete: false };
  return name.value === undefined
    ? { ...own, complete: false }
    : { ...own, known: { ...own.known, "kubernetes.io/metadata.name": name.value } };
}

function namespaceOf(self: Subject<unknown>, stack: StackView) {
  const name = identityOf(objectOf(self)).namespace;
  return { name, ...findNamed(namespaceObject, { name, namespace: NO_NAMESPACE }, self, stack) };
}
