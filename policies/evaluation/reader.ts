import type { Inputs } from "./inputs";
import type { Kind } from "./kind";

/** What a reader is told beside the inputs. */
export interface ReadContext {
  /** The resource's type token: API versions have different defaults. */
  readonly type: string;
  /** The resource's name in the program. */
  readonly name: string;
}

/** How a provider says what a thing is: type tokens, a kind, and the facts from the inputs. */
export interface Reader {
  readonly tokens: readonly string[];
  readonly kind: Kind<unknown>;
  /** The thing that the inputs describe, several, or undefined when they describe none of this kind. */
  read(inputs: Inputs, context: ReadContext): unknown;
}

/**
 * Declares a reader.
 *
 * @param tokens Canonical type tokens. A `*` stands for any API version: `kubernetes:argoproj.io/*:Rollout`. Kubernetes
 *   list and patch variants need no token of their own.
 * @param kind What the resource is.
 * @param read Facts from inputs. Write them as getters, so that a fact is read when a requirement asks for it.
 */
export function reader<T>(
  tokens: string | readonly string[],
  kind: Kind<T>,
  read: (inputs: Inputs, context: ReadContext) => T | readonly T[] | undefined,
): Reader {
  return { tokens: typeof tokens === "string" ? [tokens] : tokens, kind, read };
}
