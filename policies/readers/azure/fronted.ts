import { lookup } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint } from "../../kinds/entry-point";

/** What stands in front of workloads that have entry points of their own. */
const IN_FRONT = /^azure-native.*:(ApplicationGateway|Route|FrontDoor|ApiManagementService)$/;

const frontsByWorkload = lookup(entryPoint, (self, stack) => ({
  some: IN_FRONT.test(self.resource.type)
    ? self.thing.workloads(self, stack).items.map(({ resource }) => resource.urn)
    : [],
}));

/** Where private networks alone reach an app, another entry point of the stack may answer for it: a clause that says so. */
export function frontOf({ resource }: Subject<unknown>, stack: StackView): string | undefined {
  const [front] = stack.candidates(frontsByWorkload, [resource.urn]);
  return (
    front &&
    `${front.thing.type} ${front.resource.name} answers for it, and nobody else outside its networks reaches it`
  );
}

const untoldFronts = new WeakMap<StackView, { readonly untold: Undetermined | undefined }>();

/** Why an entry point of the stack may stand in front of something, where it is not known all that it leads to. */
export function mayBeFronted(stack: StackView): Undetermined | undefined {
  let known = untoldFronts.get(stack);
  if (known === undefined) {
    const [untold] = stack
      .subjects(entryPoint)
      .filter(({ resource }) => IN_FRONT.test(resource.type))
      .flatMap((front) => {
        const { missing } = front.thing.workloads(front, stack);
        const { name } = front.resource;
        return missing
          ? [{ why: `${front.thing.type} ${name} may answer for it, and not all that it leads to is known` }]
          : [];
      });
    known = { untold };
    untoldFronts.set(stack, known);
  }
  return known.untold;
}
