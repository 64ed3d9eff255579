import { cases, ref, resource, unknown } from "../../kit/cases";
import { webApp } from "../azure/workloads";

type Props = Readonly<Record<string, unknown>>;

const PLAN_ID = "/subscriptions/s/resourceGroups/production/providers/Microsoft.Web/serverfarms/shop-plan";
const plan = (props: object = {}) =>
  resource("azure-native:web:AppServicePlan", "plan", {
    resourceGroupName: "production",
    name: "shop-plan",
    kind: "Linux",
    reserved: true,
    sku: { name: "P1v3", tier: "PremiumV3", capacity: 2 },
    ...props,
  });
const app = (serverFarmId: unknown = ref("plan"), site: Props = {}, props: object = {}) =>
  webApp({}, site, { serverFarmId, ...props });
const rule = (
  threshold: unknown,
  direction: unknown = "Increase",
  metricName: unknown = "CpuPercentage",
) => ({
  metricTrigger: { metricName, metricResourceUri: PLAN_ID, operator: "GreaterThan", threshold },
  scaleAction: { direction, type: "ChangeCount", value: "1", cooldown: "PT5M" },
});
const profile = (capacity: object = {}, rules: readonly object[] = [rule(70), rule(30, "Decrease")]) => ({
  name: "default",
  capacity: { default: "2", minimum: "2", maximum: "10", ...capacity },
  rules,
});
const setting = (profiles: unknown = [profile()], props: object = {}) =>
  resource("azure-native:monitor:AutoscaleSetting", "scale", {
    resourceGroupName: "production",
    enabled: true,
    targetResourceUri: ref("plan"),
    profiles,
    ...props,
  });
const TITLE = "7.2 Autoscaling:";
const NONE = `${TITLE} no autoscaler in the stack scales this WebApp; {profile} needs one with at least 2 replicas and a CPU target of at most 70 percent. Add an azure-native:monitor:AutoscaleSetting of its plan with a rule on CpuPercentage, or set elasticScaleEnabled: true on the plan.`;

export default cases({
  requirement: "7.2-autoscaling",
  provider: "azure",
  valid: {
    "a setting of its plan": { stack: [app(), plan(), setting()] },
    "several profiles": {
      stack: [app(), plan(), setting([profile(), profile({ minimum: "4" }, [rule("60")])])],
    },
    "a plan outside the stack": {
      stack: [app(PLAN_ID), setting([profile()], { targetResourceUri: PLAN_ID.toUpperCase() })],
    },
    "a plan that scales by itself": {
      stack: [app(ref("plan"), { minimumElasticInstanceCount: 2 }), plan({ elasticScaleEnabled: true })],
    },
  },
  invalid: {
    "a fixed number of instances": { stack: [app(), plan()], remediable: false, finds: [NONE] },
    "a setting of another plan": {
      stack: [
        app(),
        plan(),
        { ...plan({ name: "other" }), name: "other" },
        setting([profile()], { targetResourceUri: ref("other") }),
      ],
      remediable: false,
      finds: [NONE],
    },
    "a setting that is off": {
      stack: [app(), plan(), setting([profile()], { enabled: false })],
      remediable: false,
      finds: [
        `${TITLE} autoscaler scale: enabled is false, so that it scales nothing; {profile} needs true.`,
      ],
    },
    "one instance at night, and a rule that adds too late": {
      stack: [app(), plan(), setting([profile(), profile({ minimum: "1" }, [rule(90)])])],
      remediable: false,
      finds: [
        `${TITLE} autoscaler scale: profiles[1].capacity.minimum is 1 instance; {profile} needs at least 2. Set profiles[1].capacity.minimum: "2".`,
        `${TITLE} autoscaler scale: profiles[1].rules[0].metricTrigger.threshold is 90 percent; {profile} needs at most 70. Set profiles[1].rules[0].metricTrigger.threshold: 70.`,
      ],
    },
    "it only removes": {
      stack: [app(), plan(), setting([profile({}, [rule(30, "Decrease")])])],
      remediable: false,
      finds: [
        `${TITLE} autoscaler scale: profiles[0].rules has no rule that adds instances on CpuPercentage; {profile} needs at most 70 percent.`,
      ],
    },
    "a plan that scales by itself from one instance": {
      stack: [app(), plan({ elasticScaleEnabled: true })],
      remediable: false,
      finds: [
        `${TITLE} autoscaler api: siteConfig.minimumElasticInstanceCount is not set, which means 1; {profile} needs at least 2. Set siteConfig.minimumElasticInstanceCount: 2.`,
      ],
    },
  },
  unknown: {
    "a plan that another stack may scale": {
      stack: [app(PLAN_ID)],
      mentions: ["serverFarmId names a plan outside the stack, which may scale"],
    },
    "no plan": {
      stack: [webApp()],
      mentions: ["serverFarmId is not set, so that it is not known which plan scales"],
    },
    "whether its plan scales by itself": {
      stack: [app(), plan({ elasticScaleEnabled: unknown })],
      mentions: ["whether its plan scales by itself is not known until the update"],
    },
    "which plan a setting is of": {
      stack: [app(), plan(), setting([profile()], { targetResourceUri: unknown })],
      mentions: ["whether autoscale setting scale is of its plan is not known until the update"],
    },
  },
  unknownIn: {
    "whether it is on": {
      of: "a setting of its plan",
      at: "scale: enabled",
      mentions: ["enabled is not known until the update"],
    },
    "what a rule does": {
      of: "a setting of its plan",
      at: "scale: profiles.0.rules.0.scaleAction.direction",
      mentions: ["profiles[0].rules[0].scaleAction.direction is not known until the update"],
    },
  },
  notApplicable: {
    "functions that are named after the application": {
      stack: [
        webApp({}, { linuxFxVersion: "PYTHON|3.13" }, { name: "fraiseql-jobs", kind: "functionapp,linux" }),
      ],
    },
    "functions": { stack: [app(PLAN_ID, {}, { kind: "functionapp,linux,container" })] },
  },
});
