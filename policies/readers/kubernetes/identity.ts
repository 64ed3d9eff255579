import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Subject } from "../../evaluation/resource";

/** Name and namespace of a Kubernetes object. */
export interface ObjectIdentity {
  readonly name: Fact<string>;
  readonly namespace: Fact<string>;
}

/** The object's name, which the engine fills in, and its namespace: `default` unless set. */
export function identityOf(object: Inputs): ObjectIdentity {
  return {
    name: object.string("metadata.name"),
    namespace: object.string("metadata.namespace", { whenAbsent: "default" }),
  };
}

/** The kind in a type token, without the suffix of patches and lists: `Deployment`. */
export function kindOf(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1).replace(/(Patch|List)$/, "");
}

/** The object that a subject was read from: the resource, or one item of a list resource. */
export function objectOf(subject: Subject<unknown>): Inputs {
  return subject.part ? subject.resource.inputs.at(subject.part.base) : subject.resource.inputs;
}

/** True for a subject that is a Kubernetes object. */
export function isKubernetes(subject: Subject<unknown>): boolean {
  return subject.resource.type.startsWith("kubernetes:");
}
