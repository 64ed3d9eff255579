import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { workload, type Workload } from "../../kinds/workload";

const workloadsByUrn = lookup(workload, ({ resource }) => ({ some: [resource.urn] }));

/** The workload that a resource is beside what it is else. */
export function ownWorkload({ resource }: Subject<unknown>, stack: StackView): Listing<Subject<Workload>> {
  const found = stack.candidates(workloadsByUrn, [resource.urn]);
  return found.length > 0
    ? new Listing(found)
    : Listing.unknown({ why: "what it runs is built from source, and is not read" });
}
