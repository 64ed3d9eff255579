import type { Kind } from "../evaluation/kind";
import type { Context } from "../evaluation/requirement";

/** True when the context's subject is of the kind: for requirements that speak about several. */
export function isAbout<T>(context: Context, kind: Kind<T>): context is Context<T> {
  return context.subject.kind === kind;
}
