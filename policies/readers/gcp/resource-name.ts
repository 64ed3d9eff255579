import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Kind } from "../../evaluation/kind";
import { undetermined, type Outcome } from "../../evaluation/outcome";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { linkLeadsTo } from "../link";

/**
 * What a reference names. Beside ids and names, a literal may be a full resource name or URL
 * (`projects/p/instances/main`) that ends in the short one, which stands in one of the properties `nameProperties`.
 */
export function followName<T>(
  from: Subject<unknown>,
  reference: Reference,
  kind: Kind<T>,
  nameProperties: readonly string[],
  stack: StackView,
): Link<T> {
  const link = stack.follow(from, reference, kind);
  const literal = reference.fact.value;
  if (link.state !== "outside" || literal === undefined) return link;
  const last = literal.slice(literal.lastIndexOf("/") + 1);
  const named = stack
    .subjects(kind)
    .filter(({ resource }) =>
      nameProperties.some((property) => resource.inputs.string(property).value === last),
    );
  return named.length > 0 ? { state: "found", subjects: named } : link;
}

/** Whether a link leads to `target`. Where it may lead to others as well, it cannot be told. */
export function leadsTo<T>(link: Link<T>, target: Subject<T>, reference: Reference): Outcome {
  const leads = linkLeadsTo(link, target, reference);
  return leads.result === "pass" && link.subjects.length > 1
    ? undetermined({ path: reference.fact.path, why: UNTIL_UPDATE })
    : leads;
}
