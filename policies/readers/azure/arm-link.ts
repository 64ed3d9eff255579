import type { Fact } from "../../evaluation/fact";
import type { Key, Keys } from "../../evaluation/lookup";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link } from "../../evaluation/stack";

/** Whether something names a resource. */
export type Relation = "is" | "is not" | "may be";

/**
 * Whether a reference, by ARM id or by name, is of the target, whose own name is `name`. Names and ids are the same in
 * any case; before the first update neither may be known.
 */
export function relationTo(
  link: Link<unknown>,
  reference: Reference,
  target: Subject<unknown>,
  name: Fact<string>,
): Relation {
  switch (link.state) {
    case "found":
      return link.subjects.some(({ resource }) => resource.urn === target.resource.urn) ? "is" : "is not";
    case "unknown":
      return "may be";
    case "unset":
      return "is not";
    case "outside":
      if (name.value === undefined) return "may be";
      return namesIn(reference.fact.value ?? "").includes(name.value.toLowerCase()) ? "is" : "is not";
  }
}

/** What something that refers to resources is looked up by: what its links lead to, and the names in its ids. */
export function keysOfLinks(
  links: readonly { readonly link: Link<unknown>; readonly reference: Reference }[],
): Keys {
  return {
    some: links.flatMap(({ link, reference }): readonly Key[] => {
      if (link.state === "unknown") return [undefined];
      if (link.state === "outside") return namesIn(reference.fact.value ?? "").map(nameKey);
      return link.subjects.map(({ resource }) => resource.urn);
    }),
  };
}

/** What a resource with this name offers to what refers to it. */
export function keysOfTarget({ resource }: Subject<unknown>, name: Fact<string>): readonly Key[] {
  return [resource.urn, name.value === undefined ? undefined : nameKey(name.value.toLowerCase())];
}

/** The name itself, or the segments of an id, from the end: a child's id holds its parent's. */
function namesIn(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split("/")
    .filter((segment) => segment !== "");
}

function nameKey(name: string): string {
  return `name ${name}`;
}
