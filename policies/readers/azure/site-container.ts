import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { partOf, type Part } from "../aws/parts";
import { appLink, isSlot } from "./app-link";
import { keysOfLinks, keysOfTarget, relationTo } from "./arm-link";

const siteContainer = kind<Part>("site container");

/** `azure-native:web:WebAppSiteContainer`: a container of an app of App Service, its own or one beside it. */
export const webAppSiteContainer = reader("azure-native:web:WebAppSiteContainer", siteContainer, partOf);

const containersByApp = lookup(siteContainer, (self, stack) => {
  const reference = self.thing.inputs.reference("name");
  return keysOfLinks([{ link: appLink(self, reference, stack), reference }]);
});

/** The site containers of an app. Slots have theirs, which are not read. */
export function sidecarsOf(self: Subject<unknown>, stack: StackView): Listing<Inputs> {
  if (isSlot(self)) return new Listing([]);
  const name = self.resource.inputs.string("name");
  const judged = stack.candidates(containersByApp, keysOfTarget(self, name)).map((container) => {
    const reference = container.thing.inputs.reference("name");
    return { container, relation: relationTo(appLink(container, reference, stack), reference, self, name) };
  });
  const maybe = judged.find(({ relation }) => relation === "may be")?.container;
  return new Listing(
    judged.filter(({ relation }) => relation === "is").map(({ container }) => container.thing.inputs),
    maybe && {
      why: `whether site container ${maybe.resource.name} is of this app is not known until the update`,
    },
  );
}
