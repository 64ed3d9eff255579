import { UNTIL_UPDATE } from "../evaluation/fact";
import { pass, undetermined, violation, type Outcome } from "../evaluation/outcome";
import type { Reference } from "../evaluation/reference";
import type { Subject } from "../evaluation/resource";
import type { Link } from "../evaluation/stack";

/**
 * Whether a link, which `reference` made, leads to `target`. A literal that nothing in the stack answers to leads
 * elsewhere.
 */
export function linkLeadsTo(link: Link<unknown>, target: Subject<unknown>, reference: Reference): Outcome {
  const isOne = link.subjects.some(({ resource }) => resource.urn === target.resource.urn);
  const mayBe = link.state === "unknown" && (isOne || link.subjects.length === 0);
  if (mayBe) {
    const why = reference.fact.isKnown ? `may name it, whose own name ${UNTIL_UPDATE}` : UNTIL_UPDATE;
    return undetermined({ path: reference.fact.path, why });
  }
  return isOne ? pass : violation({ says: "the reference names another resource" });
}
