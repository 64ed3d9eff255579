import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import type { Key, Keys } from "../../evaluation/lookup";
import { pass, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { autoscaler, type Autoscaler } from "../../kinds/autoscaler";
import { jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { followArm } from "./arm-part";

/** What the apps of App Service run in. */
interface AppServicePlan {
  /** Whether it adds instances by itself, as requests come. */
  readonly scalesItself: Fact<boolean>;
}

const appServicePlan = kind<AppServicePlan>("App Service plan");

/** `azure-native:web:AppServicePlan`. */
export const appServicePlanScaling = reader("azure-native:web:AppServicePlan", appServicePlan, (inputs) => ({
  get scalesItself() {
    return inputs.boolean("elasticScaleEnabled", { whenAbsent: false });
  },
}));

const PLAN = "serverFarmId";

/** The plan that something names. */
function planOf(from: Subject<unknown>, reference: Reference, stack: StackView): Link<AppServicePlan> {
  return followArm(from, reference, appServicePlan, ["name"], stack);
}

/** What an app offers to what scales it: itself, and the plan that it runs in. */
export function webAppScalingKeys(self: Subject<unknown>, stack: StackView): readonly Key[] {
  return [self.resource.urn, ...planKeys(self, self.resource.inputs.reference(PLAN), stack)];
}

function planKeys(from: Subject<unknown>, reference: Reference, stack: StackView): readonly Key[] {
  const { state, subjects } = planOf(from, reference, stack);
  if (state === "unknown") return [undefined];
  return state === "outside"
    ? [reference.fact.value?.toLowerCase()]
    : subjects.map(({ resource }) => resource.urn);
}

/** `azure-native:monitor:AutoscaleSetting`, of the plan that an app runs in. It is off unless set. */
export const autoscaleSetting = reader(
  "azure-native:monitor:AutoscaleSetting",
  autoscaler,
  (inputs): Autoscaler => ({
    get minReplicas() {
      return capacity(inputs, "minimum");
    },
    get maxReplicas() {
      return capacity(inputs, "maximum");
    },
    cpuTargetPercent: () => cpuTarget(inputs),
    targetKeys: (self, stack) => ({ some: planKeys(self, inputs.reference("targetResourceUri"), stack) }),
    scales: (target, self, stack) =>
      isWebApp(target)
        ? scalesPlan(inputs.reference("targetResourceUri"), self, target, stack)
        : violation({ says: "it scales App Service plans" }),
  }),
);

/**
 * An app of App Service, as what its plan does without such a setting: one that is not in the stack may have one, and one
 * that scales by itself starts as many instances as the app keeps ready.
 */
export const webAppScaling = reader("azure-native:web:WebApp", autoscaler, (inputs): Autoscaler => {
  const site = inputs.at("siteConfig");
  return {
    get minReplicas() {
      return site.number("minimumElasticInstanceCount", { whenAbsent: 1 });
    },
    get maxReplicas() {
      return site.number("elasticWebAppScaleLimit", { whenAbsent: ELASTIC_LIMIT });
    },
    cpuTargetPercent: () => undefined,
    targetKeys: (self): Keys => ({ some: [self.resource.urn] }),
    scales: (target, self, stack) =>
      target.resource === self.resource
        ? byPlan(inputs.reference(PLAN), self, stack)
        : violation({ says: "it is another app" }),
  };
});

/** As many instances as a plan that scales by itself may have. */
const ELASTIC_LIMIT = 30;

function byPlan(reference: Reference, self: Subject<unknown>, stack: StackView): Outcome {
  const { path } = reference.fact;
  const { state, subjects } = planOf(self, reference, stack);
  if (state === "unset")
    return undetermined({ path, why: "is not set, so that it is not known which plan scales" });
  if (state !== "found")
    return undetermined({ path, why: "names a plan outside the stack, which may scale" });
  const [first] = subjects.map(({ thing }) => thing.scalesItself);
  return first === undefined || first.value === false
    ? violation({ says: "its plan does not scale by itself" })
    : first.value === true
      ? pass
      : undetermined({ why: `whether its plan scales by itself is not known until the update` });
}

function isWebApp({ resource }: Subject<unknown>): boolean {
  return resource.type.endsWith(":WebApp");
}

/** Both name the same plan. */
function scalesPlan(
  reference: Reference,
  self: Subject<unknown>,
  target: Subject<unknown>,
  stack: StackView,
): Outcome {
  const scaled = planOf(self, reference, stack);
  const own = planOf(target, target.resource.inputs.reference(PLAN), stack);
  const another = violation({ says: "it scales another plan" });
  if (scaled.state === "found" && own.state === "found") {
    const urns = own.subjects.map(({ resource }) => resource.urn);
    return scaled.subjects.some(({ resource }) => urns.includes(resource.urn)) ? pass : another;
  }
  const [a, b] = [reference.fact.value, target.resource.inputs.string(PLAN).value];
  if (scaled.state === "unset" || own.state === "unset") return another;
  if (a !== undefined && b !== undefined) return a.toLowerCase() === b.toLowerCase() ? pass : another;
  return undetermined({
    why: `whether autoscale setting ${self.resource.name} is of its plan is not known until the update`,
  });
}

/** Each profile has bounds of its own, and all have to comply. */
function capacity(inputs: Inputs, bound: "minimum" | "maximum"): Fact<number> {
  const profiles = inputs.list("profiles");
  if (profiles.missing) return Fact.unknown(profiles.missing.path ?? ["profiles"], profiles.missing.why);
  const facts = profiles.items.map((profile) =>
    profile.number(`capacity.${bound}`, { unit: "instances", write: String }),
  );
  return jointly(facts) ?? new Lacking(["profiles"], { says: "is empty", needs: `a ${bound} of instances` });
}

/** The lowest CPU, in percent, at which a rule of each profile adds instances. A setting that is off adds none. */
function cpuTarget(inputs: Inputs): Fact<number> {
  const enabled = inputs.boolean("enabled", { whenAbsent: false });
  if (enabled.value === undefined) return enabled.map<number>(() => undefined);
  if (!enabled.value) {
    return new Lacking(enabled.path, { says: `${enabled.says}, so that it scales nothing`, needs: "true" });
  }
  const profiles = inputs.list("profiles");
  if (profiles.missing) return Fact.unknown(profiles.missing.path ?? ["profiles"], profiles.missing.why);
  return (
    jointly(profiles.items.map(targetOfProfile)) ??
    new Lacking(["profiles"], { says: "is empty", unit: "percent" })
  );
}

function targetOfProfile(profile: Inputs): Fact<number> {
  const rules = profile.list("rules");
  const adding = rules.items.filter((rule) => isOnCpu(rule) && adds(rule));
  const [rule] = adding;
  if (rule) return rule.number("metricTrigger.threshold", { unit: "percent" });
  const untold =
    rules.missing ??
    rules.items
      .flatMap((it) => [it.string("metricTrigger.metricName"), it.string("scaleAction.direction")])
      .find((fact) => fact.untold !== undefined)?.untold;
  const path = [...profile.path, "rules"];
  return untold
    ? Fact.unknown(untold.path ?? path, untold.why)
    : new Lacking(path, { says: "has no rule that adds instances on CpuPercentage", unit: "percent" });
}

function isOnCpu(rule: Inputs): boolean {
  return rule.string("metricTrigger.metricName").value?.toLowerCase() === "cpupercentage";
}

function adds(rule: Inputs): boolean {
  return rule.string("scaleAction.direction").value?.toLowerCase() === "increase";
}
