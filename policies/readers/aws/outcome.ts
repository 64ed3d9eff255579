import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Kind } from "../../evaluation/kind";
import { violation, type Outcome } from "../../evaluation/outcome";
import type { Path } from "../../evaluation/path";
import { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { linkLeadsTo } from "../link";

/** The relation does not hold; `says` is a whole clause. */
export function no(says: string): Outcome {
  return violation({ says });
}

/** Whether `reference` of `from` leads to `target`. A literal that nothing in the stack answers to leads elsewhere. */
export function leadsTo<T>(
  from: Subject<unknown>,
  reference: Reference,
  target: Subject<T>,
  kind: Kind<T>,
  stack: StackView,
): Outcome {
  return linkLeadsTo(stack.follow(from, reference, kind), target, reference);
}

/** A value that only the update tells, and that stands somewhere under a top-level property. */
export function unknownReference(path: Path): Reference {
  return new Reference(Fact.unknown(path, UNTIL_UPDATE), String(path[0]));
}
