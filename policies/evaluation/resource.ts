import type { Inputs } from "./inputs";
import type { Kind } from "./kind";
import type { Path } from "./path";

/** One resource of the stack. */
export interface Resource {
  readonly urn: string;
  /** The type token as the engine knows it. */
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
  /** URNs of the resources that each top-level property depends on. Empty until the whole stack is known. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  /** Values by which other resources may name this one (id, ARN, name), as far as they are known. */
  readonly identifiers: readonly string[];
}

/** One thing that a resource is: itself, or one item of a list resource. */
export interface Subject<T> {
  readonly resource: Resource;
  readonly kind: Kind<T>;
  readonly thing: T;
  /** Set for one of several things of a resource: `item web`, and where it stands. */
  readonly part?: { readonly name: string; readonly base: Path };
}
