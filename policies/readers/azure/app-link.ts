import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { workload } from "../../kinds/workload";

/** The apps that a reference may name; others may have the same name. */
export function appLink(from: Subject<unknown>, reference: Reference, stack: StackView): Link<unknown> {
  const { state, subjects } = stack.follow(from, reference, workload);
  const apps = subjects.filter((it) => isWebApp(it) && !isSlot(it));
  return state === "found" && apps.length === 0
    ? { state: reference.fact.value === undefined ? "unknown" : "outside", subjects: [] }
    : { state, subjects: apps };
}

function isWebApp({ resource }: Subject<unknown>): boolean {
  return resource.type.includes(":WebApp");
}

/** True for a slot of an app. */
export function isSlot({ resource }: Subject<unknown>): boolean {
  return resource.type.endsWith(":WebAppSlot");
}
