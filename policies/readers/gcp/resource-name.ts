import { someIs } from "../../evaluation/exclusion";
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
  const names = stack.subjects(kind).map((subject) => ({
    subject,
    isNamed: someIs(
      nameProperties.map((property) => subject.resource.inputs.string(property)),
      (name) => name === last,
    ),
  }));
  const named = names.filter(({ isNamed }) => isNamed === true);
  if (named.length > 0) return { state: "found", subjects: named.map(({ subject }) => subject) };
  const untold = names.filter(({ isNamed }) => isNamed !== false);
  return untold.length > 0 ? { state: "unknown", subjects: untold.map(({ subject }) => subject) } : link;
}

/** Whether a link leads to `target`. Where it may lead to others as well, it cannot be told. */
export function leadsTo<T>(link: Link<T>, target: Subject<T>, reference: Reference): Outcome {
  const leads = linkLeadsTo(link, target, reference);
  return leads.result === "pass" && link.subjects.length > 1
    ? undetermined({ path: reference.fact.path, why: UNTIL_UPDATE })
    : leads;
}
