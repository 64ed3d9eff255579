import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { imageRepository, type ImageRepository } from "../../kinds/image-repository";
import { borrowed } from "../borrowed-fact";

/** `azure-native:containerregistry:Registry`: Defender for Cloud scans what is pushed, where a plan of it does. */
export const azureContainerRegistry = reader(
  "azure-native:containerregistry:Registry",
  imageRepository,
  (): ImageRepository => ({ scansOnPush: (_, stack) => scannedByDefender(stack) }),
);

/** A plan of Defender for Cloud that scans the images of registries. */
interface DefenderPlan {
  readonly name: Fact<string>;
  readonly scans: Fact<boolean>;
}

const defenderPlan = kind<DefenderPlan>("Defender plan");

/** `azure-native:security:Pricing`. */
export const defenderPricing = reader("azure-native:security:Pricing", defenderPlan, (inputs) => ({
  get name() {
    return inputs.string("pricingName");
  },
  get scans() {
    return scans(inputs);
  },
}));

/** The plans that scan images; `ContainerRegistry` is the older one of registries alone. */
const OF_CONTAINERS = ["containers", "containerregistry"];
/** Its free tier is on everywhere, and scans nothing. */
const OF_POSTURE = "cloudposture";
const ASSESSMENTS = "ContainerRegistriesVulnerabilityAssessments";

const format = {
  says: (does: boolean) => (does ? "scanning" : "no scanning"),
  write: (does: boolean) => (does ? "Standard" : "Free"),
};

/** The standard tier scans unless its extension for that is switched off. */
function scans(inputs: Inputs): Fact<boolean> {
  const tier = inputs.string("pricingTier").map((name) => name.toLowerCase() === "standard", format);
  const extension = inputs.find(
    "extensions",
    (it) => it.string("name"),
    (name) => name.toLowerCase() === ASSESSMENTS.toLowerCase(),
  );
  const enabled = extension.string("isEnabled");
  if (tier.value !== true || enabled.isAbsent) return tier;
  return enabled.map((text) => text.toLowerCase() === "true", {
    says: format.says,
    write: (does) => (does ? "True" : "False"),
  });
}

/** A plan is of a whole subscription, and may be in another stack. */
function scannedByDefender(stack: StackView): Fact<boolean> {
  const plans = stack.subjects(defenderPlan);
  const named = (isSuch: (name: string) => boolean) =>
    plans.filter(({ thing }) => isSuch((thing.name.value ?? "").toLowerCase()));
  const ofContainers = named((name) => OF_CONTAINERS.includes(name));
  const on = [...ofContainers, ...named((name) => name === OF_POSTURE)].find(
    ({ thing }) => thing.scans.value === true,
  );
  if (on) return factOf(on);
  const untold = plans.find(
    ({ thing }) =>
      thing.name.untold !== undefined ||
      (!thing.scans.isDecided && (thing.name.value ?? "").toLowerCase() === OF_POSTURE),
  );
  if (untold) return unseen(`may be on, as plan ${untold.resource.name} says once it is known`);
  const [first] = ofContainers;
  return first
    ? factOf(first)
    : unseen(
        "is of the whole subscription, and not in this stack, so that whether images are scanned is not known",
      );
}

function factOf({ resource, thing }: Subject<DefenderPlan>): Fact<boolean> {
  return borrowed(`Defender plan ${resource.name}`, thing.scans);
}

function unseen(why: string): Fact<boolean> {
  return new Fact<boolean>({ is: "unknown", why }, [], { called: "Defender for Containers" });
}
