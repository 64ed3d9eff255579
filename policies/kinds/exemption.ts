import type { Fact } from "../evaluation/fact";
import {
  exemptionKeys,
  exemptionMistakes,
  exemptionText,
  type ExemptionKeyName,
  type ExemptionTerm,
} from "../evaluation/exemption-form";
import type { Exemption } from "../evaluation/exemption";
import { kind } from "../evaluation/kind";
import type { Subject } from "../evaluation/resource";

/** An exemption that a program declares beside its resources. Each fact is what the key of that name says. */
export interface ExemptionDeclaration {
  /** The policy's name: `3.3-automated-backups`. */
  readonly requirement: Fact<string>;
  readonly resource: Fact<string>;
  readonly type: Fact<string>;
  readonly reason: Fact<string>;
  readonly owner: Fact<string>;
  readonly ticket: Fact<string>;
  readonly expires: Fact<string>;
}

export const exemptionDeclaration = kind<ExemptionDeclaration>("exemption");

/** The exemption that is declared, or everything that is wrong with its keys. */
export function readExemption(
  { thing, resource }: Subject<ExemptionDeclaration>,
  term: ExemptionTerm,
): Exemption | { readonly mistakes: readonly string[] } {
  const written: Record<string, string> = {};
  const unreadable = new Map<string, string>();
  for (const key of Object.keys(exemptionKeys) as ExemptionKeyName[]) {
    const fact = thing[key];
    const why = unreadableIn(fact);
    if (why !== undefined) unreadable.set(key, `${why}; write ${exemptionKeys[key].wants}`);
    else if (fact.value !== undefined) written[key] = fact.value;
  }
  const mistakes = [
    ...[...unreadable].map(([key, says]) => ({ key, says })),
    ...exemptionMistakes(written, term).filter(({ key }) => !unreadable.has(key)),
  ];
  return mistakes.length > 0
    ? { mistakes: mistakes.map(({ key, says }) => `${key} ${says}`) }
    : {
        ...exemptionText(written),
        from: "program",
        called: `exemption ${resource.name}`,
        urn: resource.urn,
      };
}

/** Why a text cannot be read: an exemption is plain to everybody, before anything is deployed. */
export function unreadableIn({ state }: Fact<string>): string | undefined {
  if (state.is === "unknown") return state.why;
  return state.is === "known" && state.secret === true ? "is a secret, which nobody can read" : undefined;
}
