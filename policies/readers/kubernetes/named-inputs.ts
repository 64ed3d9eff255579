import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Kind } from "../../evaluation/kind";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { identityOf, type ObjectIdentity } from "./identity";
import { findNamed } from "./named-object";

/** An object that entry points name, as it stands in the stack. */
export interface NamedInputs {
  readonly identity: ObjectIdentity;
  readonly inputs: Inputs;
}

/** An object of a namespace. */
export function namedInputs(inputs: Inputs): NamedInputs {
  return { identity: identityOf(inputs), inputs };
}

/** An object of the whole cluster, which has no namespace. */
export function clusterInputs(inputs: Inputs): NamedInputs {
  return { identity: { name: inputs.string("metadata.name"), namespace: NO_NAMESPACE }, inputs };
}

/** The namespace of an object of the whole cluster. */
export const NO_NAMESPACE = Fact.given("");

/** What a name leads to: an object of the stack, or why there is none to read. */
export type Found =
  { readonly inputs: Inputs; readonly name: string } | { readonly missing: "outside" | "unknown" };

/** The object of a kind that a name stands for. */
export function findInputs(
  kind: Kind<NamedInputs>,
  name: Fact<string>,
  namespace: Fact<string>,
  from: Subject<unknown>,
  stack: StackView,
): Found {
  const { state, subjects } = findNamed(kind, { name, namespace }, from, stack);
  const [found] = subjects;
  if (found === undefined) return { missing: state === "outside" ? "outside" : "unknown" };
  const { identity, inputs } = found.thing;
  return { inputs, name: identity.name.value ?? found.resource.name };
}
