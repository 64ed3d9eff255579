import { UNTIL_UPDATE, type Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Service } from "../../kinds/service";
import type { Workload } from "../../kinds/workload";
import type { NameReference } from "./named-object";
import { servicesNamed } from "./service";

/** A Service that a route names, and what names it. */
export interface Backend extends NameReference {
  readonly from: Subject<unknown>;
}

/** The Services that backends name. Incomplete where one is not in the stack. */
export function backendServices(backends: Listing<Backend>, stack: StackView): Listing<Subject<Service>> {
  const links = backends.items.map(({ name, namespace, from }) => ({
    name,
    ...servicesNamed(namespace, name, stack, from),
  }));
  const unseen = links.find(({ state }) => state !== "found");
  const services = unique(links.flatMap(({ subjects }) => subjects));
  return new Listing(services, backends.missing ?? (unseen && unseenService(unseen)));
}

/** The workloads behind the Services that backends name. */
export function workloadsOfBackends(
  backends: Listing<Backend>,
  stack: StackView,
): Listing<Subject<Workload>> {
  const services = backendServices(backends, stack);
  const behind = Listing.of(...services.items.map((each) => each.thing.workloads(each, stack)));
  return new Listing(unique(behind.items), services.missing ?? behind.missing);
}

function unseenService({ name, state }: { name: Fact<string>; state: string }): Undetermined {
  if (state !== "outside" || name.value === undefined)
    return { why: `the Service of a route ${UNTIL_UPDATE}` };
  return { why: `Service ${name.value}, which a route names, is not in this stack` };
}

function unique<T>(subjects: readonly Subject<T>[]): readonly Subject<T>[] {
  return [...new Map(subjects.map((subject) => [subject.thing, subject])).values()];
}
