import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup, type Key } from "../../evaluation/lookup";
import { pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { autoscaler, type Autoscaler } from "../../kinds/autoscaler";
import { workload, type Workload } from "../../kinds/workload";
import { borrowed } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { ecsServiceKey } from "./ecs-service";
import { leadsTo, no } from "./outcome";

/** A policy of Application Auto Scaling, which says when a target scales. */
interface ScalingPolicy {
  readonly inputs: Inputs;
}

const scalingPolicy = kind<ScalingPolicy>("scaling policy");

const TRACKING = "targetTrackingScalingPolicyConfiguration";
const ECS_SERVICE = "aws:ecs/service:Service";

/** `aws:appautoscaling/policy:Policy` of an ECS service. */
export const ecsScalingPolicy = reader("aws:appautoscaling/policy:Policy", scalingPolicy, (inputs) =>
  isOfEcs(inputs) ? { inputs } : undefined,
);

/** `aws:appautoscaling/target:Target` of an ECS service. Both capacities are required. */
export const ecsScalingTarget = reader("aws:appautoscaling/target:Target", autoscaler, (inputs) => {
  if (!isOfEcs(inputs)) return undefined;
  return {
    get minReplicas() {
      return inputs.number("minCapacity", { unit: "replicas" });
    },
    get maxReplicas() {
      return inputs.number("maxCapacity", { unit: "replicas" });
    },
    cpuTargetPercent: (self, stack) => cpuTarget(self, stack),
    targetKeys: (self, stack) => ({ some: serviceKeys(self, stack) }),
    scales: (target, self, stack) => scales(target, self, stack),
  };
});

function isOfEcs(inputs: Inputs): boolean {
  const namespace = inputs.string("serviceNamespace").value;
  return namespace === undefined || namespace === "ecs";
}

/** The ECS service that a `resourceId` names, or may name by its dependencies. */
function serviceKeys(self: Subject<unknown>, stack: StackView): readonly Key[] {
  const reference = self.resource.inputs.reference("resourceId");
  const named = reference.fact.value;
  if (named !== undefined) return [ecsServiceKey(named.split("/")[2] ?? "")];
  const { subjects } = stack.follow(self, reference, workload);
  return subjects.length > 0 ? subjects.map(({ resource }) => resource.urn) : [undefined];
}

/** Whether a resource's `resourceId` (`service/<cluster>/<service>`) names the ECS service. */
function scales(target: Subject<Workload>, self: Subject<unknown>, stack: StackView): Outcome {
  if (target.resource.type !== ECS_SERVICE) return no("it scales ECS services");
  const reference = self.resource.inputs.reference("resourceId");
  const named = reference.fact.value;
  if (named === undefined) return linked(target, self, stack);
  const [, cluster, service] = named.split("/");
  const { name, namespace } = target.thing.identity;
  if (name.value !== undefined && name.value !== service) return no("it scales another service");
  if (namespace.value !== undefined && namespace.value !== cluster)
    return no("it scales another cluster's service");
  if (name.value === undefined) return undetermined({ path: name.path, why: UNTIL_UPDATE });
  // A cluster that is not known yet is taken for the one that is named: services of one name are of one program.
  return pass;
}

/** An id that is not known yet tells by the services it is made of. */
function linked(target: Subject<Workload>, self: Subject<unknown>, stack: StackView): Outcome {
  const reference = self.resource.inputs.reference("resourceId");
  const { subjects } = stack.follow(self, reference, workload);
  if (subjects.some(({ resource }) => resource === target.resource)) return pass;
  return subjects.length > 0
    ? no("it scales another service")
    : undetermined({ path: reference.fact.path, why: UNTIL_UPDATE });
}

/** The CPU target of the target's policies. One whose target is not known may be among them. */
function cpuTarget(self: Subject<Autoscaler>, stack: StackView): Fact<number> {
  const policies = stack
    .candidates(policiesByTarget, targetKeys(self, stack))
    .map((policy) => ({ policy, isOwn: isPolicyOf(policy, self, stack) }));
  const own = policies.filter(({ isOwn }) => isOwn === true);
  const targets = own.flatMap(({ policy }) => cpuTargetOf(policy) ?? []);
  const untold = policies.find(({ isOwn }) => isOwn === undefined);
  return (
    targets.find((fact) => fact.isDecided) ??
    targets[0] ??
    (untold ? unknownTarget(untold.policy.resource.name) : noTarget)
  );
}

function unknownTarget(policy: string): Fact<number> {
  return Fact.unknown(["resourceId"], `${UNTIL_UPDATE}, and policy ${policy} may belong to it`);
}

const noTarget = new Lacking<number>([TRACKING], {
  says: "of no policy follows its CPU utilisation",
  advice: "Add a Policy with predefinedMetricType ECSServiceAverageCPUUtilization.",
  unit: "percent",
});

/** The CPU utilisation that a policy keeps; undefined when it watches something else. */
function cpuTargetOf({ kind, resource, thing }: Subject<ScalingPolicy>): Fact<number> | undefined {
  const { inputs } = thing;
  const target = borrowed(
    `${kind.name} ${resource.name}`,
    inputs.number(`${TRACKING}.targetValue`, { unit: "percent" }),
  );
  if (inputs.has(TRACKING)) return watchesCpu(inputs.at(TRACKING)) ? target : undefined;
  const type = inputs.string("policyType", { whenAbsent: "StepScaling" });
  return type.value === "StepScaling"
    ? Fact.unknown([...type.path], "is StepScaling, so that an alarm decides when it scales")
    : undefined;
}

function watchesCpu(tracking: Inputs): boolean {
  const metrics = [
    tracking.string("predefinedMetricSpecification.predefinedMetricType"),
    tracking.string("customizedMetricSpecification.metricName"),
  ];
  // A metric that is not known yet may be this one.
  return metrics.some(
    ({ state }) => state.is === "unknown" || (state.is === "known" && CPU_METRICS.includes(state.value)),
  );
}

const CPU_METRICS = ["ECSServiceAverageCPUUtilization", "CPUUtilization"];

/** Policies by the id that they name, and by the targets and services that they lead to. */
const policiesByTarget = lookup(scalingPolicy, (policy, stack) => {
  const reference = policy.resource.inputs.reference("resourceId");
  const targets = stack.follow(policy, reference, autoscaler).subjects;
  return { some: [...targetKeys(policy, stack), ...targets.map(({ resource }) => resource.urn)] };
});

/** The id that `resourceId` is, the resource itself, and the services that it leads to; or, where it tells nothing, any. */
function targetKeys(self: Subject<unknown>, stack: StackView): readonly Key[] {
  const reference = self.resource.inputs.reference("resourceId");
  const services = stack.follow(self, reference, workload).subjects;
  const { value } = reference.fact;
  return [
    ...(leadsNowhere(self, reference, stack) ? [undefined] : []),
    ...(value === undefined ? [] : [`id ${value}`]),
    self.resource.urn,
    ...services.map(({ resource }) => resource.urn),
  ];
}

/** A policy belongs to a target that it names, or that scales the same service. Undefined where that cannot be told. */
function isPolicyOf(
  policy: Subject<ScalingPolicy>,
  target: Subject<Autoscaler>,
  stack: StackView,
): boolean | undefined {
  const mine = policy.resource.inputs.reference("resourceId");
  const its = target.resource.inputs.reference("resourceId");
  if (mine.fact.value !== undefined && its.fact.value !== undefined)
    return mine.fact.value === its.fact.value;
  if (leadsTo(policy, mine, target, autoscaler, stack).result === "pass") return true;
  const services = stack.follow(target, its, workload).subjects.map(({ resource }) => resource);
  if (stack.follow(policy, mine, workload).subjects.some(({ resource }) => services.includes(resource))) {
    return true;
  }
  return leadsNowhere(policy, mine, stack) || leadsNowhere(target, its, stack) ? undefined : false;
}

/** Whether nothing is known of what a reference names. */
function leadsNowhere(self: Subject<unknown>, reference: Reference, stack: StackView): boolean {
  return (
    stack.follow(self, reference, workload).state === "unknown" &&
    stack.follow(self, reference, autoscaler).state === "unknown"
  );
}
