import { someIs } from "../evaluation/exclusion";
import { UNTIL_UPDATE } from "../evaluation/fact";
import { pass, undetermined, violation, type Outcome } from "../evaluation/outcome";
import type { Kind } from "../evaluation/kind";
import type { Reference } from "../evaluation/reference";
import type { Subject } from "../evaluation/resource";
import type { Link, StackView } from "../evaluation/stack";

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

/**
 * What a reference names. Beside ids and names, a literal may be a longer name, such as a path or a URL, that ends in the
 * short one, which stands in one of the properties `nameProperties`. `alike` gives names that mean the same one form.
 */
export function followLastSegment<T>(
  from: Subject<unknown>,
  reference: Reference,
  kind: Kind<T>,
  nameProperties: readonly string[],
  stack: StackView,
  alike: (name: string) => string = (name) => name,
): Link<T> {
  const link = stack.follow(from, reference, kind);
  const literal = reference.fact.value;
  if (link.state !== "outside" || literal === undefined) return link;
  const last = alike(literal.slice(literal.lastIndexOf("/") + 1));
  const names = stack.subjects(kind).map((subject) => ({
    subject,
    isNamed: someIs(
      nameProperties.map((property) => subject.resource.inputs.string(property)),
      (name) => alike(name) === last,
    ),
  }));
  const named = names.filter(({ isNamed }) => isNamed === true);
  if (named.length > 0) return { state: "found", subjects: named.map(({ subject }) => subject) };
  const untold = names.filter(({ isNamed }) => isNamed !== false);
  return untold.length > 0 ? { state: "unknown", subjects: untold.map(({ subject }) => subject) } : link;
}
